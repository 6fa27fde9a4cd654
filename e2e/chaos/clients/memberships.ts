type State = 'member' | 'uncertain' | 'leaving' | { outSince: number; knownAt?: number };

/** Who is a member of what, as far as it is certain: while a change is under way nothing is. */
export class Memberships {
  private readonly states = new Map<string, State>();

  set(user: string, room: string, state: State): void {
    this.states.set(`${user} ${room}`, state);
  }

  /** How it stood before a change; somebody of whom nothing is known is out. */
  get(user: string, room: string): State {
    return this.states.get(`${user} ${room}`) ?? { outSince: 0 };
  }

  /** Whether an end of the membership is under way, of which nobody knows yet at which position. */
  isLeaving(user: string, room: string): boolean {
    return this.get(user, room) === 'leaving';
  }

  roomsOf(user: string): string[] {
    return [...this.states].flatMap(([name, state]) => {
      const [who, room = ''] = name.split(' ');
      return who === user && state === 'member' ? [room] : [];
    });
  }

  isMember(user: string, room: string): boolean {
    return this.get(user, room) === 'member';
  }

  /** Messages behind this seq must not reach the person; infinity for a member. */
  forbiddenBehind(user: string, room: string): number {
    const state = this.get(user, room);
    if (typeof state === 'string' || performance.now() < (state.knownAt ?? 0)) return Infinity;
    return state.outSince;
  }
}
