import { describe, expect, it } from '@jest/globals';
import { type JoinRequest, LIMITS, type NewInvite, type Room } from '@chatket/contract';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob'], { WRITES_PER_USER: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);
const ask = (person: Person, { id }: Room) => as(person).post(`/api/rooms/${id}/request`, {});
const waiting = async ({ id }: Room) =>
  ((await as(alice).get(`/api/rooms/${id}/requests`).expect(200)).body as JoinRequest[]).map(
    ({ user }) => user.username,
  );

async function askedRoom(): Promise<Room> {
  const room = (await as(alice).post('/api/rooms', { name: 'Attic' }).expect(201)).body as Room;
  await as(alice).patch(`/api/rooms/${room.id}`, { joinBy: 'request' }).expect(200);
  return room;
}

/** As many requests as a room takes, of people who are as good as new. */
async function fill({ id }: Room): Promise<void> {
  await world.database.query(
    `WITH made AS (
       INSERT INTO "User" (id, username)
       SELECT gen_random_uuid(), 'w' || substr(md5($1::text || n::text), 1, 20) FROM generate_series(1, $2::int) n RETURNING id
     ) INSERT INTO "JoinRequest" ("roomId", "userId") SELECT $1::uuid, id FROM made`,
    [id, LIMITS.requestsPerRoom],
  );
}

const ban = (room: Room, where: string, until: string | null = null) =>
  world.database.query(
    `INSERT INTO "RoomBan" ("roomId", "userId", "bannedById", until)
     SELECT q."roomId", q."userId", $2, $3::timestamptz FROM "JoinRequest" q WHERE q."roomId" = $1 AND ${where}`,
    [room.id, alice.id, until],
  );

describe('a room into which one asks to come, and in which nobody may answer', () => {
  const demote = ({ id }: Room) =>
    world.database.query('UPDATE "RoomMembership" SET role = 0 WHERE "roomId" = $1', [id]);

  it('S220 is open: by joining, by asking and by a link', async () => {
    const room = await askedRoom();
    const [joiner, asker, comer] = (await guests(world, 3)) as [Person, Person, Person];
    const made = await as(alice).post(`/api/rooms/${room.id}/invites`, {}).expect(201);
    const join = () => as(joiner).post(`/api/rooms/${room.id}/join`);
    expectRefusal(await join(), 'ASK_FIRST');
    await demote(room);
    await join().expect(201);
    const { body } = await ask(asker, room).expect(201);
    expect(body).toEqual({ state: 'member', roomId: room.id });
    await as(comer)
      .post(`/api/invites/${(made.body as NewInvite).token}/accept`, {})
      .expect(201);
  });
});

describe('a room that as many ask to come into as may', () => {
  it('S220 has room again when they are banned, and none for those whose ban is over', async () => {
    const room = await askedRoom();
    await fill(room);
    expectRefusal(await ask(bob, room), 'LIMIT_REACHED');
    await ban(room, 'true', '2020-01-01');
    expectRefusal(await ask(bob, room), 'LIMIT_REACHED');
    await world.database.query('UPDATE "RoomBan" SET until = NULL WHERE "roomId" = $1', [room.id]);
    await ask(bob, room).expect(202);
    expect(await waiting(room)).toEqual(['bob']);
  });

  it('has room again when they are members, though that was not noted', async () => {
    const room = await askedRoom();
    await fill(room);
    await world.database.query(
      `INSERT INTO "RoomMembership" ("roomId", "userId") SELECT "roomId", "userId" FROM "JoinRequest" WHERE "roomId" = $1`,
      [room.id],
    );
    await ask(bob, room).expect(202);
  });
});

describe('somebody who asks to come into as many rooms as they may', () => {
  it('S220 asks for more when they were banned from some', async () => {
    const [asker] = (await guests(world, 1)) as [Person];
    const rooms = [];
    for (let n = 0; n < LIMITS.requestsPerPerson; n += 1) rooms.push(await askedRoom());
    await world.database.query(
      `INSERT INTO "JoinRequest" ("roomId", "userId") SELECT id, $2 FROM unnest($1::uuid[]) AS id`,
      [rooms.map(({ id }) => id), asker.id],
    );
    const another = await askedRoom();
    expectRefusal(await ask(asker, another), 'LIMIT_REACHED');
    for (const room of rooms.slice(0, 3)) await ban(room, 'true');
    await ask(asker, another).expect(202);
    expect(await waiting(another)).toEqual([asker.username]);
  });

  it('S220 takes one back of a room that is not shown to them any more', async () => {
    const [asker] = (await guests(world, 1)) as [Person];
    const room = await askedRoom();
    await ask(asker, room).expect(202);
    await as(alice).patch(`/api/rooms/${room.id}`, { kind: 'private' }).expect(200);
    const moderator = await world.people.connect(alice);
    const takeBack = (id: string) => as(asker).delete(`/api/rooms/${id}/request`);
    await takeBack(room.id).expect(204);
    expect(await moderator.next('request:answered')).toEqual({
      roomId: room.id,
      userId: asker.id,
      count: 0,
    });
    expect(await waiting(room)).toEqual([]);
    const bytes = ({ text }: { text: string }) => text.replace(/"traceId":"[^"]*"/, '');
    expect(bytes(await takeBack(room.id).expect(404))).toBe(bytes(await takeBack(UNKNOWN_ID).expect(404)));
  });
});
