// @ts-check
// Preloaded into a contestant when it is to be looked into (`--import`): answers the orchestrator's questions.
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

const COLLECTIONS = 4;
const SAMPLE_US = 500;
const session = new Session();
const loop = monitorEventLoopDelay({ resolution: 1 });

/** @type {Record<string, () => Promise<unknown>>} */
const ANSWERS = {
  /** Memory after collecting garbage; needs `--expose-gc`. */
  async memory() {
    for (let round = 0; round < COLLECTIONS; round += 1) {
      globalThis.gc?.();
      await delay(50);
    }
    return process.memoryUsage();
  },
  /** From here on it is noted how long the loop stands still. */
  async watchLoop() {
    loop.enable();
    loop.reset();
    return true;
  },
  /** How long that was at most. */
  async loop() {
    loop.disable();
    return { maxMs: loop.max / 1e6 };
  },
  async startProfile() {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
    await session.post('Profiler.start');
    return true;
  },
  async stopProfile() {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return profile;
  },
};

process.on('message', async (question) => {
  const answer = ANSWERS[String(question)];
  if (answer) process.send?.(await answer());
});
process.channel?.unref();
