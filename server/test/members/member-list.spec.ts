import { describe, expect, it } from '@jest/globals';
import type { Member } from '@chatket/contract';
import { kitchenOf } from '../support/kitchen.js';
import { expectRefusal, guests, ISO, nextCursorOf } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], { WRITES_PER_USER: '10000' });
const {
  as,
  path,
  member,
  open: kitchen,
  following,
} = kitchenOf(world, {
  host: alice,
  moderator: carol,
  guest: bob,
});

describe('the members of a room', () => {
  it('are listed by role, the highest first, then by name, with who is here', async () => {
    const room = await kitchen();
    await following(bob, room);
    const { body } = await as(bob).get(path(room, 'members')).expect(200);
    expect(body).toEqual([
      { id: alice.id, username: 'alice', role: 3, joinedAt: expect.stringMatching(ISO), status: 'offline' },
      { id: carol.id, username: 'carol', role: 1, joinedAt: expect.stringMatching(ISO), status: 'offline' },
      { id: bob.id, username: 'bob', role: 0, joinedAt: expect.stringMatching(ISO), status: 'online' },
    ]);
    expect((await as(bob).get(member(room, carol)).expect(200)).body).toEqual((body as Member[])[1]);
    expectRefusal(await as(bob).get(member(room, mallory)), 'NOT_FOUND');
  });

  it('are found by a part of their name, however it is written, and by their role', async () => {
    const room = await kitchen();
    const names = async (query: string) =>
      (
        (
          await as(bob)
            .get(`${path(room, 'members')}?${query}`)
            .expect(200)
        ).body as Member[]
      ).map(({ username }) => username);
    expect(await names('search=CÁR')).toEqual(['carol']);
    expect(await names('search=%25')).toEqual([]);
    expect(await names('role=3')).toEqual(['alice']);
    expect(await names('role=0')).toEqual(['bob']);
  });

  it('come in pages that leave nobody out, whatever the size', async () => {
    const room = await kitchen();
    const crowd = await guests(world, 25);
    await world.database.query(
      `INSERT INTO "RoomMembership" ("roomId", "userId", role) SELECT $1, u, n % 3 FROM unnest($2::uuid[]) WITH ORDINALITY AS c (u, n)`,
      [room.id, crowd.map(({ id }) => id)],
    );
    const whole = (await as(bob).get(path(room, 'members')).expect(200)).body as Member[];
    expect(whole).toHaveLength(28);
    const paged: Member[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page = await as(bob).get(`${path(room, 'members')}?limit=4${cursor && `&cursor=${cursor}`}`);
      paged.push(...(page.body as Member[]));
      cursor = nextCursorOf(page);
    }
    expect(paged).toEqual(whole);
  });

  it.each([
    ['role=4', 'role'],
    ['role=-1', 'role'],
    ['role=x', 'role'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['search=%00', 'search'],
    ['cursor=x', 'cursor'],
    [`cursor=${Buffer.from('[7,"x"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('[0,"a\\u0000"]').toString('base64url')}`, 'cursor'],
  ])('refuses %s', async (query, field) => {
    const room = await kitchen();
    expectRefusal(await as(bob).get(`${path(room, 'members')}?${query}`), 'VALIDATION', [field]);
  });
});
