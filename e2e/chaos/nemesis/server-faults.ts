import type { Failpoint } from '../world/server';
import { pause } from '../pause';
import { insist } from '../insist';
import type { Fault, FaultContext } from './fault';

const FAILPOINTS: readonly Failpoint[] = [
  'before_commit',
  'mid_batch',
  'after_commit',
  'before_emit',
  'after_emit',
  'edit_before_commit',
  'edit_after_commit',
  'delete_before_commit',
  'delete_after_commit',
  'react_before_commit',
  'react_after_commit',
  'change_after_emit',
];
const FAILPOINT_PATIENCE_MS = 2_000;
const HOUR_MS = 3_600_000;
const HERD = 120;
const CARELESS = 3;
const DEVICES = 8;

/** Kills the server where it hurts. A failpoint that nothing comes to within its time becomes a plain kill. */
async function crashAt({ world: { server }, random }: FaultContext, name: Failpoint): Promise<void> {
  await server.order({ kind: 'failpoint', name });
  const patience = setTimeout(() => void server.kill(), FAILPOINT_PATIENCE_MS);
  await server.ended();
  clearTimeout(patience);
  await pause(random.between(0, 500));
  await server.start();
}

const crashes = FAILPOINTS.map((name): Fault => ({
  id: `N1-${name.replaceAll('_', '-')}`,
  name: `the server dies ${name.replaceAll('_', ' ')}`,
  group: 'server',
  run: (context) => crashAt(context, name),
}));

export const SERVER_FAULTS: readonly Fault[] = [
  {
    id: 'N1',
    name: 'kill -9 of the server',
    group: 'server',
    run: async ({ world: { server }, random }) => {
      await server.kill();
      await pause(random.between(0, 800));
      await server.start();
    },
  },
  ...crashes,
  {
    id: 'N2',
    name: 'SIGTERM and start',
    group: 'server',
    run: async ({ world: { server } }) => {
      await server.stop();
      await server.start();
    },
  },
  {
    id: 'N24',
    name: 'the clock of the server jumps two hours ahead, one back, and a second to and fro',
    group: 'server',
    run: async ({ world: { server }, pace }) => {
      const offsets = [2 * HOUR_MS, -HOUR_MS, 1_000, -1_000, 1_000, 0];
      for (const offsetMs of offsets) {
        await server.order({ kind: 'clock', offsetMs });
        await pause(1_000 * pace);
      }
    },
  },
  {
    id: 'N24-database',
    name: 'the clock of the database has gone back: rooms have a last message of the future',
    group: 'database',
    run: async ({ world: { database }, pace }) => {
      await insist(() =>
        database.query(`UPDATE "Room" SET "lastMessageAt" = clock_timestamp() + interval '3 s'`),
      );
      await pause(2_000 * pace);
    },
  },
  {
    id: 'N29',
    name: 'a herd of idle connections comes back at once',
    group: 'server',
    run: async ({ world: { server }, workload, random }) => {
      const herd = workload.openHerd(HERD);
      await herd.allOnline();
      await server.kill();
      await pause(random.between(0, 300));
      await server.start();
      await herd.allOnline();
      herd.close();
    },
  },
  {
    id: 'N30',
    name: 'the tokens of everybody expire in the same second',
    group: 'clients',
    run: async ({ workload, pace }) => {
      await workload.expireTokens(2_000);
      await pause(1_500 * pace);
    },
  },
  {
    id: 'N30-revoked',
    name: 'people log out all their other devices, several of them at once',
    group: 'clients',
    obstacle: ({ cluster }) =>
      cluster ? 'other servers have their time to hear of it, which test/cluster judges' : undefined,
    run: async ({ workload, pace }) => {
      const lost = await Promise.all(Array.from({ length: CARELESS }, () => workload.loseDevices(DEVICES)));
      await pause(2_000 * pace);
      for (const devices of lost) devices.close();
    },
  },
  {
    id: 'N31',
    name: 'the event loop of the server stands still',
    group: 'server',
    run: async ({ world: { server }, pace }) => {
      await server.order({ kind: 'stall', ms: 3_000 * pace });
    },
  },
];
