// @ts-check
import { ackedPerSecond, profileSending, sendSeries } from '../lib/send-series.mjs';
import { ratios } from '../lib/rounds.mjs';

export const SHAPE = { people: 100, rooms: 1 };
export const LOAD = { senders: 20, window: 4 };

/** One big room: 20 of its members keep 4 messages of 80 characters under way each; everybody hears everything. */
export async function bigRoom(bench) {
  const section = bench.section('W1', 'one room of 100, 20 senders, 4 messages under way each');
  // The last one takes so long that a short measurement on a busy machine may see nothing of it.
  const names = ['chatket', 'socketIo', 'insert', ...(bench.options.isShort ? [] : ['naive'])];
  const results = await sendSeries(bench, section, { names, shape: SHAPE, options: LOAD });
  section.gate('W1 / Socket.IO', ratios(results.chatket, results.socketIo, ackedPerSecond));
  section.gate('W1 / INSERT', ratios(results.chatket, results.insert, ackedPerSecond));
  if (results.naive) section.gate('W1 / Prisma', ratios(results.chatket, results.naive, ackedPerSecond));
  return [section, ...(bench.options.isShort ? [] : [await biggerRoom(bench)])];
}

async function biggerRoom(bench) {
  const section = bench.section('W1b', 'one room of 500, 20 senders, 4 messages under way each');
  const plan = {
    names: ['chatket', 'ws', 'socketIo'],
    shape: { people: 500, rooms: 1 },
    options: LOAD,
    rounds: 3,
  };
  await sendSeries(bench, section, plan);
  return section;
}

export const profileBigRoom = profileSending({ shape: SHAPE, options: LOAD });
