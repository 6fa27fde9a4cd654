import { fullJitter } from './backoff';

/** For half a minute or so; until then the next connection asks for what is still missing. */
const TRIES = 7;

/**
 * Asks again, with growing pauses, for what nobody would ask for again otherwise.
 * @param isPassing says of a failure whether it may be another time
 * @throws what the last try throws
 */
export async function askAgain<T>(
  ask: () => Promise<T>,
  tries = TRIES,
  isPassing: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (failures === tries || !isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, fullJitter(failures)));
    }
  }
}
