// @ts-check
import { RedisServer } from '../../rig/redis.mjs';
import { Generator } from './generator.mjs';
import { PROBE, ServerProcess } from './server-process.mjs';
import { populate, topology } from './topology.mjs';

/** @typedef {import('./contestants.mjs').Contestant} Contestant */
/** @typedef {import('./topology.mjs').Topology} Topology */
/** @typedef {{ database: { name: string, url: string }, topology: Topology }} Prepared */
/**
 * @typedef {object} Stage what a trial works with
 * @property {ServerProcess} server
 * @property {number[]} ports of all processes that serve
 * @property {RedisServer | undefined} redis
 * @property {Generator} generator
 * @property {{ name: string, url: string }} database
 * @property {Topology} topology
 * @property {import('./generator/meter.mjs').Watched} watched
 * @property {() => Promise<void>} profileFromHere when a profile is wanted, it begins now and ends with the trial
 */
/** @typedef {(profile: any) => void} OnProfile takes a CPU profile in V8's format */
/** @typedef {(stage: Stage, work: () => Promise<any>) => Promise<any>} Around does something beside the sending, and gives its result with what it adds */

/**
 * One contestant, once: a fresh database, a fresh process, a fresh load generator, and nothing left afterwards.
 * @template T
 * @param {import('./bench.mjs').Bench} bench
 * @param {{ contestant: Contestant, shape: Parameters<typeof topology>[0], nodeFlags?: string[], prepared?: Prepared, onProfile?: OnProfile }} setting
 *   `prepared`: a filled database that several trials read and none changes
 * @param {(stage: Stage) => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function trial(
  { cluster, prismaClient, options: { clients } },
  { contestant, shape, prepared, onProfile, nodeFlags = onProfile ? PROBE : (contestant.nodeFlags ?? []) },
  act,
) {
  const where = prepared?.topology ?? topology(shape);
  const database = prepared?.database ?? (await cluster.createDatabase(contestant.template));
  if (!prepared) await populate(database.url, where);
  const generator = new Generator({ clients });
  let server;
  /** @type {ServerProcess[]} */
  const peers = [];
  const { processes = 1 } = contestant;
  /** @type {RedisServer | undefined} */
  let redis;
  try {
    redis = processes > 1 || contestant.hasRedis ? await RedisServer.start() : undefined;
    const env = { BENCH_PRISMA_CLIENT: prismaClient, ...(redis && { REDIS_URL: redis.url }) };
    const terms = { script: contestant.script, databaseUrl: database.url, nodeFlags, env };
    server = await ServerProcess.start(terms);
    while (peers.length < processes - 1) peers.push(await ServerProcess.start(terms));
    const running = server;
    const profileFromHere = async () => void (onProfile && (await running.ask('startProfile')));
    const watched = {
      serverPid: server.pid,
      peerPids: peers.map(({ pid }) => pid),
      postmasterPid: cluster.pid,
    };
    const ports = [server, ...peers].map(({ port }) => port);
    const result = await act({
      server,
      ports,
      redis,
      generator,
      database,
      topology: where,
      watched,
      profileFromHere,
    });
    onProfile?.(await server.ask('stopProfile'));
    return result;
  } catch (error) {
    if (server) console.error(server.log);
    throw error;
  } finally {
    await generator.stop();
    await Promise.all([server, ...peers].map((each) => each?.stop()));
    await redis?.close();
    if (!prepared) await cluster.dropDatabase(database);
  }
}

/**
 * A trial in which messages are sent: everybody joins, the loop runs, and what was stored is counted.
 * @param {import('./bench.mjs').Bench} bench
 * @param {{ contestant: Contestant, shape: Parameters<typeof topology>[0], hasTwins?: boolean, onProfile?: OnProfile, around?: Around }} setting
 * @param {'closedLoop' | 'openLoop'} loop
 * @param {object} options of the loop
 * @returns {Promise<import('./generator/meter.mjs').Measurement & { faults: string[], sent: number, resent: number }>}
 */
export function sendTrial(bench, setting, loop, options) {
  const { contestant, hasTwins = false, around = (_, work) => work() } = setting;
  return trial(bench, setting, async (stage) => {
    const { server, generator, database, watched, profileFromHere } = stage;
    const { people } = stage.topology;
    const { isOrdered } = contestant;
    const crowd = hasTwins ? [...people, ...people] : people;
    await generator.run('join', { port: server.port, ports: stage.ports, isOrdered, people: crowd });
    const twinOffset = hasTwins ? people.length : 0;
    const times = { warmupMs: bench.options.warmupMs, measureMs: bench.options.measureMs };
    await profileFromHere();
    const send = () => generator.run(loop, { ...times, ...options, twinOffset, watched });
    const result = await around(stage, send);
    const stored = contestant.isStored
      ? await storageFaults(bench.cluster, database.url, contestant, result.counts)
      : [];
    const nothing = result.acked === 0 ? ['nothing was acknowledged while it was measured'] : [];
    return { ...result, faults: [...result.faults, ...stored, ...nothing] };
  });
}

/** Each room must hold as many messages as were acknowledged, none twice, numbered without a hole. */
export async function storageFaults(cluster, url, { isOrdered }, counts) {
  const rows = await cluster.query(
    url,
    `SELECT "roomId", count(*)::int AS rows, count(DISTINCT ("senderId", "clientMsgId"))::int AS keys,
            max(seq)::int AS head FROM "Message" GROUP BY "roomId"`,
  );
  const byRoom = new Map(rows.map((row) => [row.roomId, row]));
  return counts.flatMap(({ roomId, count }) => {
    const { rows: stored, keys, head } = byRoom.get(roomId) ?? { rows: 0, keys: 0, head: 0 };
    const isRight = stored === count && keys === count && (!isOrdered || head === count);
    return isRight ? [] : [`${count} acknowledged, ${stored} stored under ${keys} keys up to seq ${head}`];
  });
}
