import { describe, expect, it } from '@jest/globals';
import { isChange, type Message, type Room } from '@chatket/contract';
import { FinishDeletions } from '../../src/accounts/finish-deletions.js';
import { startApp } from '../support/app.js';
import { deleteWholly } from '../support/living.js';
import type { Person } from '../support/people.js';
import { callerWith, say } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { RATE_LIMIT_MESSAGES: '1000' });

const historyOf = async (reader: Person, room: Pick<Room, 'id'>) =>
  (await callerWith(world.url, reader.token).get(`/api/rooms/${room.id}/messages`).expect(200))
    .body as Message[];

/** A room of alice's, and somebody in it who has just logged in. */
async function scene(): Promise<{ bob: Person; room: Room }> {
  const [bob] = (await world.people.crowd(1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  return { bob, room };
}

describe('the messages of a deleted account', () => {
  it('go, too, in all rooms, where its person wants that', async () => {
    const { bob, room } = await scene();
    const { id: later } = await world.people.createRoom(alice);
    await world.people.join(bob, later);
    const ids = await say(
      world,
      room,
      bob,
      Array.from({ length: 120 }, (_, n) => `secret ${String(n)}`),
    );
    await say(world, { id: later }, bob, ['secret elsewhere']);
    await say(world, room, alice, ['hers']);
    const moderator = await world.people.connectLog(alice);
    await moderator.tell('message:hide', { roomId: room.id, messageId: ids[0] ?? '' });
    await world.people.leaveForGood(bob, later);
    await moderator.tell('room:join', { roomId: room.id });

    await deleteWholly(world, bob, { removeMessages: true });
    const texts = await world.database.query<{ text: string }>(
      'SELECT text FROM "Message" WHERE "senderId" = $1 AND (text <> $2 OR "deletedAt" IS NULL)',
      [bob.id, ''],
    );
    expect(texts).toEqual([]);
    expect(
      await world.database.query('SELECT 1 FROM "HiddenMessage" WHERE "messageId" = $1', [ids[0] ?? '']),
    ).toEqual([]);
    await moderator.next('room:log', ({ entries }) =>
      entries.some((entry) => isChange(entry) && entry.kind === 'message' && entry.what === 'deleted'),
    );
    expect((await historyOf(alice, room)).map(({ text }) => text)).toContain('hers');
  });

  it('go on to be deleted where that was cut off by a stop', async () => {
    const { bob, room } = await scene();
    await say(
      world,
      room,
      bob,
      Array.from({ length: 60 }, (_, n) => `secret ${String(n)}`),
    );
    const stopping = world.app.get(FinishDeletions);
    const third = await startApp({ DATABASE_URL: world.database.url });
    third.app.get(FinishDeletions).onModuleDestroy();
    await world.database.query(
      `INSERT INTO "AccountDeletion" ("userId", "removesMessages") VALUES ($1, true)`,
      [bob.id],
    );
    await third.app.get(FinishDeletions).run(bob.id);
    const open = () => world.database.query('SELECT 1 FROM "AccountDeletion" WHERE "userId" = $1', [bob.id]);
    expect(await open()).toHaveLength(1);
    await third.close();
    await stopping.run(bob.id);
    expect(await open()).toEqual([]);
    expect((await historyOf(alice, room)).every(({ text }) => text === '')).toBe(true);
  });
});
