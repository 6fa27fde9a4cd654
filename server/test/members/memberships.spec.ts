import { describe, expect, it } from '@jest/globals';
import { type Room, ROLES } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import {
  type Caller,
  callerWith,
  expectRefusal,
  guests,
  ISO,
  messagesOf,
  roomsOf,
  say,
  UNKNOWN_ID,
} from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory']);

const as = (person: Person): Caller => callerWith(world.url, person.token);
const create = (person: Person, name: string) => world.people.createRoom(person, name);

describe('joining', () => {
  it('makes a member, and doing it again changes nothing', async () => {
    const room = await create(alice, 'Open house');
    const first = await as(bob).post(`/api/rooms/${room.id}/join`).expect(201);
    expect(first.body).toMatchObject({
      id: room.id,
      memberCount: 2,
      joinedAt: expect.stringMatching(ISO),
      role: ROLES.member,
    });
    const second = await as(bob).post(`/api/rooms/${room.id}/join`).expect(200);
    expect(second.body).toEqual(first.body);
    expect(roomsOf(await as(bob).get('/api/rooms')).map(({ id }) => id)).toContain(room.id);
  });

  it('shows the newcomer what was said last', async () => {
    const room = await create(alice, 'Gossip');
    await say(world, room, alice, ['welcome']);
    const response = await as(bob).post(`/api/rooms/${room.id}/join`).expect(201);
    expect(response.body).toMatchObject({ lastSeq: 1, lastMessage: { text: 'welcome' } });
  });

  it('is one join when twenty come at once', async () => {
    const room = await create(alice, 'Double click');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => as(bob).post(`/api/rooms/${room.id}/join`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 19 }, () => 200),
      201,
    ]);
    expect(await memberCount(room)).toEqual({ counted: 2, stored: 2 });
  });

  it('takes the id in capitals for the same room', async () => {
    const room = await create(alice, 'Capitals');
    const response = await as(bob).post(`/api/rooms/${room.id.toUpperCase()}/join`).expect(201);
    expect((response.body as Room).id).toBe(room.id);
  });

  it('tells all devices of the newcomer, with the room as they see it, and nobody else', async () => {
    const room = await create(alice, 'Welcome');
    await say(world, room, alice, ['hello']);
    const devices = await Promise.all([bob, bob, alice].map((person) => world.people.connect(person)));
    const [first, second, host] = devices as [Device, Device, Device];
    const { body } = await as(bob).post(`/api/rooms/${room.id.toUpperCase()}/join`).expect(201);
    expect(body).toMatchObject({ id: room.id, role: ROLES.member, lastMessage: { text: 'hello' } });
    for (const device of [first, second])
      expect(await device.next('room:added')).toEqual({ roomId: room.id, room: body as Room });
    await as(bob).post(`/api/rooms/${room.id}/join`).expect(200);
    for (const device of devices) await device.settled();
    expect([first.all('room:added'), host.all('room:added')].map(({ length }) => length)).toEqual([1, 0]);
  });

  it('of a room that does not exist is refused', async () => {
    expectRefusal(await as(bob).post(`/api/rooms/${UNKNOWN_ID}/join`), 'ROOM_NOT_FOUND');
  });
});

describe('leaving for good', () => {
  it('ends the membership, and doing it again changes nothing', async () => {
    const room = await create(alice, 'Revolving door');
    await as(bob).post(`/api/rooms/${room.id}/join`).expect(201);
    const left = await as(bob).delete(`/api/rooms/${room.id}/membership`).expect(204);
    expect(left.text).toBe('');
    await as(bob).delete(`/api/rooms/${room.id}/membership`).expect(204);
    expect(await memberCount(room)).toEqual({ counted: 1, stored: 1 });
    expect(roomsOf(await as(bob).get('/api/rooms')).map(({ id }) => id)).not.toContain(room.id);
    expectRefusal(await as(bob).get(`/api/rooms/${room.id}/messages`), 'NOT_A_MEMBER');
  });

  it('is possible for the creator, and the room stays for the others to join', async () => {
    const room = await create(alice, 'Abandoned');
    await as(alice).delete(`/api/rooms/${room.id}/membership`).expect(204);
    expect(await memberCount(room)).toEqual({ counted: 0, stored: 0 });
    const response = await as(bob).post(`/api/rooms/${room.id}/join`).expect(201);
    expect(response.body).toMatchObject({ memberCount: 1, createdBy: { username: 'alice' } });
  });

  it('keeps what was said, and whoever comes back reads it', async () => {
    const room = await create(alice, 'Comeback');
    await say(world, room, alice, ['before']);
    await as(alice).delete(`/api/rooms/${room.id}/membership`).expect(204);
    await as(alice).post(`/api/rooms/${room.id}/join`).expect(201);
    expect(messagesOf(await as(alice).get(`/api/rooms/${room.id}/messages`)).map(({ text }) => text)).toEqual(
      ['before'],
    );
  });

  it('of a room one never joined changes nothing', async () => {
    const room = await create(alice, 'Not yours');
    await as(mallory).delete(`/api/rooms/${room.id}/membership`).expect(204);
    expect(await memberCount(room)).toEqual({ counted: 1, stored: 1 });
  });

  it('of a room that does not exist is refused', async () => {
    expectRefusal(await as(bob).delete(`/api/rooms/${UNKNOWN_ID}/membership`), 'ROOM_NOT_FOUND');
  });

  it('ends the membership on live connections too, however the id is written', async () => {
    const room = await create(alice, 'Unplugged');
    await as(bob).post(`/api/rooms/${room.id}/join`).expect(201);
    const device = await world.people.connect(bob);
    await device.tell('room:join', { roomId: room.id });
    await as(bob).delete(`/api/rooms/${room.id.toUpperCase()}/membership`).expect(204);
    expect(await device.next('room:removed')).toEqual({ roomId: room.id });
    const speaker = await world.people.connect(alice);
    await speaker.tell('message:send', { roomId: room.id, text: 'bob is gone', clientMsgId: 'unplugged-1' });
    await device.settled();
    expect(device.messages(room.id)).toEqual([]);
  });
});

describe('the member count', () => {
  it('is right under fifty joins and leaves at once', async () => {
    const room = await create(alice, 'Rush hour');
    const crowd = await guests(world, 50);
    const joins = await Promise.all(crowd.map((person) => as(person).post(`/api/rooms/${room.id}/join`)));
    expect(new Set(joins.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await memberCount(room)).toEqual({ counted: 51, stored: 51 });

    const moves = await Promise.all(
      crowd.flatMap((person, index) => [
        as(person).delete(`/api/rooms/${room.id}/membership`),
        ...(index % 2 === 0 ? [as(person).post(`/api/rooms/${room.id}/join`)] : []),
      ]),
    );
    for (const { status } of moves) expect([200, 201, 204]).toContain(status);
    const { counted, stored } = await memberCount(room);
    expect(stored).toBe(counted);
  });
});

async function memberCount(room: Room): Promise<{ counted: number; stored: number }> {
  const [row] = await world.database.query<{ counted: number; stored: number }>(
    `SELECT (SELECT count(*)::int FROM "RoomMembership" WHERE "roomId" = r.id) AS counted, r."memberCount" AS stored
     FROM "Room" r WHERE r.id = $1`,
    [room.id],
  );
  if (!row) throw new Error('there is no such room');
  return row;
}
