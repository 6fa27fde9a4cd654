import { describe, expect, it } from '@jest/globals';
import { type Room, ROLES } from '@chatket/contract';
import request from 'supertest';
import type { Person } from '../support/people.js';
import {
  type Caller,
  callerWith,
  expectRefusal,
  guests,
  ISO,
  roomsOf,
  say,
  UNKNOWN_ID,
  UUID,
} from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory']);

const as = (person: Person): Caller => callerWith(world.url, person.token);
const create = (person: Person, name: string) => world.people.createRoom(person, name);
const discover = (person: Person, query: Record<string, string>) =>
  as(person).get(`/api/rooms?${new URLSearchParams({ all: 'true', ...query }).toString()}`);

describe('the first start', () => {
  it('makes a room that everybody finds, whose members are all new accounts and nobody else', async () => {
    const [general] = roomsOf(await discover(mallory, { search: 'general' }));
    expect(general).toMatchObject({
      name: 'General',
      memberCount: 3,
      lastSeq: 0,
      createdBy: { username: 'chatket' },
    });
    // Whoever was the first of all owns it.
    const everybody = await Promise.all(
      [alice, bob, mallory].map(async (person) => roomsOf(await discover(person, { search: 'general' }))),
    );
    const roles = everybody.map(([found]) => found?.role ?? -1);
    expect(roles.sort()).toEqual([ROLES.member, ROLES.member, ROLES.owner]);
    const [older] = await guests(world, 1);
    if (!older) throw new Error('no guest');
    const [asOutsider] = roomsOf(await discover(older, { search: 'general' }));
    expect(asOutsider).toMatchObject({ id: general?.id, memberCount: 3 });
    for (const key of ['joinedAt', 'role']) expect(asOutsider).not.toHaveProperty(key);
    await as(older)
      .post(`/api/rooms/${general?.id ?? ''}/join`)
      .expect(201);
  });

  it('makes it once', async () => {
    const rows = await world.database.query(`SELECT 1 FROM "Room" WHERE name = 'General'`);
    expect(rows).toHaveLength(1);
  });
});

describe('creating a room', () => {
  it('answers with the room, and its creator is a member', async () => {
    const response = await as(alice).post('/api/rooms', { name: '  Kitchen table\n' }).expect(201);
    const room = {
      id: expect.stringMatching(UUID),
      name: 'Kitchen table',
      createdAt: expect.stringMatching(ISO),
      createdBy: { id: alice.id, username: 'alice' },
      memberCount: 1,
      joinedAt: expect.stringMatching(ISO),
      lastSeq: 0,
      role: ROLES.owner,
    };
    expect(response.body).toMatchObject(room);
    expect(response.body).not.toHaveProperty('editWindowSeconds');
    expect(roomsOf(await as(alice).get('/api/rooms'))).toContainEqual(response.body);
    expect(roomsOf(await as(bob).get('/api/rooms')).map(({ name }) => name)).not.toContain('Kitchen table');
  });

  it.each([
    ['80 letters', 'n'.repeat(80)],
    ['80 emoji', '👩'.repeat(80)],
    ['80 letters that search writes as 320', '㌀'.repeat(80)],
    ['one letter', 'x'],
    ['right-to-left letters', 'مطبخ'],
    ['quotes and backslashes', `it's "here" \\o/`],
    ['something that looks like a template', '${name} {{name}} <b>name</b> %s'],
  ])('takes a name of %s as it is', async (_case, name) => {
    expect((await create(alice, name)).name).toBe(name);
  });

  it('takes two rooms of the same name', async () => {
    const [first, second] = [await create(alice, 'Twins'), await create(bob, 'Twins')];
    expect(first.id).not.toBe(second.id);
  });

  it.each([
    ['missing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', ['Kitchen']],
    ['an object', { length: 3 }],
    ['empty', ''],
    ['white space', ' \t\n\u00a0\u3000'],
    ['zero-width only', '\u200b\u200d\u2060\ufeff'],
    ['invisible tags only', '\u{e0041}\u{e0042}\u{e007f}'],
    ['variation selectors only', '\ufe0f\u{e0100}'],
    ['control characters only', '\u0001\u0007\u001b'],
    ['with NUL', 'Kit\0chen'],
    ['with half a surrogate pair', 'Kitchen \ud83d'],
    ['81 letters', 'n'.repeat(81)],
    ['81 emoji', '👩'.repeat(81)],
    ['60,000 letters', 'n'.repeat(60_000)],
  ])('refuses a name that is %s', async (_case, name) => {
    expectRefusal(await as(alice).post('/api/rooms', { name }), 'VALIDATION', ['name']);
  });

  it('does as if unknown fields had not been sent', async () => {
    const sent = { name: 'Kitchen', memberCount: 9, id: UNKNOWN_ID, colour: { text: 'soup' } };
    const { status, body } = await as(alice).post('/api/rooms', sent);
    expect([status, body]).toEqual([201, expect.objectContaining({ name: 'Kitchen', memberCount: 1 })]);
    expect(body).not.toHaveProperty('colour');
    expect((body as Room).id).not.toBe(UNKNOWN_ID);
  });

  it('refuses a body that is missing', async () => {
    expectRefusal(await as(alice).post('/api/rooms'), 'VALIDATION', ['name']);
  });
});

