import { Clock } from '../../src/common/index.js';

/** The system's time plus what a test has added. */
export class MovableClock extends Clock {
  private offsetMs = 0;
  private passedMs = 0;

  now(): number {
    return Date.now() + this.offsetMs;
  }

  monotonic(): number {
    return performance.now() + this.passedMs;
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
