// @ts-check
import { interleave, ratios } from '../lib/rounds.mjs';
import { ackedPerSecond, sendSeries } from '../lib/send-series.mjs';
import { LOAD as BIG_LOAD, SHAPE as BIG_SHAPE } from './w1-big-room.mjs';
import { LOAD as SMALL_LOAD, SHAPE as SMALL_SHAPE } from './w2-small-rooms.mjs';
import { measureIdle } from './w6-idle-memory.mjs';
import { line, recovery } from './w7-recovery-storm.mjs';
import { anyAndNewest, fill, read } from './w9-history.mjs';

const NAMES = ['chatket', 'before'];
const WORKERS = 16;

/** Our server against an earlier build of it, each workload in turns. @type {Record<string, (bench: any) => Promise<any[]>>} */
export const comparisons = {
  W1: (bench) => sending(bench, 'W1', 'one room of 100', { shape: BIG_SHAPE, options: BIG_LOAD }),
  W2: (bench) => sending(bench, 'W2', '20 rooms of 10', { shape: SMALL_SHAPE, options: SMALL_LOAD }),
  W6: idleMemory,
  W7: recoveryStorm,
  W9: history,
};

async function sending(bench, id, title, plan) {
  const section = bench.section(id, `${title}, against the build before`);
  const names = [...NAMES, 'unindexed'];
  const { chatket, before, unindexed } = await sendSeries(bench, section, { names, ...plan });
  section.gate(`${id} kept`, ratios(chatket, before, ackedPerSecond));
  return [section.gate(`${id} kept without search`, ratios(unindexed, before, ackedPerSecond))];
}

async function idleMemory(bench) {
  const count = bench.options.isShort ? 1_000 : 2_000;
  const section = bench.section('W6', `${count} idle connections, against the build before`);
  const { chatket, before } = await inTurns(bench, async (contestant) => {
    const result = await measureIdle(bench, contestant, count);
    const { heap, rss, connectUs } = result;
    note(section, contestant, `heap ${kib(heap)}, RSS ${kib(rss)}, connect ${connectUs.toFixed(0)} µs`);
    return result;
  });
  section.gate(
    'W6 heap kept',
    ratios(before, chatket, ({ heap }) => heap),
  );
  section.gate(
    'W6 RSS kept',
    ratios(before, chatket, ({ rss }) => rss),
  );
  return [section];
}

async function recoveryStorm(bench) {
  const section = bench.section('W7', '1,000 clients come back, against the build before');
  const { chatket, before } = await inTurns(bench, async (contestant) => {
    const result = await recovery(bench, contestant);
    section.fault(contestant.name, result.faults);
    section.note(line(contestant.name, result).trim());
    return result;
  });
  section.gate(
    'W7 kept',
    ratios(before, chatket, ({ lastMs }) => lastMs),
  );
  compareCpu(section, chatket, before, 'client');
  return [section];
}

/** Over REST, of messages on which nothing hangs: the build before may know nothing else. */
async function history(bench) {
  const section = bench.section(
    'W9',
    'pages of 50 from a room of 1,000,000 messages, against the build before',
  );
  const stages = {};
  try {
    for (const name of NAMES)
      stages[name] = await fill(bench, { contestant: bench.contestants[name], hasChanges: false });
    const { chatket, before } = await inTurns(bench, async (contestant) => {
      const name = contestant === bench.contestants.before ? 'before' : 'chatket';
      const way = name === 'before' ? 'restBefore' : 'rest';
      return read(bench, stages[name], section, way, await anyAndNewest(stages[name]), WORKERS);
    });
    section.gate('W9 kept', ratios(chatket, before, ackedPerSecond));
    compareCpu(section, chatket, before, 'page');
    return [section];
  } finally {
    for (const { database } of Object.values(stages)) await bench.cluster.dropDatabase(database);
  }
}

function inTurns(bench, measure) {
  const plan = { names: NAMES, rounds: bench.options.rounds };
  return interleave(plan, (name) => measure(bench.contestants[name]));
}

function note(section, { name }, text) {
  section.note(`${name}: ${text}`);
}

/** Less a matter of what else the machine does than a rate is. */
function compareCpu(section, ours, before, unit) {
  const cpu = ratios(before, ours, ({ serverUs, postgresUs }) => serverUs + postgresUs);
  const values = cpu.map((value) => value.toPrecision(3)).join(' ');
  section.note(`CPU per ${unit}, server and PostgreSQL together, of the build before / of ours: ${values}`);
}

const kib = (value) => `${value.toFixed(2)} KiB`;
