// @ts-check
import { ratios } from '../lib/rounds.mjs';
import { SearchLag } from '../lib/search-lag.mjs';
import { ackedPerSecond, sendSeries } from '../lib/send-series.mjs';
import { ms } from '../lib/sending-table.mjs';
import { LOAD, SHAPE } from './w1-big-room.mjs';

const BEHIND_MS = 2_000;

/** W1 with the index of the search and without it: what it takes from senders, and how far it falls behind them. */
export async function searchBehind(bench) {
  const section = bench.section('W21', 'the load of W1, with the index of the search and without it');
  const around = {
    chatket: (stage, work) => indexed(section, stage, work),
    unindexed: (stage, work) => watched(stage, work),
  };
  const { chatket, unindexed } = await sendSeries(bench, section, {
    names: Object.keys(around),
    shape: SHAPE,
    options: LOAD,
    around,
  });
  section.gate('W21 cost', ratios(chatket, unindexed, ackedPerSecond));
  section.gate(
    'W21 behind',
    chatket.map(({ lag }) => lag.max / BEHIND_MS),
  );
  return [section];
}

/** The same looks at the database as where there is an index. */
async function watched({ database }, work) {
  const lag = await SearchLag.start(database.url);
  const result = await work();
  await lag.end();
  await lag.close();
  return result;
}

async function indexed(section, { database, server, topology }, work) {
  const looks = await SearchLag.start(database.url);
  const result = await work();
  const lag = await looks.end();
  const caughtUp = await looks.catchUpMs();
  const faults = await looks.faults(server.port, topology.people[0].token);
  await looks.close();
  section.note(
    `index behind by ${ms(lag.p50)} / ${ms(lag.p95)} / ${ms(lag.max)} ms (p50 / p95 / max), and ${ms(caughtUp)} ms after the load`,
  );
  return { ...result, lag, faults: [...result.faults, ...faults] };
}
