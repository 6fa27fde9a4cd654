import { afterEach, describe, expect, it } from '@jest/globals';
import { type AuditEntry, SERVER_ROLES } from '@chatket/contract';
import { Memberships } from '../../src/members/index.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote } from '../support/rest.js';
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

describe('S221 what those who run the server set for new accounts', () => {
  const LIMITS = { hours: 24, messagesPerHour: 2, links: true, direct: true };
  const boss = async () => {
    const [person] = (await guests(world, 1)) as [Person];
    await world.database.query('UPDATE "User" SET "serverRole" = $2 WHERE id = $1', [
      person.id,
      SERVER_ROLES.admin,
    ]);
    return person;
  };
  const set = (person: Person, limits: object) => as(person).put('/api/server/new-accounts', limits);
  const say = (device: Device, roomId: string, key: string, text = 'hello') =>
    device.ask('message:send', { roomId, text, clientMsgId: `limits-${key}` });
  afterEach(async () => set(await boss(), { hours: 24, messagesPerHour: null, links: false, direct: false }));

  it('is for them alone, holds at once, and stands in the audit log', async () => {
    const { young, old, room } = await scene();
    const by = await boss();
    expectRefusal(await set(young, LIMITS), 'FORBIDDEN');
    expectRefusal(await as(young).get('/api/server/new-accounts'), 'FORBIDDEN');
    expectRefusal(await set(by, { ...LIMITS, hours: -1 }), 'VALIDATION', ['hours']);
    expectRefusal(await set(by, { ...LIMITS, messagesPerHour: 0 }), 'VALIDATION', ['messagesPerHour']);
    expect((await set(by, LIMITS).expect(200)).body).toEqual(LIMITS);
    expect((await as(by).get('/api/server/new-accounts').expect(200)).body).toEqual(LIMITS);
    const device = await world.people.connectLog(young);
    expect(await say(device, room.id, 'free-link', 'see https://a.example')).toMatchObject({ success: true });
    await as(young)
      .post('/api/direct', { userIds: [old.id] })
      .expect(201);
    const { body } = await as(by).get('/api/audit?action=server.newAccounts').expect(200);
    expect((body as AuditEntry[])[0]).toMatchObject({ action: 'server.newAccounts', after: LIMITS });
  });

  it('counts their messages in all rooms together, each once, with what comes in other ways', async () => {
    const { young, old, room } = await scene();
    const other = await world.people.createRoom(old);
    await world.people.join(young, other.id);
    await set(await boss(), LIMITS).expect(200);
    const device = await world.people.connectLog(young);
    expect(await say(device, room.id, 'one')).toMatchObject({ success: true });
    expect(await say(device, room.id, 'one')).toMatchObject({ success: true });
    const poll = { roomId: other.id, question: 'More?', options: ['yes', 'no'], clientMsgId: 'limits-two' };
    expect(await device.ask('poll:create', poll)).toMatchObject({ success: true });
    for (const roomId of [room.id, other.id])
      expect(await say(device, roomId, 'three')).toMatchObject({
        code: 'NEW_ACCOUNT_RATE',
        retryable: false,
      });
    // What was stored is answered as it was.
    expect(await say(device, room.id, 'one')).toMatchObject({ success: true });
    const his = await world.people.connectLog(old);
    for (const key of ['a', 'b', 'c']) expect(await say(his, room.id, key)).toMatchObject({ success: true });
    await age([young]);
    expect(await say(device, room.id, 'three')).toMatchObject({ success: true });
  });

  it('does not count what moderators say in their rooms, nor anybody where there are no limits', async () => {
    const { young, room } = await scene();
    await set(await boss(), { ...LIMITS, links: false }).expect(200);
    await promote(world, young, room, 'moderator');
    const device = await world.people.connectLog(young);
    for (const key of ['a', 'b', 'c'])
      expect(await say(device, room.id, key, 'https://a.example')).toMatchObject({ success: true });
    await promote(world, young, room, 'member');
    expect(await say(device, room.id, 'd', 'https://a.example')).toMatchObject({ code: 'NEW_ACCOUNT' });
    await set(await boss(), { ...LIMITS, hours: 0, links: false }).expect(200);
    for (const key of ['d', 'e', 'f'])
      expect(await say(device, room.id, key, 'https://a.example')).toMatchObject({ success: true });
  });
});
