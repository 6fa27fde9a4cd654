/** The one source of time inside the server, so that tests can move it. */
export abstract class Clock {
  /** Milliseconds since the epoch, for moments that people and databases read. Somebody may set it. */
  abstract now(): number;

  /**
   * Milliseconds of a clock that nobody can set, for durations: whatever is to last or to wait for a time. Its zero
   * means nothing, so what it says is never sent or stored.
   */
  abstract monotonic(): number;

  /** `now` as an ISO 8601 text in UTC. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }
}
