import { Clock } from '../../src/common/index.js';

/** The system's time plus what a test has added. */
export class MovableClock extends Clock {
  private offsetMs = 0;
  private passedMs = 0;
  private stoodAt: { now: number; monotonic: number } | undefined;

  now(): number {
    return (this.stoodAt?.now ?? Date.now()) + this.offsetMs;
  }

  monotonic(): number {
    return (this.stoodAt?.monotonic ?? performance.now()) + this.passedMs;
  }

  /** No time passes but what the test adds, however long the work takes: what has to happen within a moment does. */
  async standing<T>(work: () => Promise<T>): Promise<T> {
    this.stoodAt = { now: Date.now(), monotonic: performance.now() };
    try {
      return await work();
    } finally {
      this.stoodAt = undefined;
    }
  }

  /** Time passes. */
  advance(ms: number): void {
    this.offsetMs += ms;
    this.passedMs += ms;
  }

  /** Somebody sets the clock of the day; no time passes. */
  jump(ms: number): void {
    this.offsetMs += ms;
  }
}