describe('the list of my rooms', () => {
  it('has the room with the latest activity first, each with its last message', async () => {
    const [carol] = await guests(world, 1);
    if (!carol) throw new Error('no guest');
    const [a, b, c] = [await create(carol, 'A'), await create(carol, 'B'), await create(carol, 'C')];
    const order = async () => roomsOf(await as(carol).get('/api/rooms')).map(({ name }) => name);
    expect(await order()).toEqual(['C', 'B', 'A']);
    await say(world, b, carol, ['one', 'two']);
    expect(await order()).toEqual(['B', 'C', 'A']);
    const [messageId] = await say(world, a, carol, ['three']);
    expect(await order()).toEqual(['A', 'B', 'C']);

    const rooms = roomsOf(await as(carol).get('/api/rooms'));
    expect(rooms[0]).toMatchObject({
      id: a.id,
      lastSeq: 1,
      lastMessage: {
        messageId,
        roomId: a.id,
        seq: 1,
        text: 'three',
        createdAt: expect.stringMatching(ISO),
        sender: { id: carol.id, username: carol.username },
        clientMsgId: expect.any(String),
      },
    });
    expect(rooms[1]).toMatchObject({ id: b.id, lastSeq: 2, lastMessage: { seq: 2, text: 'two' } });
    expect(rooms[2]).not.toHaveProperty('lastMessage');
    expect(rooms[2]?.id).toBe(c.id);
  });

  it('is empty for somebody who has joined nothing', async () => {
    const [stranger] = await guests(world, 1);
    if (!stranger) throw new Error('no guest');
    expect(roomsOf(await as(stranger).get('/api/rooms'))).toEqual([]);
    expect(roomsOf(await as(stranger).get('/api/rooms?all=false'))).toEqual([]);
  });
});

describe('the address of a room', () => {
  it.each([
    'not-a-uuid',
    '%00',
    '1',
    '0193f1d2-0000-7000-8000-00000000dea',
    `${UNKNOWN_ID}%00`,
    '%F0%9F%98%80',
    'null',
    `${UNKNOWN_ID}'--`,
  ])('must be a UUID: %s', async (id) => {
    expectRefusal(await as(alice).post(`/api/rooms/${id}/join`), 'VALIDATION', ['id']);
    expectRefusal(await as(alice).delete(`/api/rooms/${id}/membership`), 'VALIDATION', ['id']);
    expectRefusal(await as(alice).get(`/api/rooms/${id}/messages`), 'VALIDATION', ['id']);
  });

  it.each(['%', '%zz', '%E0%A4%A', '%c0%af'])('that cannot be decoded is refused: %s', async (id) => {
    expectRefusal(await as(alice).post(`/api/rooms/${id}/join`), 'VALIDATION');
  });

  it('gives outsiders nothing to do but to join', async () => {
    const room = await create(alice, 'Members only');
    await say(world, room, alice, ['private']);
    expectRefusal(await as(mallory).get(`/api/rooms/${room.id}/messages`), 'NOT_A_MEMBER');
    const { body } = await as(mallory).get(`/api/rooms/${room.id}`).expect(200);
    expect(body).toMatchObject({ id: room.id, name: 'Members only', memberCount: 1 });
    for (const key of ['joinedAt', 'lastMessage', 'unread', 'role']) expect(body).not.toHaveProperty(key);
    expect((await as(alice).get(`/api/rooms/${room.id}`)).body).toMatchObject({
      lastMessage: { text: 'private' },
    });
    expectRefusal(await request(world.url).get(`/api/rooms/${room.id}`), 'UNAUTHENTICATED');
    expectRefusal(await as(mallory).get(`/api/rooms/${UNKNOWN_ID}`), 'ROOM_NOT_FOUND');
  });
});
