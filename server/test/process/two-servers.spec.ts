import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoomRosterDelta } from '@chatket/contract';
import { Redis } from 'ioredis';
import { startNginx } from '../../../rig/nginx.mjs';
import { findNginx } from '../../../rig/programs.mjs';
import { RedisServer } from '../../../rig/redis.mjs';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { freePort } from '../../../scripts/lib/free-port.mjs';
import { createMigratedDatabase, type TestDatabase } from '../support/database.js';
import { People, type Person } from '../support/people.js';
import { ResilientClient } from '../support/resilient-client.js';

const SENDERS = 4;
/** Between two harms so many are acknowledged. */
const MESSAGES_BETWEEN = 40;
const PAUSE_MS = 10;
const LISTENERS = 2;

let database: TestDatabase;
let redis: RedisServer;
let servers: ServerProcess[];
let nginx: Awaited<ReturnType<typeof startNginx>>;
let clients: ResilientClient[];
const root = mkdtempSync(join(tmpdir(), 'chatket-front-'));

beforeAll(async () => {
  writeFileSync(join(root, 'index.html'), 'the client');
  [database, redis] = await Promise.all([createMigratedDatabase(), RedisServer.start()]);
  const env = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    RATE_LIMIT_MESSAGES: '100000',
    TRUST_PROXY: 'loopback',
  };
  servers = await Promise.all([ServerProcess.start(env), ServerProcess.start(env)]);
  nginx = await startNginx({
    port: await freePort(),
    upstream: servers.map(({ port }) => `127.0.0.1:${String(port)}`),
    root,
    nginxPath: findNginx() ?? 'nginx',
  });
  const people = new People(nginx.url);
  const crowd = await people.crowd(SENDERS + LISTENERS);
  const { id: roomId } = await people.createRoom(crowd[0] as Person);
  await Promise.all(crowd.map((person) => people.join(person, roomId)));
  clients = crowd.map((person) => new ResilientClient(nginx.url, person, roomId));
});
afterAll(async () => {
  for (const client of clients) client.close();
  await nginx.stop();
  await Promise.all(servers.map((server) => server.stop()));
  await redis.close();
  await database.drop();
  rmSync(root, { recursive: true, force: true });
});

/** What is done meanwhile, one after the other. */
const harms: (() => Promise<unknown> | undefined)[] = [
  () => redis.kill(),
  () => servers[0]?.stop(),
  () => servers[0]?.start(),
  () => redis.up(),
  () => servers[1]?.kill(),
  () => servers[1]?.start(),
  () => Promise.resolve(redis.pause()),
  () => Promise.resolve(redis.resume()),
];

let sent = 0;

