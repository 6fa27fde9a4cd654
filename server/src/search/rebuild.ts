import { setTimeout as delay } from 'node:timers/promises';
import { GRAM_RULES } from './grams.js';
import type { IndexRepository } from './index.repository.js';
import { takeInOlder } from './write-batch.js';

const BATCH = 500;
/** While a server takes something in. */
const WAIT_MS = 20;

/**
 * Makes the index anew, newest messages first. Servers may run meanwhile: people find what is there so far, and what they
 * say is taken in by their server.
 * @param say is told how many messages have been taken in
 */
export async function rebuild(index: IndexRepository, say: (taken: number) => void): Promise<number> {
  while (
    !(await index.asWriter(async (_, statements) => {
      await index.begin(statements, GRAM_RULES);
      return true;
    }))
  )
    await delay(WAIT_MS);
  for (let isDone = false; !isDone;) {
    const step = await index.asWriter(async (state, statements) => {
      const { hasMore } = await takeInOlder(index, { state, statements }, BATCH);
      return { hasMore, taken: Number(-1n - state.backDoc) };
    });
    if (!step) await delay(WAIT_MS);
    else say(step.taken);
    isDone = step?.hasMore === false;
  }
  await index.settle();
  return index.size();
}
