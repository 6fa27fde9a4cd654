// @ts-check
import { interleave, median, ratios } from '../lib/rounds.mjs';
import { ms } from '../lib/sending-table.mjs';
import { trial } from '../lib/trial.mjs';

const CLIENTS = 1_000;
const SHAPE = { people: CLIENTS, rooms: 50, roomsPerPerson: 5 };
const MISSED_PER_ROOM = 20;
const SPREAD_MS = 1_000;

/** The server dies, life goes on, the server is back, and a thousand clients with five rooms each want all they missed. */
export async function recoveryStorm(bench) {
  const section = bench.section(
    'W7',
    `${CLIENTS} clients come back within 1 s, each to 5 rooms with ${MISSED_PER_ROOM} missed messages`,
  );
  const plan = { names: ['chatket', 'socketIo'], rounds: bench.options.rounds };
  const results = await interleave(plan, async (name) => {
    const contestant = bench.contestants[name];
    const result = await (name === 'chatket' ? recovery(bench, contestant) : acceptance(bench, contestant));
    bench.say(line(contestant.name, result));
    section.fault(contestant.name, result.faults);
    return result;
  });
  section.table(
    [
      'contestant',
      'all done after ms',
      'one client p50 / p99 ms',
      'server CPU µs/client',
      'PostgreSQL CPU µs/client',
      'transactions/client',
      'retries',
    ],
    plan.names.map((name) => row(bench.contestants[name].name, results[name])),
  );
  section.note(
    'Bare Socket.IO only lets them in. Time counts from the first of the connections, which open evenly over 1 s.',
  );
  section.gate(
    'W7 / Socket.IO',
    ratios(results.chatket, results.socketIo, ({ lastMs }) => lastMs),
  );
  return [section];
}

/** From the crash to the moment when the last client holds everything. @returns {Promise<any>} */
export function recovery(bench, contestant, onProfile) {
  return trial(bench, { contestant, shape: SHAPE, onProfile }, async (stage) => {
    const { server, generator, database, topology, watched, profileFromHere } = stage;
    await generator.run('gather', { port: server.port, people: topology.people });
    await server.kill();
    await generator.run('scatter');
    await writeMeanwhile(bench.cluster, database.url, topology);
    await server.start();
    await profileFromHere();
    const before = await transactions(bench.cluster, database);
    const heads = Object.fromEntries(topology.rooms.map((roomId) => [roomId, MISSED_PER_ROOM]));
    const result = await generator.run('storm', {
      spreadMs: SPREAD_MS,
      heads,
      watched: { ...watched, serverPid: server.pid },
    });
    return { ...result, transactions: ((await transactions(bench.cluster, database)) - before) / CLIENTS };
  });
}

export async function profileRecovery(bench, onProfile) {
  bench.say(line('ChatKet (profiled)', await recovery(bench, bench.contestants.chatket, onProfile)));
}

/** The same connections to a server that wants nothing of them. */
function acceptance(bench, contestant) {
  return trial(bench, { contestant, shape: SHAPE }, async ({ server, generator, topology, watched }) => {
    await generator.run('expect', { port: server.port, people: topology.people });
    return { ...(await generator.run('storm', { spreadMs: SPREAD_MS, watched })), transactions: 0 };
  });
}

/** Messages of the time of the outage, written as another process of the same chat would have written them. */
async function writeMeanwhile(cluster, url, { rooms, people }) {
  await cluster.query(
    url,
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT gen_random_uuid(), r, n, $2, 'meanwhile-' || n, 'said while you were away, number ' || n, now()
     FROM unnest($1::uuid[]) AS r, generate_series(1, $3::int) AS n`,
    [rooms, people[0].id, MISSED_PER_ROOM],
  );
  await cluster.query(url, 'UPDATE "Room" SET "lastSeq" = $1', [MISSED_PER_ROOM]);
}

async function transactions(cluster, { name, url }) {
  const text = 'SELECT xact_commit::int AS count FROM pg_stat_database WHERE datname = $1';
  const [{ count }] = await cluster.query(url, text, [name]);
  return count;
}

function row(name, rounds) {
  const of = (read) => median(rounds.map(read));
  return [
    name,
    `${ms(of(({ lastMs }) => lastMs))} (${ms(Math.min(...rounds.map(({ lastMs }) => lastMs)))}–${ms(Math.max(...rounds.map(({ lastMs }) => lastMs)))})`,
    `${ms(of(({ perClient }) => perClient.p50))} / ${ms(of(({ perClient }) => perClient.p99))}`,
    of(({ serverUs }) => serverUs).toFixed(0),
    of(({ postgresUs }) => postgresUs).toFixed(0),
    of((round) => round.transactions).toFixed(2),
    of(({ retries }) => retries),
  ];
}

export function line(name, result) {
  const [, all, one, server, postgres, transactionsEach, retries] = row(name, [result]);
  return `    ${name.padEnd(16)} all ${all} ms  one ${one} ms  CPU ${server} + PG ${postgres} µs/client  ${transactionsEach} transactions/client  ${retries} retries  others ${result.foreignCores.toFixed(2)}, stolen ${result.stolenCores.toFixed(2)} cores`;
}
