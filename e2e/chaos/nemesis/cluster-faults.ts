import { pause } from '../pause';
import type { Cluster, Station } from '../world/cluster';
import type { Fault, FaultContext } from './fault';

/** Longer than what nobody notices. */
const LEAST_MS = 1_500;
const HERD = 60;
const VISITORS = 3;
const HOUR_MS = 3_600_000;
const KILL_PATIENCE_MS = 2_000;

const LISTENERS = `SELECT pid FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'chatket'
  AND (query LIKE 'LISTEN %' OR query LIKE '%pg_notify%')`;

interface ClusterFault extends Pick<Fault, 'id' | 'name' | 'group'> {
  run: (cluster: Cluster, station: Station, context: FaultContext) => Promise<void>;
}

const atLeast = (ms: number, { pace }: FaultContext) => pause(Math.max(LEAST_MS, ms * pace));

async function withoutRedis({ redisLink }: Station, context: FaultContext): Promise<void> {
  redisLink.set({ isRefusing: true });
  redisLink.cut();
  await atLeast(5_000, context);
  redisLink.set({});
}

/** Whoever listens is cut off again and again. */
async function withoutNotify({ world: { database }, pace }: FaultContext): Promise<void> {
  const end = performance.now() + Math.max(LEAST_MS, 5_000 * pace);
  while (performance.now() < end) {
    await database.query(`SELECT pg_terminate_backend(pid) FROM (${LISTENERS}) s`).catch(() => undefined);
    await pause(50);
  }
}

async function restart({ server }: Station): Promise<void> {
  await server.stop();
  await server.start();
}

/** A server dies, and some of its people do not come back. */
async function endWithPeople(
  { server }: Station,
  { workload }: FaultContext,
  thereupon: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const visitors = await workload.openVisitors(VISITORS, server.url);
  await server.kill();
  visitors.close();
  await thereupon();
  await server.start();
}

const FAULTS: readonly ClusterFault[] = [
  {
    id: 'N1b',
    name: 'one server dies between a commit and telling anybody',
    group: 'server',
    run: async (_cluster, { server }, { random }) => {
      await server.order({ kind: 'failpoint', name: 'after_commit' });
      const patience = setTimeout(() => void server.kill(), KILL_PATIENCE_MS);
      await server.ended();
      clearTimeout(patience);
      await pause(random.between(0, 500));
      await server.start();
    },
  },
  {
    id: 'N2b',
    name: 'the servers are restarted one after the other, again and again',
    group: 'server',
    run: async ({ stations }, _station, { pace }) => {
      for (let round = 0; round < 5 * pace; round += 1)
        for (const station of stations) await restart(station);
    },
  },
  {
    id: 'N11',
    name: 'kill -9 of Redis',
    group: 'redis',
    run: async (cluster, _station, context) => {
      await cluster.killRedis();
      await atLeast(4_000, context);
      await cluster.redis.up();
    },
  },
  {
    id: 'N12',
    name: 'Redis stands still (SIGSTOP)',
    group: 'redis',
    run: async ({ redis }, _station, context) => {
      redis.pause();
      await atLeast(4_000, context);
      redis.resume();
    },
  },
  { id: 'N13', name: 'Redis forgets everything', group: 'redis', run: (cluster) => cluster.flush() },
  {
    id: 'N14',
    name: 'Redis ends and comes back, again and again',
    group: 'redis',
    run: async (cluster, _station, { pace }) => {
      for (let round = 0; round < 10 * pace; round += 1) {
        await cluster.killRedis();
        await pause(500);
        await cluster.redis.up();
        await pause(500);
      }
    },
  },
  {
    id: 'N15',
    name: 'what servers tell each other of rooms gets lost',
    group: 'redis',
    run: async ({ stations }, _station, context) => {
      const lose = (isOn: boolean) =>
        Promise.all(stations.map(({ server }) => server.order({ kind: 'lose-hints', isOn })));
      await lose(true);
      await atLeast(5_000, context);
      await lose(false);
    },
  },
  {
    id: 'N26-redis',
    name: 'one server cannot reach Redis',
    group: 'redis',
    run: (_cluster, station, context) => withoutRedis(station, context),
  },
  {
    id: 'N26-notify',
    name: 'nothing is heard over the database',
    group: 'redis',
    run: (_cluster, _station, context) => withoutNotify(context),
  },
  {
    id: 'N26-both',
    name: 'one server cannot reach Redis, and nothing is heard over the database',
    group: 'redis',
    run: async (_cluster, station, context) => {
      await Promise.all([withoutRedis(station, context), withoutNotify(context)]);
    },
  },
  {
    id: 'N27',
    name: 'one server cannot reach the database',
    group: 'server',
    run: async (_cluster, { databaseLink }, context) => {
      databaseLink.set({ isRefusing: true });
      databaseLink.cut();
      await atLeast(5_000, context);
      databaseLink.set({});
    },
  },
  {
    id: 'N29b',
    name: 'the people of one server move to the other when it dies',
    group: 'server',
    run: async (_cluster, { server }, { workload }) => {
      const herd = workload.openHerd(HERD);
      await herd.allOnline();
      await server.kill();
      await herd.allOnline();
      await server.start();
      herd.close();
    },
  },
  {
    id: 'N29c',
    name: 'one server dies, and some of its people do not come back',
    group: 'server',
    run: (_cluster, station, context) => endWithPeople(station, context),
  },
  {
    id: 'N36',
    name: 'the clock of Redis is an hour ahead, and set right when one server has died with its people',
    group: 'redis',
    run: async (cluster, station, context) => {
      await cluster.setClockForward(HOUR_MS);
      await endWithPeople(station, context, () => cluster.setClockBack(HOUR_MS));
    },
  },
  {
    id: 'N31b',
    name: 'one server stands still (SIGSTOP)',
    group: 'server',
    run: async (_cluster, { server }, context) => {
      server.pause();
      await atLeast(8_000, context);
      server.resume();
    },
  },
];

/** What happens only where there are two servers and a Redis. */
export const CLUSTER_FAULTS = FAULTS.map(({ id, name, group, run }): Fault => ({
  id,
  name,
  group,
  obstacle: ({ cluster }) => (cluster ? undefined : 'there is one server'),
  run: async (context) => {
    const { cluster } = context.world;
    if (cluster) await run(cluster, context.random.pick(cluster.stations), context);
  },
}));
