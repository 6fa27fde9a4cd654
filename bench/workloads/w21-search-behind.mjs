// @ts-check
import { ratios } from '../lib/rounds.mjs';
import { SearchLag } from '../lib/search-lag.mjs';
import { sendSeries } from '../lib/send-series.mjs';
import { ms } from '../lib/sending-table.mjs';
import { LOAD, SHAPE } from './w1-big-room.mjs';

const BEHIND_MS = 2_000;
/** Messages a second, of which the machine has cores left: what the index costs them is what it keeps them waiting. */
const STEADY = { senders: LOAD.senders, perSecond: 1_000 };
const NAMES = ['chatket', 'unindexed'];

/**
 * The index of the search and none: how far it falls behind senders who take all there is, and what it takes from those who
 * do not. To take in a message costs more than to send it, so where every core is busy one of the two has to wait.
 */
export async function searchBehind(bench) {
  const full = bench.section('W21', 'the load of W1, with the index of the search and without it');
  const around = (section) => ({
    chatket: (stage, work) => indexed(section, stage, work),
    unindexed: (stage, work) => watched(stage, work),
  });
  const { chatket } = await sendSeries(bench, full, {
    names: NAMES,
    shape: SHAPE,
    options: LOAD,
    around: around(full),
  });
  full.gate(
    'W21 behind',
    chatket.map(({ lag }) => lag.max / BEHIND_MS),
  );
  const steady = bench.section(
    'W21',
    `one room of 100, ${STEADY.perSecond} messages/s, with the index of the search and without it`,
  );
  const results = await sendSeries(bench, steady, {
    names: NAMES,
    shape: SHAPE,
    loop: 'openLoop',
    options: STEADY,
    around: around(steady),
  });
  steady.gate(
    'W21 cost',
    ratios(results.chatket, results.unindexed, ({ ack }) => ack.p50),
  );
  return [full, steady];
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
