import { Clock } from '../../src/common/index.js';

/** The system's time plus what a test has added. */
export class MovableClock extends Clock {
  private offsetMs = 0;

  now(): number {
    return Date.now() + this.offsetMs;
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }
}
