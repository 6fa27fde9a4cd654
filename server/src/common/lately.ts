const WINDOW_MS = 1_000;

/** How much there was lately, in a second. Times are of a monotonic clock, in ms. */
export class Lately {
  private count = 0;
  private since = 0;
  private before = 0;

  note(count: number, now: number): void {
    this.turn(now);
    this.count += count;
  }

  /** Of the second before and of what there is of this one the more. */
  perSecond(now: number): number {
    this.turn(now);
    return Math.max(this.before, this.rate(now));
  }

  private turn(now: number): void {
    if (now - this.since <= WINDOW_MS) return;
    this.before = this.rate(now);
    [this.since, this.count] = [now, 0];
  }

  /** A moment says little. */
  private rate(now: number): number {
    return (this.count * 1_000) / Math.max(WINDOW_MS / 10, now - this.since);
  }
}
