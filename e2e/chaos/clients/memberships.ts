/** Who is a member of what, as far as it is certain: while a change is under way nothing is. */
export class Memberships {
  private readonly states = new Map<string, 'member' | 'uncertain' | { outSince: number }>();

  set(user: string, room: string, state: 'member' | 'uncertain' | { outSince: number }): void {
    this.states.set(`${user} ${room}`, state);
  }

  isMember(user: string, room: string): boolean {
    return this.states.get(`${user} ${room}`) === 'member';
  }

  /** Messages behind this seq must not reach the person; infinity for a member. */
  forbiddenBehind(user: string, room: string): number {
    const state = this.states.get(`${user} ${room}`) ?? { outSince: 0 };
    return typeof state === 'string' ? Infinity : state.outSince;
  }
}
