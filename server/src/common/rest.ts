import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** However long the work has taken: what comes meanwhile does not wait longer, and a server that stops neither. */
const MOST_MS = 1_000;

interface Length {
  /** So many times as long as the work. */
  times: number;
  /** Missing: it may be no rest at all. */
  leastMs?: number;
}

/**
 * The rests of work that is done in batches and in nobody's way. Measured by the clock of the process, which nobody can
 * set; one second at most; none any more when the server stops.
 */
export class Rest {
  private readonly stopped = new AbortController();

  constructor() {
    // As many as rest at once.
    setMaxListeners(0, this.stopped.signal);
  }

  /** A batch begins. @returns what rests when it is done, in proportion to what it has taken by then */
  measure(): (length: Length) => Promise<void> {
    const begun = performance.now();
    return ({ times, leastMs = 0 }) => this.take(Math.max(leastMs, (performance.now() - begun) * times));
  }

  /** The server stops: whoever rests goes on at once. */
  end(): void {
    this.stopped.abort();
  }

  private async take(ms: number): Promise<void> {
    const { signal } = this.stopped;
    if (signal.aborted) return;
    await delay(Math.min(MOST_MS, ms), undefined, { ref: false, signal }).catch(() => undefined);
  }
}
