import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, OrdinaryDatabase } from '../../src/prisma/index.js';
import { callerWith, guests, roomsOf } from '../support/rest.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';

const ROOMS = 1_200;
const SYNCED = 200;
const AT_ONCE = 50;

let world: TestApp;
let alice: Person;
beforeAll(async () => {
  // One connection for each pool, so that its session knows of every statement.
  world = await startApp({ DATABASE_POOL_MAX: '1', RATE_LIMIT_MESSAGES: '10000' });
  alice = (await guests(world, 1))[0] as Person;
  const { database } = world;
  await database.query(
    `INSERT INTO "Room" (id, name, "nameKey", "createdById", "lastSeq", "memberCount", "lastMessageAt")
     SELECT gen_random_uuid(), 'Room ' || n, 'room ' || n, $1, 3, 1, now() - n * interval '1 second'
     FROM generate_series(1, ${String(ROOMS)}) n`,
    [alice.id],
  );
  await database.query(
    `INSERT INTO "RoomMembership" ("roomId", "userId") SELECT id, $1 FROM "Room" WHERE "lastSeq" = 3`,
    [alice.id],
  );
  await database.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt")
     SELECT gen_random_uuid(), m."roomId", n, $1, 'key-' || m."roomId" || n, 'text ' || n, now()
     FROM "RoomMembership" m, generate_series(1, 3) n`,
    [alice.id],
  );
});
afterAll(() => world.close());

/** How often each statement has been run by now. */
async function runs(): Promise<Map<string, number>> {
  const pools = [world.app.get(Database).pool, world.app.get(OrdinaryDatabase).pool];
  const results = await Promise.all(
    pools.map((pool) =>
      pool.query<{ name: string; runs: number }>(
        'SELECT name, (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements',
      ),
    ),
  );
  return new Map(results.flatMap(({ rows }) => rows.map((row) => [row.name, row.runs] as const)));
}

const mine = async () => roomsOf(await callerWith(world.url, alice.token).get('/api/rooms'));

describe('somebody with very many rooms', () => {
  it('gets them all without asking for pages, latest activity first, though no statement reads them all', async () => {
    const rooms = await mine();
    expect(rooms.map(({ name }) => name)).toEqual(
      Array.from({ length: ROOMS }, (_, n) => `Room ${String(n + 1)}`),
    );
    for (const room of rooms) expect(room).toMatchObject({ unread: 0, lastMessage: { text: 'text 3' } });
    const counted = await runs();
    expect(counted.get('rooms-mine')).toBe(1);
    expect(counted.get('rooms-mine-by-id')).toBe(2);
  });

  it('gets each room once while people write', async () => {
    const rooms = await mine();
    const device = await world.people.connect(alice);
    const last = rooms.slice(-40);
    const [lists] = await Promise.all([
      Promise.all([mine(), mine(), mine()]),
      ...last.map(({ id }, n) =>
        device.tell('message:send', { roomId: id, text: 'now', clientMsgId: `meanwhile-${String(n)}` }),
      ),
    ]);
    for (const list of lists) expect(new Set(list.map(({ id }) => id)).size).toBe(ROOMS);
    device.close();
  });

  it('catches up with fifty rooms by one statement each for heads, messages and members', async () => {
    const rooms = (await mine()).slice(-SYNCED);
    const device = await world.people.connect(alice);
    const before = await runs();
    for (let from = 0; from < SYNCED; from += AT_ONCE) {
      const cursors = rooms.slice(from, from + AT_ONCE).map(({ id }) => ({ roomId: id, lastSeq: 1 }));
      const { results } = await device.tell('rooms:sync', { rooms: cursors });
      expect(results.map(({ messageCount }) => messageCount).filter((count) => count < 2)).toEqual([]);
      await Promise.all(
        cursors.map(({ roomId }) => device.next('room:roster', (roster) => roster.roomId === roomId)),
      );
    }
    const after = await runs();
    const rounds = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    const statements = ['heads-of-rooms', 'pages-after', 'members-of-rooms'].map((name) => [
      name,
      rounds(name),
    ]);
    for (const [name, count] of statements)
      expect({ name, isFew: Number(count) <= SYNCED / AT_ONCE }).toEqual({ name, isFew: true });
  });
});
