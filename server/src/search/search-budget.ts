import type { Clock } from '../common/index.js';

/** A search that has to look through this much, or for so long, is ended with what it has. */
const LOOKED_AT_MAX = 20_000;
const TIME_MS = 1_500;

/** How much one search may look through. */
export class SearchBudget {
  private looked = 0;
  private readonly endsAt: number;

  constructor(private readonly clock: Clock) {
    this.endsAt = clock.monotonic() + TIME_MS;
  }

  /** So many more were looked at. */
  spend(count: number): void {
    this.looked += count;
  }

  get isLate(): boolean {
    return this.clock.monotonic() > this.endsAt;
  }

  get isSpent(): boolean {
    return this.looked > LOOKED_AT_MAX || this.isLate;
  }
}
