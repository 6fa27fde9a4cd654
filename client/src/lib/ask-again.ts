import { fullJitter } from './backoff';

/** For half a minute or so; until then the next connection asks for what is still missing. */
const TRIES = 7;

/**
 * Asks again, with growing pauses, for what nobody would ask for again otherwise.
 * @throws what the last try throws
 */
export async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (failures === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, fullJitter(failures)));
    }
  }
}
