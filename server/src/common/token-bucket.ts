export interface Allowance {
  /** How many at once. */
  burst: number;
  perSecond: number;
}

/** So many at once and so many a second in the long run. Full at the beginning. */
export class TokenBucket {
  private tokens: number;

  constructor(
    private readonly allowance: Allowance,
    private at: number,
  ) {
    this.tokens = allowance.burst;
  }

  /** Takes one. False when there is none; then nothing is taken. `now` in milliseconds of a monotonic clock. */
  take(now: number): boolean {
    const { burst, perSecond } = this.allowance;
    const gained = (Math.max(0, now - this.at) / 1000) * perSecond;
    this.tokens = Math.min(burst, this.tokens + gained);
    this.at = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
