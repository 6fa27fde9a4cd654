import { askAgain } from './ask-again';

interface Reading<T> {
  ask: () => Promise<T>;
  /** What was told of it, or done to it, here: other values once there was something. */
  told: () => readonly unknown[];
}

/**
 * Reads what is told as well, and in no order with the answer: that may be older than what was told while it was on its way,
 * and then it is asked for once more. What nobody could answer is asked for again.
 * @throws what the last try throws
 */
export async function readAnew<T>({ ask, told }: Reading<T>): Promise<T> {
  for (;;) {
    const before = told();
    const answer = await askAgain(ask, undefined, isPassing);
    if (told().every((value, place) => value === before[place])) return answer;
  }
}

/** Nobody is logged in any more, or a server of before does not know of it: that stays so. */
const isPassing = (error: unknown) =>
  /^(OFFLINE|UNAVAIL|DRAIN|TOO_MANY)/.test((error as { code?: string } | undefined)?.code ?? '');
