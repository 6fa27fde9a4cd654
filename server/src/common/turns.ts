/** Work under one key is done one after the other, in the order of the calls; under different keys at once. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** How many keys have work under way. */
  get size(): number {
    return this.last.size;
  }

  /** @throws whatever the work throws; what comes after it is done all the same */
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(key);
    const turn = before ? before.then(work, work) : work();
    this.last.set(key, turn);
    const end = (): void => {
      if (this.last.get(key) === turn) this.last.delete(key);
    };
    turn.then(end, end);
    return turn;
  }
}
