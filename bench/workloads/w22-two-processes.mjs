// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { median, ratios } from '../lib/rounds.mjs';
import { sendSeries } from '../lib/send-series.mjs';
import { ms, whole } from '../lib/sending-table.mjs';
import { sendTrial } from '../lib/trial.mjs';

const SHAPE = { people: 100, rooms: 1 };
const SENDERS = 20;
const WINDOW = 4;
/** Part of what one process takes at most: what is asked of both. */
const SHARE = 0.5;

/** Each process compiles what it does most while it does it, and half as much of it in each of two. */
const WARM_MS = 20_000;

const PROFILED_PER_SECOND = 500;
const CALM_PER_SECOND = 50;
const BEFORE_MS = 3_000;
const AWAY_MS = 4_000;
const HEALED_MS = 1_000;
const AFTER_MS = 4_000;

/** Two processes on one database with a Redis, half of a room on each: what do they cost, and what is heard without Redis? */
export async function twoProcesses(bench) {
  return [await equalRate(bench), await withoutRedis(bench)];
}

/** One of the two processes, at a rate that both take easily. @param {import('../lib/bench.mjs').Bench} bench */
export async function profileTwoProcesses(bench, onProfile) {
  const setting = { contestant: bench.contestants.pair, shape: SHAPE, onProfile };
  await sendTrial(bench, setting, 'openLoop', { senders: SENDERS, perSecond: PROFILED_PER_SECOND });
}

async function equalRate(bench) {
  const section = bench.section('W22', 'one room of 100, half on each of two processes, against one process');
  const most = {
    one: await capacity(bench, 'chatket', SENDERS),
    two: await capacity(bench, 'pair', 2 * SENDERS),
  };
  section.note(
    `Most that is taken, by processes that share a core: ${whole(most.one)}/s by one, ${whole(most.two)}/s by two with twice the senders.`,
  );
  const perSecond = Math.floor(most.one * SHARE);
  const warm = bench.options.isShort ? {} : { warmupMs: WARM_MS };
  section.note(`The table is for ${perSecond} messages/s, of processes that have worked for a while.`);
  const results = await sendSeries(bench, section, {
    names: ['chatket', 'withRedis', 'pair'],
    shape: SHAPE,
    loop: 'openLoop',
    options: { senders: SENDERS, perSecond, ...warm },
  });
  section.note('The same for one process that has half of the people and half of the messages.');
  const half = await sendSeries(bench, section, {
    names: ['chatket'],
    shape: { ...SHAPE, people: SHAPE.people / 2 },
    loop: 'openLoop',
    options: { senders: SENDERS / 2, perSecond: perSecond / 2, ...warm },
  });
  const one = results.chatket;
  const shares = {
    'a Redis': results.withRedis,
    'half of it all': half.chatket,
    'two of them': results.pair,
  };
  const told = Object.entries(shares).map(([name, rounds]) => `${name} ${cpuOf(rounds, one)}`);
  section.note(`Server CPU a message, against one process with everything: ${told.join(', ')}.`);
  section.gate('W22 CPU', ratios(results.pair, one, serverUs));
  return section;
}

/** @type {(result: any) => number} */
const serverUs = (result) => result.serverUs;

/** @param {any[]} rounds @param {any[]} others */
const cpuOf = (rounds, others) => median(ratios(rounds, others, serverUs)).toFixed(2);

async function capacity(bench, name, senders) {
  const setting = { contestant: bench.contestants[name], shape: SHAPE };
  const { ackedPerSecond } = await sendTrial(bench, setting, 'closedLoop', { senders, window: WINDOW });
  return ackedPerSecond;
}

/** Redis is killed while people talk, and comes back. */
async function withoutRedis(bench) {
  const section = bench.section(
    'W22',
    `the same at ${CALM_PER_SECOND} messages/s, Redis killed for ${AWAY_MS / 1000} s`,
  );
  const rounds = [];
  for (let round = 0; round < bench.options.rounds; round += 1) {
    const result = await outage(bench);
    section.fault('two processes', result.faults);
    bench.say(`    ${row(result).join('  ')}`);
    rounds.push(result);
  }
  section.table(
    ['', 'p50 ms', 'p99 ms'],
    Object.entries(NAMES).map(([key, name]) => [
      name,
      ms(median(rounds.map((round) => round[key].p50))),
      ms(median(rounds.map((round) => round[key].p99))),
    ]),
  );
  section.gate(
    'W22 local',
    rounds.map(({ local }) => local.p99 / 50),
  );
  section.gate(
    'W22 remote',
    rounds.map(({ remote }) => remote.p99 / 500),
  );
  section.gate(
    'W22 healed',
    rounds.map(({ remoteHealed }) => remoteHealed.p99 / 50),
  );
  return section;
}

const NAMES = {
  local: 'on the same process, while Redis is away',
  remote: 'on the other process, while Redis is away',
  remoteHealed: `on the other process, from ${HEALED_MS / 1000} s after its return on`,
};

async function outage(bench) {
  const away = { from: 0, to: 0 };
  const around = async ({ redis }, send) => {
    const sending = send();
    await delay(BEFORE_MS);
    away.from = now();
    await redis.kill();
    await delay(AWAY_MS);
    await redis.up();
    away.to = now();
    return sending;
  };
  const { samples, ...result } = await sendTrial(
    bench,
    { contestant: bench.contestants.pair, shape: SHAPE, around },
    'openLoop',
    {
      senders: SENDERS,
      perSecond: CALM_PER_SECOND,
      warmupMs: 1_000,
      measureMs: BEFORE_MS + AWAY_MS + HEALED_MS + AFTER_MS,
    },
  );
  const between = (from, to, isRemote) =>
    summary(samples.filter((each) => each.sentAt >= from && each.sentAt < to && each.isRemote === isRemote));
  return {
    faults: result.faults,
    local: between(away.from, away.to, false),
    remote: between(away.from, away.to, true),
    remoteHealed: between(away.to + HEALED_MS, Infinity, true),
  };
}

const now = () => performance.timeOrigin + performance.now();

/** @param {{ ms: number }[]} samples */
function summary(samples) {
  const sorted = samples.map((each) => each.ms).sort((one, other) => one - other);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}

function row(result) {
  return Object.keys(NAMES).map(
    (key) => `${key} ${ms(result[key].p50)} / ${ms(result[key].p99)} ms (${result[key].count})`,
  );
}
