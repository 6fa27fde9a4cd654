// @ts-check
// The load generator's process: runs one command after the other for the orchestrator.
import { Crowd } from './crowd.mjs';
import { joinStorm } from './join-storm.mjs';
import { closedLoop, openLoop } from './loops.mjs';
import { mixed } from './mixed.mjs';
import { askPages, readPages } from './pages.mjs';
import { receipts } from './receipts.mjs';
import { removals } from './removals.mjs';
import { Sending } from './sending.mjs';
import { stall } from './stall.mjs';
import { expect, gather, scatter, storm } from './storm.mjs';

/** @type {Crowd | undefined} */
let crowd;

/** @type {Record<string, (options: any) => Promise<unknown>>} */
const COMMANDS = {
  async join({ people, ...options }) {
    crowd ??= new Crowd(options);
    await crowd.join(people);
  },

  async closedLoop({ watched, ...options }) {
    return runLoop(watched, (sending) => closedLoop(sending, options));
  },

  async openLoop({ watched, ...options }) {
    return runLoop(watched, (sending) => openLoop(sending, options));
  },

  async mixed(options) {
    if (!crowd) throw new Error('nobody has joined');
    return mixed(crowd, options);
  },

  async receipts(options) {
    if (!crowd) throw new Error('nobody has joined');
    return receipts(crowd, options);
  },

  async stall({ watched, port, sleepers, ...options }) {
    const sleeping = await stall({ port, sleepers });
    const result = await runLoop(watched, (sending) => closedLoop(sending, options));
    return { ...result, sleepers: await sleeping.wakeUp(result.counts) };
  },

  expect,
  gather,
  scatter,
  storm,
  joinStorm,
  readPages,
  removals,
  askPages,
};

/** @param {import('./meter.mjs').Watched} watched @param {(sending: Sending) => Promise<object>} loop */
async function runLoop(watched, loop) {
  if (!crowd) throw new Error('nobody has joined');
  const sending = new Sending(crowd, watched);
  const measurement = await loop(sending);
  const faults = await sending.finish();
  const { sent, resent, samples } = sending;
  return { ...measurement, samples, sent, resent, faults, counts: sending.counts() };
}

process.on('message', async ({ command, options }) => {
  try {
    const run = COMMANDS[command];
    if (!run) throw new Error('there is no such command');
    process.send?.({ result: await run(options) });
  } catch (error) {
    process.send?.({ error: error.stack });
  }
});
process.on('disconnect', () => process.exit());
