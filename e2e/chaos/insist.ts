import { pause } from './pause';

const RETRY_MS = 100;

/** Repeats what another fault may be in the way of, until it works. */
export async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await work().then(
      (result) => ({ result }),
      () => undefined,
    );
    if (done) return done.result;
    await pause(RETRY_MS);
  }
}
