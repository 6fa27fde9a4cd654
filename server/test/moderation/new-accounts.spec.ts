import { describe, expect, it } from '@jest/globals';
import { SERVER_ROLES } from '@chatket/contract';
import { Memberships } from '../../src/members/index.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], {
  NEW_ACCOUNT_HOURS: '24',
  RATE_LIMIT_MESSAGES: '1000',
  WRITES_PER_USER: '1000',
});
const as = (person: Person) => callerWith(world.url, person.token);

/** They were made two days ago. */
const age = (people: Person[]) =>
  world.database.query(`UPDATE "User" SET "createdAt" = now() - interval '2 days' WHERE id = ANY ($1)`, [
    people.map(({ id }) => id),
  ]);

/** Of accounts that were made two days ago, one that is new, and a room of theirs. */
async function scene() {
  const [old, other, young] = (await guests(world, 3)) as [Person, Person, Person];
  await age([old, other]);
  const room = await world.people.createRoom(old);
  for (const person of [other, young]) await world.people.join(person, room.id);
  return { old, other, young, room };
}

describe('a new account', () => {
  it('S128 sends no links, nor puts one into a message, until it is not new any more', async () => {
    const { old, young, room } = await scene();
    const [theirs, his] = [await world.people.connectLog(young), await world.people.connectLog(old)];
    const say = (device: typeof theirs, text: string, clientMsgId: string) =>
      device.ask('message:send', { roomId: room.id, text, clientMsgId });
    expect(await say(theirs, 'see https://a.example', 'new-link-1')).toMatchObject({
      code: 'NEW_ACCOUNT',
      retryable: false,
    });
    const { messageId, seq: rev } = await theirs.tell('message:send', {
      roomId: room.id,
      text: 'hello',
      clientMsgId: 'new-plain-1',
    });
    const edit = { roomId: room.id, messageId, text: 'www.a.example', rev };
    expect(await theirs.ask('message:edit', edit)).toMatchObject({ code: 'NEW_ACCOUNT' });
    expect(await say(his, 'see https://a.example', 'old-link-1')).toMatchObject({ success: true });
    await age([young]);
    expect(await say(theirs, 'see https://a.example', 'new-link-1')).toMatchObject({ success: true });
    expect(await theirs.ask('message:edit', edit)).toMatchObject({ success: true });
  });

  it('S128 writes to nobody whom it shares only public rooms with', async () => {
    const { old, other, young } = await scene();
    const open = (person: Person, ...people: Person[]) =>
      as(person).post('/api/direct', { userIds: people.map(({ id }) => id) });
    expectRefusal(await open(young, old), 'NEW_ACCOUNT');
    // Notes to oneself, and whoever has written first.
    await open(young, young).expect(201);
    await open(old, young).expect(201);
    await open(young, old).expect(200);
    expectRefusal(await open(young, old, other), 'NEW_ACCOUNT');
    const { body } = await as(other).post('/api/rooms', { name: 'Attic', kind: 'private' }).expect(201);
    await world.app.get(Memberships).add((body as { id: string }).id, { user: young });
    await open(young, old, other).expect(201);
  });

  it('S128 makes no links into rooms; those who run the server are never new', async () => {
    const { old, young, room } = await scene();
    const invite = (person: Person) => as(person).post(`/api/rooms/${room.id}/invites`, {});
    expectRefusal(await invite(young), 'NEW_ACCOUNT');
    await invite(old).expect(201);
    await world.database.query('UPDATE "User" SET "serverRole" = $2 WHERE id = $1', [
      young.id,
      SERVER_ROLES.admin,
    ]);
    await invite(young).expect(201);
  });
});
