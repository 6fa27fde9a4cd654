// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Latencies } from '../latencies.mjs';
import { Follower } from './follower.mjs';
import { Meter } from './meter.mjs';

const AT_ONCE = 32;
const HOLD_PATIENCE_MS = 20_000;

/** @type {Follower[]} */
let followers = [];

/** Who will come. @param {{ port: number, people: import('../topology.mjs').Person[] }} options */
export async function expect({ port, people }) {
  followers = people.map((person) => new Follower({ port, person }));
}

/** Everybody is connected and holds what there is. @param {{ port: number, people: import('../topology.mjs').Person[] }} options */
export async function gather(options) {
  await expect(options);
  const waiting = [...followers];
  const worker = async () => {
    for (let follower = waiting.shift(); follower; follower = waiting.shift()) {
      await follower.connect();
      await follower.sync();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Nobody is connected, but everybody knows where they were. */
export async function scatter() {
  for (const follower of followers) follower.close();
}

/**
 * All come back within `spreadMs`. With `heads` each is done when it holds them; without, when it has been let in.
 * @param {{ spreadMs: number, heads?: Record<string, number>, watched: import('./meter.mjs').Watched }} options
 */
export async function storm({ spreadMs, heads, watched }) {
  const perClient = new Latencies();
  const meter = new Meter(watched);
  meter.start();
  const begin = performance.now();
  let lastMs = 0;
  await Promise.all(
    followers.map(async (follower, index) => {
      await delay((index * spreadMs) / followers.length);
      const openedAt = performance.now();
      await follower.connect();
      if (heads) {
        await follower.sync();
        await untilHolds(follower, heads);
      }
      perClient.add(performance.now() - openedAt);
      lastMs = Math.max(lastMs, performance.now() - begin);
    }),
  );
  meter.acked = followers.length;
  const { serverUs, postgresUs, serverCores, generatorCores, foreignCores, stolenCores } = meter.stop();
  const faults = followers.flatMap((follower) => follower.faults).slice(0, 10);
  const retries = followers.reduce((sum, follower) => sum + follower.retries, 0);
  const cost = { serverUs, postgresUs, serverCores, generatorCores, foreignCores, stolenCores };
  return { lastMs, perClient: perClient.summary(), faults, retries, ...cost };
}

/** @param {Follower} follower @param {Record<string, number>} heads */
async function untilHolds(follower, heads) {
  const deadline = performance.now() + HOLD_PATIENCE_MS;
  while (!follower.holds(heads)) {
    if (performance.now() > deadline) {
      follower.faults.push('did not get everything it had missed');
      return;
    }
    await delay(5);
  }
}
