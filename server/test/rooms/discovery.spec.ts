import { describe, expect, it } from '@jest/globals';
import { LIMITS, type Room, type RoomGlimpse } from '@chatket/contract';
import { NameFolder } from '../../src/rooms/name-folder.js';
import type { Person } from '../support/people.js';
import {
  type Caller,
  callerWith,
  expectRefusal,
  nextCursorOf,
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
const discover = (person: Person, query: Record<string, string>) =>
  as(person).get(`/api/rooms?${new URLSearchParams({ all: 'true', ...query }).toString()}`);
const found = async (search: string) =>
  roomsOf(await discover(alice, { search, limit: '100' })).map(({ name }) => name);

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

  it('by activity begins with where something was said in the last hour, and goes on page by page', async () => {
    const rooms = await Promise.all([1, 2, 3, 4].map((n) => create(alice, `Tide ${String(n)}`)));
    const hoursAgo = [3, 1, 2, 1];
    await world.database.query(
      `UPDATE "Room" SET "lastMessageAt" = date_trunc('hour', now()) - ago.hours * interval '1 hour'
       FROM unnest($1::uuid[], $2::int[]) AS ago (id, hours) WHERE "Room".id = ago.id`,
      [rooms.map(({ id }) => id), hoursAgo],
    );
    const seen: Room[] = [];
    let cursor: string | undefined;
    do {
      const page = await discover(bob, {
        search: 'tide ',
        sort: 'activity',
        limit: '1',
        ...(cursor !== undefined && { cursor }),
      });
      seen.push(...roomsOf(page));
      cursor = nextCursorOf(page);
    } while (cursor !== undefined);
    expect(seen.map(({ id }) => id).slice(2)).toEqual([rooms[2]?.id, rooms[0]?.id]);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(rooms.map(({ id }) => id)));
    const times = seen.map(({ activeAt = '' }) => activeAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('takes a cursor of the other order for none', async () => {
    const { headers } = await discover(bob, { limit: '1' });
    const cursor = headers['x-next-cursor'] as string;
    expectRefusal(await discover(bob, { cursor, sort: 'activity' }), 'VALIDATION', ['cursor']);
    expectRefusal(await discover(bob, { sort: 'size' }), 'VALIDATION', ['sort']);
  });

  it('shows before joining who is there of the people one shares a small room with', async () => {
    const [carol, dave, erin] = await world.people.cast('carol', 'dave', 'erin');
    const market = await create(carol, 'Market');
    for (const person of [dave, erin]) await world.people.join(person, market.id);
    const glimpse = async () =>
      (await as(bob).get(`/api/rooms/${market.id}/glimpse`).expect(200)).body as RoomGlimpse;
    // Everybody is in General, which makes nobody known.
    await world.database.query(`UPDATE "Room" SET "memberCount" = 51 WHERE name = 'General'`);
    expect(await glimpse()).toEqual({ known: [], knownCount: 0 });
    // A direct room in which nothing was said is seen by one side only.
    const direct = await as(bob)
      .post('/api/direct', { userIds: [erin.id] })
      .expect(201);
    expect(await glimpse()).toEqual({ known: [], knownCount: 0 });
    await say(world, direct.body as Room, erin, ['hello']);
    expect(await glimpse()).toEqual({ known: [{ id: erin.id, username: 'erin' }], knownCount: 1 });
    await world.database.query('DELETE FROM "Room" WHERE id = $1', [(direct.body as Room).id]);
    const table = await create(bob, 'Table');
    await world.people.join(dave, table.id);
    expect(await glimpse()).toEqual({ known: [{ id: dave.id, username: 'dave' }], knownCount: 1 });
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
    expect(await found('GRÜSSE')).toEqual(['Grüße aus KÖLN']);
    expect(await found('grüße AUS köln')).toEqual(['Grüße aus KÖLN']);
    expect(await found('GRU\u0308ßE')).toEqual(['Grüße aus KÖLN']);
    expect(await found('wide')).toEqual(['Ｗｉｄｅ']);
  });

  it.each([
    [
      'İstanbul Işık',
      ['istanbul', 'ISTANBUL', 'İSTANBUL', 'i\u0307stanbul', 'ışık', 'IŞIK', 'isik', 'ＩŞＩＫ'],
    ],
    ['Weißwurst', ['weisswurst', 'WEISSWURST', 'WEIẞWURST', 'weiß']],
    ['STRASSENFEST', ['straßenfest', 'Straße']],
    ['Σίσυφος', ['ΣΙΣΥΦΟΣ', 'σισυφος', 'ΣΊΣΥΦΟΣ', 'φοσ', 'φος']],
    ['ΝΕΟΣ ΚΟΣΜΟΣ', ['νέος κόσμος', 'νεοσ']],
    ['Crème brûlée', ['creme brulee', 'CRÈME', 'bru\u0302']],
    ['Smorrebrod', ['smørrebrød', 'SMØRREBRØD']],
    ['Łódź', ['lodz', 'ŁÓDŹ']],
    ['ｶﾞﾗｽ', ['ガラス', 'カ\u3099ラス']],
    ['Ｗｉｄｅ　ｓｃｒｅｅｎ', ['wide screen', 'WIDE  SCREEN']],
    ['Soft\u00adware', ['software', 'so\u200bftware']],
  ])('finds %s whichever way the letters are written', async (name, searches) => {
    await create(alice, name);
    for (const search of searches)
      expect({ search, found: await found(search) }).toEqual({ search, found: [name] });
  });

  it('finds a sign that is only an accent by itself, and not everything', async () => {
    await create(alice, '´');
    expect(await found('´')).toEqual(['´']);
  });

  it('finds what was named when names were folded otherwise', async () => {
    const { id } = await create(alice, 'Gümüşhane Iğdır');
    await world.database.query(
      `UPDATE "Room" SET "nameKey" = lower(name), "nameFold" = 0 WHERE name <> 'General'`,
    );
    expect(await found('igdir')).toEqual([]);
    const folder = world.app.get(NameFolder);
    await Promise.all([folder.onModuleInit(), folder.onModuleInit()]);
    expect(await found('IGDIR')).toEqual(['Gümüşhane Iğdır']);
    await world.database.query(`UPDATE "Room" SET "nameKey" = 'untouched' WHERE id = $1`, [id]);
    await folder.onModuleInit();
    expect(await found('untouched')).toEqual(['Gümüşhane Iğdır']);
    await world.database.query(`UPDATE "Room" SET "nameFold" = 0 WHERE id = $1`, [id]);
    await folder.onModuleInit();
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
    for (const name of ['㌀'.repeat(80), '👩'.repeat(80), '\u0001x'.repeat(40), `"\\`.repeat(40)]) {
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
  ])('refuses %s in ?%s', async (field, query) => {
    const prefix = query.startsWith('all=') ? '' : 'all=true&';
    expectRefusal(await as(bob).get(`/api/rooms?${prefix}${query}`), 'VALIDATION', [field]);
  });

  it.each(['search[]=a', 'offset=10', '__proto__=1', 'constructor=1', 'toString=1', 'all[x]=false'])(
    'does as if it had not been asked ?%s, which it does not know',
    async (query) => {
      const whole = roomsOf(await as(bob).get('/api/rooms?all=true'));
      expect(roomsOf(await as(bob).get(`/api/rooms?all=true&${query}`))).toEqual(whole);
    },
  );

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

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
