import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from './app-error.js';

/** Half a minute. */
const TRIES = 60;
const TRY_AGAIN_MS = 500;

/**
 * For what has to happen behind a commit and is asked for by nobody later: while the database is away, it is asked again,
 * for half a minute.
 * @throws what `ask` throws that another try would not change, and what the last try throws
 */
export async function askUntilBack<T>(ask: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AppError && error.isRetryable) || times === TRIES) throw error;
      await delay(TRY_AGAIN_MS, undefined, { ref: false });
    }
  }
}
