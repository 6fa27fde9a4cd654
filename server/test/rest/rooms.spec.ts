import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS, type Room } from '@chatket/contract';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import {
  type Caller,
  callerWith,
  expectRefusal,
  guests,
  messagesOf,
  nextCursorOf,
  roomsOf,
  say,
  UNKNOWN_ID,
  UUID,
} from './support/rest.js';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const EMOJI = '👩';

let world: TestApp;
let alice: Person;
let bob: Person;
let mallory: Person;
beforeAll(async () => {
  world = await startApp();
  alice = await world.people.logIn('alice');
  bob = await world.people.logIn('bob');
  mallory = await world.people.logIn('mallory');
});
afterAll(() => world.close());

const as = (person: Person): Caller => callerWith(world.url, person.token);
const create = async (person: Person, name: string): Promise<Room> => {
  const response = await as(person).post('/api/rooms', { name }).expect(201);
  return response.body as Room;
};
const discover = (person: Person, query: Record<string, string>) =>
  as(person).get(`/api/rooms?${new URLSearchParams({ all: 'true', ...query }).toString()}`);
const found = async (search: string) =>
  roomsOf(await discover(alice, { search, limit: '100' })).map(({ name }) => name);

describe('the first start', () => {
  it('makes a room that everybody finds and nobody is put into', async () => {
    const [general] = roomsOf(await discover(mallory, { search: 'general' }));
    expect(general).toMatchObject({
      name: 'General',
      memberCount: 0,
      lastSeq: 0,
      createdBy: { username: 'chatket' },
    });
    expect(general).not.toHaveProperty('joinedAt');
    await as(mallory)
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
    };
    expect(response.body).toMatchObject(room);
    expect(roomsOf(await as(alice).get('/api/rooms'))).toContainEqual(response.body);
    expect(roomsOf(await as(bob).get('/api/rooms')).map(({ name }) => name)).not.toContain('Kitchen table');
  });

  it.each([
    ['80 letters', 'n'.repeat(80)],
    ['80 emoji', EMOJI.repeat(80)],
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
    ['81 emoji', EMOJI.repeat(81)],
    ['60,000 letters', 'n'.repeat(60_000)],
  ])('refuses a name that is %s', async (_case, name) => {
    expectRefusal(await as(alice).post('/api/rooms', { name }), 'VALIDATION', ['name']);
  });

  it('refuses unknown fields', async () => {
    expectRefusal(await as(alice).post('/api/rooms', { name: 'Kitchen', memberCount: 9 }), 'VALIDATION', [
      'memberCount',
    ]);
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

describe('discovery', () => {
  it('shows other people’s rooms but not what was said in them', async () => {
    const room = await create(alice, 'Secret sauce');
    await say(world, room, alice, ['nobody else reads this']);
    for (const person of [alice, mallory]) {
      const response = await discover(person, { search: 'secret sauce' });
      expect(roomsOf(response)).toEqual([
        expect.objectContaining({ id: room.id, memberCount: 1, lastSeq: 1 }),
      ]);
      expect(roomsOf(response)[0]).not.toHaveProperty('lastMessage');
      expect(response.text).not.toContain('nobody else');
    }
  });

  it('tells which of the rooms are mine', async () => {
    await create(alice, 'Belongs to alice');
    expect(roomsOf(await discover(alice, { search: 'belongs to' }))[0]).toHaveProperty('joinedAt');
    expect(roomsOf(await discover(bob, { search: 'belongs to' }))[0]).not.toHaveProperty('joinedAt');
  });

  it.each([
    ['100% sure', '100% ', '100x sure'],
    ['snake_case', 'snake_', 'snakeXcase'],
    ['back\\slash', 'k\\s', 'backslash'],
    [`Fish'n'Chips`, `h'n'`, 'Fishes'],
    ['a*b', 'a*', 'aab'],
    ['(group', '(g', 'group'],
    ['[a-z]', '[a', 'a'],
  ])('S081 finds %j by %j and takes every character as it is', async (name, search, other) => {
    await create(alice, name);
    await create(alice, other);
    expect(await found(search)).toEqual([name]);
  });

  it('finds whatever the case and the width of the letters', async () => {
    await create(alice, 'Grüße aus KÖLN');
    await create(alice, 'Ｗｉｄｅ');
    expect(await found('GRÜSSE')).toEqual([]);
    expect(await found('grüße AUS köln')).toEqual(['Grüße aus KÖLN']);
    expect(await found('GRU\u0308ßE')).toEqual(['Grüße aus KÖLN']);
    expect(await found('wide')).toEqual(['Ｗｉｄｅ']);
  });

  it('finds everything for a search of white space, and nothing for what nobody has named', async () => {
    expect((await found('   ')).length).toBeGreaterThan(1);
    expect(await found('no such room anywhere')).toEqual([]);
  });

  it('walks all rooms page by page, each once, while others come and go', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `walk ${String(index % 5)}`);
    const rooms: Room[] = [];
    for (const name of names) rooms.push(await create(alice, name));
    const seen: Room[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const response = await discover(bob, { search: 'walk', limit: '4', ...(cursor && { cursor }) });
      seen.push(...roomsOf(response));
      cursor = nextCursorOf(response);
      pages += 1;
      await create(alice, 'walk 0 before');
      await create(alice, 'walk 9 behind');
    } while (cursor !== undefined && pages < 50);

    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(rooms.map(({ id }) => id)));
    expect(seen.filter(({ name }) => name === 'walk 9 behind').length).toBeGreaterThan(0);
    const key = ({ name }: Room) => name;
    expect(seen.map(key)).toEqual([...seen].map(key).sort());
  });

  it('walks rooms whose names are long or hard to write', async () => {
    for (const name of ['㌀'.repeat(80), EMOJI.repeat(80), '\u0001x'.repeat(40), `"\\`.repeat(40)]) {
      await create(alice, name);
    }
    const ids = new Set<string>();
    let cursor: string | undefined;
    let count = 0;
    do {
      const response = await discover(bob, { limit: '1', ...(cursor && { cursor }) });
      for (const { id } of roomsOf(response)) ids.add(id);
      cursor = nextCursorOf(response);
      count += 1;
    } while (cursor !== undefined);
    const [row] = await world.database.query<{ count: number }>('SELECT count(*)::int AS count FROM "Room"');
    expect(count).toBe(row?.count);
    expect(ids.size).toBe(row?.count);
  });

  it('has no next page when the last one is exactly full', async () => {
    for (let index = 0; index < 3; index += 1) await create(alice, 'exactly full');
    expect(nextCursorOf(await discover(bob, { search: 'exactly full', limit: '3' }))).toBeUndefined();
    expect(nextCursorOf(await discover(bob, { search: 'exactly full', limit: '2' }))).toBeDefined();
  });

  it('has pages of fifty unless asked, and of a hundred at most', async () => {
    await world.database.query(
      `INSERT INTO "Room" (id, name, "nameKey", "createdById")
       SELECT gen_random_uuid(), 'many', 'many', $1 FROM generate_series(1, 120)`,
      [alice.id],
    );
    expect(roomsOf(await discover(bob, { search: 'many' }))).toHaveLength(LIMITS.roomPageDefault);
    expect(roomsOf(await discover(bob, { search: 'many', limit: '100' }))).toHaveLength(100);
    expectRefusal(await discover(bob, { limit: '101' }), 'VALIDATION', ['limit']);
  });

  it.each([
    ['limit', 'limit=0'],
    ['limit', 'limit=-1'],
    ['limit', 'limit=1.5'],
    ['limit', 'limit=ten'],
    ['limit', 'limit='],
    ['limit', 'limit=1e400'],
    ['limit', 'limit=99999999999999999999'],
    ['limit', 'limit=1&limit=2'],
    ['limit', 'limit=NaN'],
    ['all', 'all=yes'],
    ['all', 'all=true&all=true'],
    ['all', 'all='],
    ['search', `search=${'x'.repeat(81)}`],
    ['search', 'search=a&search=b'],
    ['search', 'search=%00'],
    ['search', 'search=kit%00chen'],
    ['search[]', 'search[]=a'],
    ['cursor', 'cursor=a&cursor=b'],
    ['cursor', 'cursor='],
    ['cursor', 'cursor=garbage'],
    ['cursor', 'cursor=%00'],
    ['cursor', `cursor=${'x'.repeat(1025)}`],
    ['cursor', `cursor=${cursorOf(['x'])}`],
    ['cursor', `cursor=${cursorOf(['x', 'y'])}`],
    ['cursor', `cursor=${cursorOf([1, UNKNOWN_ID])}`],
    ['cursor', `cursor=${cursorOf(['nul\0', UNKNOWN_ID])}`],
    ['cursor', `cursor=${cursorOf({ 0: 'x', 1: UNKNOWN_ID })}`],
    ['cursor', `cursor=${cursorOf(null)}`],
    ['offset', 'offset=10'],
    ['__proto__', '__proto__=1'],
    ['constructor', 'constructor=1'],
    ['toString', 'toString=1'],
  ])('refuses %s in ?%s', async (field, query) => {
    const prefix = query.startsWith('all=') ? '' : 'all=true&';
    expectRefusal(await as(bob).get(`/api/rooms?${prefix}${query}`), 'VALIDATION', [field]);
  });

  it.each([
    cursorOf(['\ud800', UNKNOWN_ID]),
    cursorOf(['zzzz', UNKNOWN_ID]),
    cursorOf(['', UNKNOWN_ID.toUpperCase()]),
  ])('goes on from any place, real or not: %s', async (cursor) => {
    await discover(bob, { cursor }).expect(200);
  });

  it.each(['search=%', 'search=%E0%A4%A', 'search=%ff%fe', 'search=%ED%A0%80'])(
    'takes broken encodings for the characters that are left: ?%s',
    async (query) => {
      const { status } = await as(bob).get(`/api/rooms?all=true&${query}`);
      expect([200, 400]).toContain(status);
    },
  );
});

describe('joining', () => {
  it('makes a member, and doing it again changes nothing', async () => {
    const room = await create(alice, 'Open house');
    const first = await as(bob).post(`/api/rooms/${room.id}/join`).expect(201);
    expect(first.body).toMatchObject({ id: room.id, memberCount: 2, joinedAt: expect.stringMatching(ISO) });
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
    for (const key of ['joinedAt', 'lastMessage', 'unread']) expect(body).not.toHaveProperty(key);
    expect((await as(alice).get(`/api/rooms/${room.id}`)).body).toMatchObject({
      lastMessage: { text: 'private' },
    });
    expectRefusal(await request(world.url).get(`/api/rooms/${room.id}`), 'UNAUTHENTICATED');
    expectRefusal(await as(mallory).get(`/api/rooms/${UNKNOWN_ID}`), 'ROOM_NOT_FOUND');
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

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