/** Senders send without a pause to speak of. */
function talk() {
  let isOver = false;
  let onSent: () => void = () => undefined;
  const sending = clients.slice(0, SENDERS).map(async (client) => {
    while (!isOver) {
      sent += 1;
      await client.send(`message-${String(sent).padStart(5, '0')}`);
      onSent();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  });
  return {
    /** Resolves when so many more have been acknowledged. */
    untilMore: async () => {
      const count = () => clients.reduce((sum, { acked }) => sum + acked.size, 0);
      for (const end = count() + MESSAGES_BETWEEN; count() < end;)
        await new Promise<void>((resolve) => (onSent = resolve));
    },
    end: async () => {
      isOver = true;
      await Promise.all(sending);
    },
  };
}

/** Everything that was acknowledged is stored once, and everybody holds all of it in one order. */
async function expectAllIsThere(): Promise<void> {
  const stored = await database.query<{ seq: string; id: string; clientMsgId: string }>(
    'SELECT seq, id, "clientMsgId" FROM "Message" ORDER BY seq',
  );
  expect(new Set(stored.map(({ clientMsgId }) => clientMsgId)).size).toBe(sent);
  expect(stored.map(({ seq }) => Number(seq))).toEqual(stored.map((_, index) => index + 1));
  const byKey = new Map(
    stored.map(({ clientMsgId, id, seq }) => [clientMsgId, { messageId: id, seq: Number(seq) }]),
  );
  for (const client of clients)
    for (const [key, acked] of client.acked) expect(byKey.get(key)).toEqual(acked);
  await Promise.all(clients.map((client) => client.until(stored.length)));
  for (const client of clients)
    expect(client.list.map(({ messageId }) => messageId)).toEqual(stored.map(({ id }) => id));
  for (const { log } of servers) expect(log).not.toContain('uncaughtException');
}

it('two servers behind Nginx lose nothing and tell everybody the same, whatever happens to one of them or to Redis', async () => {
  const { untilMore, end } = talk();
  for (const harm of harms) {
    await untilMore();
    await harm();
  }
  await untilMore();
  await end();
  await expectAllIsThere();
});

it('a rolling restart under load loses nothing, and nobody has to come back more than once for each server', async () => {
  const { untilMore, end } = talk();
  for (const server of servers) {
    await untilMore();
    const before = clients.map(({ connects }) => connects);
    await server.stop();
    await server.start();
    await untilMore();
    const times = clients.map(({ connects }, place) => connects - (before[place] ?? 0));
    expect(Math.max(...times)).toBe(1);
  }
  await end();
  await expectAllIsThere();
});

it('S268 nobody who stays flickers while Redis is gone or stands still, and the people of a server that is killed are gone', async () => {
  const [here, there] = servers.map(({ url }) => new People(url)) as [People, People];
  const [anna, berk, cem] = await here.cast('anna', 'berk', 'cem');
  const { id: roomId } = await here.createRoom(anna);
  await Promise.all([berk, cem].map((person) => here.join(person, roomId)));
  const enter = async (people: People, person: Person) => {
    const device = await people.connectLog(person);
    await device.tell('room:join', { roomId });
    return device;
  };
  const shows = (person: Person, status: string) => (delta: RoomRosterDelta) =>
    delta.changed.some((user) => user.id === person.id && user.status === status);
  const a = await enter(here, anna);
  await a.next('room:roster');
  await enter(there, berk);
  await a.next('room:roster:delta', shows(berk, 'online'));

  // Somebody else comes and goes there meanwhile, and that is seen.
  const comesAndGoes = async () => {
    a.forget();
    const c = await enter(there, cem);
    await a.next('room:roster:delta', shows(cem, 'online'));
    await c.tell('room:leave', { roomId });
    await a.next('room:roster:delta', shows(cem, 'offline'));
    c.close();
    expect(a.all('room:roster:delta').some(shows(berk, 'offline'))).toBe(false);
  };
  await redis.kill();
  await comesAndGoes();
  await redis.up();
  await comesAndGoes();
  redis.pause();
  await comesAndGoes();
  redis.resume();
  await comesAndGoes();

  a.forget();
  // Redis knows of them again when their servers have told it.
  while ((await livesLeftMs()).length === 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  // What it has said of its people ends by itself, by the clock of Redis: whoever counts the seconds would count the machine’s.
  await servers[1]?.kill();
  const left = await livesLeftMs();
  expect(left.length).toBeGreaterThan(0);
  expect(Math.max(...left)).toBeLessThanOrEqual(30_000);
  await a.next('room:roster:delta', shows(berk, 'offline'));
  await servers[1]?.start();
});

/** How long all that Redis knows of who is there, and of processes, has left to live. */
async function livesLeftMs(): Promise<number[]> {
  const client = new Redis(redis.url);
  try {
    const keys = await client.keys('*');
    const sets = keys.filter((key) => /(^|:)(here:|procs)/.test(key));
    const ends = await Promise.all(sets.map((key) => client.zrange(key, '0', '-1', 'WITHSCORES')));
    const [seconds, microseconds] = await client.time();
    const now = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
    // Every other one is a score: the end of a life.
    return ends.flatMap((pairs) =>
      pairs.filter((_, place) => place % 2 === 1).map((end) => Number(end) - now),
    );
  } finally {
    client.disconnect();
  }
}
