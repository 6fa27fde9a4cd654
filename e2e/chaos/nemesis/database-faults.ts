import { pause } from '../pause';
import { insist } from '../insist';
import type { Fault } from './fault';

const SESSIONS = `SELECT pid FROM pg_stat_activity
  WHERE application_name = 'chatket' AND datname = current_database() AND pid <> pg_backend_pid()`;

export const DATABASE_FAULTS: readonly Fault[] = [
  {
    id: 'N3',
    name: 'fast restart of PostgreSQL',
    group: 'database',
    run: ({ world: { postgres } }) => postgres.restart(),
  },
  {
    id: 'N4',
    name: 'kill -9 of all of PostgreSQL',
    group: 'database',
    run: ({ world: { postgres } }) => postgres.killAll(),
  },
  {
    id: 'N5',
    name: 'kill -9 of one session, after which PostgreSQL restarts all',
    group: 'database',
    run: async ({ world: { database }, random, pace }) => {
      const sessions = await insist(() => database.query<{ pid: number }>(SESSIONS));
      if (sessions.length > 0) process.kill(random.pick(sessions).pid, 'SIGKILL');
      await pause(1_500 * pace);
    },
  },
  {
    id: 'N6',
    name: 'pg_terminate_backend of all sessions, twenty times',
    group: 'database',
    run: async ({ world: { database }, pace }) => {
      for (let round = 0; round < 20 * pace; round += 1) {
        await database.query(`SELECT pg_terminate_backend(pid) FROM (${SESSIONS}) s`).catch(() => undefined);
        await pause(100);
      }
    },
  },
  {
    id: 'N7',
    name: 'PostgreSQL stands still (SIGSTOP)',
    group: 'database',
    run: async ({ world: { postgres }, pace }) => {
      postgres.freeze();
      await pause(15_000 * pace);
      postgres.thaw();
    },
  },
  {
    id: 'N8',
    name: 'somebody holds the row of the busiest room',
    group: 'database',
    run: async ({ world: { database }, workload, pace }) => {
      const room = workload.rooms[0]?.id ?? '';
      await database
        .query(
          `WITH held AS MATERIALIZED (SELECT id FROM "Room" WHERE id = $1 FOR UPDATE) SELECT pg_sleep($2) FROM held`,
          [room, 10 * pace],
        )
        .catch(() => undefined);
    },
  },
  {
    id: 'N9',
    name: 'the disk of the messages is full',
    group: 'database',
    obstacle: ({ tinyDisk }) => (tinyDisk ? undefined : 'a small disk can only be mounted by root'),
    run: async ({ world: { tinyDisk }, workload, pace }) => {
      tinyDisk?.fill();
      const flood = workload.storm.flood(100);
      await pause(5_000 * pace);
      tinyDisk?.empty();
      await flood;
    },
  },
  {
    id: 'N10',
    name: 'the disk of the write-ahead log is full: PostgreSQL ends, and starts when there is room again',
    group: 'database',
    obstacle: ({ postgres }) => (postgres.logDisk ? undefined : 'a small disk can only be mounted by root'),
    run: async ({ world: { postgres }, pace }) => {
      postgres.logDisk?.fill();
      await postgres.exhaustLog();
      await pause(4_000 * pace);
      postgres.logDisk?.empty();
      await postgres.killAll();
    },
  },
  {
    id: 'N16-database',
    name: 'every connection to the database is cut, and new ones for a while',
    group: 'database',
    run: async ({ world: { databaseLink }, pace }) => {
      databaseLink.set({ isRefusing: true });
      databaseLink.cut();
      await pause(4_000 * pace);
      databaseLink.set({});
    },
  },
  {
    id: 'N17-database',
    name: 'the connections to the database are half open',
    group: 'database',
    run: async ({ world: { databaseLink }, pace, random }) => {
      databaseLink.set({ stalled: random.pick([['up', 'down'], ['up'], ['down']] as const) });
      await pause(9_000 * pace);
      databaseLink.set({});
    },
  },
  {
    id: 'N19-database',
    name: 'the database is slow to answer',
    group: 'database',
    run: async ({ world: { databaseLink }, pace }) => {
      databaseLink.set({ latencyMs: 60, jitterMs: 40 });
      await pause(6_000 * pace);
      databaseLink.set({});
    },
  },
];
