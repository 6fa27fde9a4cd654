/** Counts under keys, and forgets those of which there are none. */
export class ConnectionCounter {
  private readonly counts = new Map<string, number>();

  /** Counts one more. False when there are as many as the limit: then none is counted. */
  add(key: string, limit: number): boolean {
    const count = this.counts.get(key) ?? 0;
    if (count >= limit) return false;
    this.counts.set(key, count + 1);
    return true;
  }

  /** One that was counted is gone. */
  remove(key: string): void {
    const left = (this.counts.get(key) ?? 1) - 1;
    if (left > 0) this.counts.set(key, left);
    else this.counts.delete(key);
  }
}
