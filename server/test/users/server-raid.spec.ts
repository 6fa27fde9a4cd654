import { describe, expect, it } from '@jest/globals';
import type { AuditEntry, NewInvite, RaidMode, Room } from '@chatket/contract';
import { v7 } from 'uuid';
import { ServerRaid } from '../../src/users/index.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);
const raid = (person: Person, on: unknown) => as(person).put('/api/server/raid', { on });

/** Somebody who runs the server; a room with an owner, a member and somebody whose account is new. */
async function scene() {
  const [admin, owner, member] = (await peopleOf(world, 'admin', 'person', 'person')) as [
    Person,
    Person,
    Person,
  ];
  const [young] = (await guests(world, 1)) as [Person];
  const room = await world.people.createRoom(owner);
  for (const person of [member, young]) await world.people.join(person, room.id);
  return { admin, owner, member, young, room };
}

const say = async (person: Person, { id: roomId }: Room, clientMsgId = v7()) =>
  (await world.people.connectLog(person)).ask('message:send', { roomId, text: 'hello', clientMsgId });

async function during(admin: Person, run: () => Promise<void>): Promise<void> {
  await raid(admin, true).expect(200);
  try {
    await run();
  } finally {
    await raid(admin, false).expect(200);
  }
}

describe('raid mode of the whole server', () => {
  it('S154 lets new accounts read only in all rooms, whatever they were before, and edit nothing', async () => {
    const { admin, owner, member, young, room } = await scene();
    const device = await world.people.connectLog(young);
    const first = { roomId: room.id, text: 'before', clientMsgId: v7() };
    const { messageId, seq } = await device.tell('message:send', first);
    const { id: own } = await world.people.createRoom(young);
    await during(admin, async () => {
      const send = (roomId: string) => device.ask('message:send', { roomId, text: 'hi', clientMsgId: v7() });
      expect(await send(room.id)).toMatchObject({ code: 'READ_ONLY', need: 'moderator', have: 'member' });
      const edit = { roomId: room.id, messageId, text: 'after', rev: seq };
      expect(await device.ask('message:edit', edit)).toMatchObject({ code: 'READ_ONLY' });
      const forward = { messageId, roomId: room.id, clientMsgId: v7() };
      expect(await device.ask('message:forward', forward)).toMatchObject({ code: 'READ_ONLY' });
      await device.tell('room:join', { roomId: room.id });
      expect(await device.ask('typing:update', { roomId: room.id, isTyping: true })).toMatchObject({
        code: 'READ_ONLY',
      });
      // What was stored before is answered again; who keeps order in a room writes there.
      expect(await device.tell('message:send', first)).toMatchObject({ messageId, isDuplicate: true });
      expect(await send(own)).toMatchObject({ success: true });
      for (const person of [owner, member]) expect(await say(person, room)).toMatchObject({ success: true });
    });
    expect(await say(young, room)).toMatchObject({ success: true });
  });

  it('S154 makes everybody below a moderator wait in every room, and counts nothing that was refused', async () => {
    const { admin, owner, member, room } = await scene();
    const other = await world.people.createRoom(owner);
    await world.people.join(member, other.id);
    await during(admin, async () => {
      const device = await world.people.connectLog(member);
      const tooLong = { roomId: room.id, text: 'x'.repeat(20_000), clientMsgId: v7() };
      expect(await device.ask('message:send', tooLong)).toMatchObject({ code: 'VALIDATION' });
      const key = v7();
      expect(await say(member, room, key)).toMatchObject({ success: true });
      expect(await say(member, room, key)).toMatchObject({ success: true, isDuplicate: true });
      const refused = await say(member, room);
      expect(refused).toMatchObject({ success: false, code: 'SLOW_MODE', retryable: true });
      if (!refused.success) expect(refused.retryAfterMs).toBeGreaterThan(0);
      expect(await say(member, other)).toMatchObject({ success: true });
      for (let count = 0; count < 3; count += 1)
        expect(await say(owner, room)).toMatchObject({ success: true });
      await promote(world, member, room, 'moderator');
      expect(await say(member, room)).toMatchObject({ success: true });
    });
    expect(await say(member, other)).toMatchObject({ success: true });
  });

  it('S154 lets nobody in by a link, and members invite nobody; whoever is in already is', async () => {
    const { admin, owner, member, room } = await scene();
    const [stranger] = (await peopleOf(world, 'person')) as [Person];
    const links = await Promise.all(
      (['join', 'ask', 'guest'] as const).map(
        async (way) =>
          (await as(owner).post(`/api/rooms/${room.id}/invites`, { way }).expect(201)).body as NewInvite,
      ),
    );
    const [join, ask, guest] = links.map(({ token }) => `/api/invites/${token}`) as [string, string, string];
    await during(admin, async () => {
      for (const path of [join, ask])
        expectRefusal(await as(stranger).post(`${path}/accept`), 'INVITES_PAUSED');
      expectRefusal(await as(stranger).post(`${guest}/guest`, { name: 'jo' }), 'INVITES_PAUSED');
      await as(member).post(`${join}/accept`).expect(200);
      expectRefusal(await as(member).post(`/api/rooms/${room.id}/invites`, {}), 'INVITES_PAUSED');
      await as(owner).post(`/api/rooms/${room.id}/invites`, {}).expect(201);
    });
    await as(stranger).post(`${join}/accept`).expect(201);
  });

  it('is told to all at once, and to whoever comes while it lasts, but not to plain clients', async () => {
    const { admin, member } = await scene();
    const devices = [await world.people.connectLog(member), await world.people.connect(member)];
    const plain = await world.people.connectPlain(member);
    await during(admin, async () => {
      const { since } = (await raid(admin, true).expect(200)).body as RaidMode;
      for (const device of devices) expect(await device.next('server:raid')).toEqual({ since });
      const late = await world.people.connectLog(member);
      expect(await late.next('server:raid')).toEqual({ since });
      for (const device of devices) device.forget();
    });
    for (const device of devices) expect(await device.next('server:raid')).toEqual({});
    await plain.settled();
    expect(plain.all('server:raid')).toEqual([]);
    const after = await world.people.connectLog(member);
    await after.settled();
    expect(after.all('server:raid')).toEqual([]);
  });

  it('S154 is for those who run the server, once, and audited; another process knows soon', async () => {
    const { admin, member } = await scene();
    expectRefusal(await raid(member, true), 'FORBIDDEN');
    expectRefusal(await raid(admin, 'yes'), 'VALIDATION', ['on']);
    await during(admin, async () => {
      const first = (await raid(admin, true).expect(200)).body as RaidMode;
      expect(first).toEqual({ isOn: true, since: expect.any(String) });
      const mode = world.app.get(ServerRaid).mode;
      expect(mode).toEqual(first);
    });
    const { body } = await as(admin).get(`/api/audit?actorId=${admin.id}&action=server`).expect(200);
    expect((body as AuditEntry[]).map(({ action }) => action)).toEqual(['server.raidOff', 'server.raidOn']);
    // As another process does it.
    const device = await world.people.connectLog(member);
    await world.database.query(`UPDATE "ServerRaid" SET since = now()`);
    await device.next('server:raid', ({ since }) => since !== undefined);
    await world.database.query(`UPDATE "ServerRaid" SET since = NULL`);
    await device.next('server:raid', ({ since }) => since === undefined);
  });
});
