// @ts-check
import { ackedPerSecond, profileSending, sendSeries } from '../lib/send-series.mjs';
import { ratios } from '../lib/rounds.mjs';

export const SHAPE = { people: 200, rooms: 20 };
export const LOAD = { senders: 40, window: 2 };

/** Many small rooms: what is gained by batching is small here, so this is the honest counterpart of the big room. */
export async function smallRooms(bench) {
  const section = bench.section('W2', '20 rooms of 10, 40 senders, 2 messages under way each');
  const names = ['chatket', 'socketIo', ...(bench.options.isShort ? [] : ['insert'])];
  const results = await sendSeries(bench, section, { names, shape: SHAPE, options: LOAD });
  section.gate('W2 / Socket.IO', ratios(results.chatket, results.socketIo, ackedPerSecond));
  return [section, ...(bench.options.isShort ? [] : [await pairs(bench)])];
}

async function pairs(bench) {
  const section = bench.section(
    'W2b',
    '100 rooms of 2 (direct messages), 40 senders, 2 messages under way each',
  );
  const names = ['chatket', 'socketIo', 'insert'];
  await sendSeries(bench, section, { names, shape: { people: 200, rooms: 100 }, options: LOAD, rounds: 3 });
  return section;
}

export const profileSmallRooms = profileSending({ shape: SHAPE, options: LOAD });
