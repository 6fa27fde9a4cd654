import { describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, nextCursorOf, roomsOf, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world, cast } = useWorld(['alice', 'bob', 'carol', 'mallory'], { RATE_LIMIT_MESSAGES: '1000' });
const [alice, bob, carol, mallory] = cast;

const as = (person: Person) => callerWith(world.url, person.token);
const open = (person: Person, ...others: Person[]) =>
  as(person).post('/api/direct', { userIds: others.map(({ id }) => id) });
const opened = async (person: Person, ...others: Person[]) => (await open(person, ...others)).body as Room;
const mine = async (person: Person) => roomsOf(await as(person).get('/api/rooms'));
const idsOf = async (person: Person) => (await mine(person)).map(({ id }) => id);
const refOf = ({ id, username }: Person) => ({ id, username });

let sent = 0;
const say = async (person: Person, roomId: string, text = 'hello') => {
  const device = await world.people.connect(person);
  sent += 1;
  return device.tell('message:send', { roomId, text, clientMsgId: `direct-${String(sent)}` });
};

describe('a direct room', () => {
  it('is the same room whoever opens it, and named by the other', async () => {
    const [dora, emil] = (await guests(world, 2)) as [Person, Person];
    const first = await open(dora, emil);
    expect(first.status).toBe(201);
    const room = first.body as Room;
    expect(room).toMatchObject({ kind: 'direct', memberCount: 2, role: 0, unread: 0 });
    expect([room.name, room.people]).toEqual([emil.username, [refOf(emil)]]);
    const again = await open(emil, dora, emil, dora);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id: room.id, name: dora.username, people: [refOf(dora)] });
    expect((await open(dora, emil)).status).toBe(200);
  });

  it('is one, however many open it at once', async () => {
    const [dora, emil] = (await guests(world, 2)) as [Person, Person];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? open(dora, emil) : open(emil, dora))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => (body as Room).id)).size).toBe(1);
    const rows = await world.database.query<{ people: number }>(
      `SELECT count(*)::int AS people FROM "RoomMembership" WHERE "roomId" = $1`,
      [(answers[0]?.body as Room).id],
    );
    expect(rows).toEqual([{ people: 2 }]);
  });

  it('with oneself is for notes', async () => {
    const room = await opened(alice, alice);
    expect(room).toMatchObject({ kind: 'direct', name: 'alice', people: [], memberCount: 1 });
    await say(alice, room.id, 'milk');
    expect((await mine(alice)).find(({ id }) => id === room.id)).toMatchObject({
      lastMessage: { text: 'milk' },
      unread: 0,
    });
    expect((await opened(alice, alice)).id).toBe(room.id);
  });

  it('S128 shows itself to the other with its first message only, on all their devices', async () => {
    const [dora, emil] = (await guests(world, 2)) as [Person, Person];
    const [phone, laptop, own] = await Promise.all([
      world.people.connectLog(emil),
      world.people.connectPlain(emil),
      world.people.connectLog(dora),
    ]);
    const { id } = await opened(dora, emil);
    expect((await own.next('room:added')).room).toMatchObject({ id, people: [refOf(emil)] });
    await phone.settled();
    expect(phone.all('room:added')).toEqual([]);
    expect(await idsOf(emil)).not.toContain(id);
    expect(await idsOf(dora)).toContain(id);
    await say(dora, id, 'Are you there?');
    for (const device of [phone, laptop])
      expect((await device.next('room:added')).room).toMatchObject({
        id,
        name: dora.username,
        people: [refOf(dora)],
        unread: 1,
        lastMessage: { text: 'Are you there?' },
      });
    expect(await idsOf(emil)).toContain(id);
    await say(dora, id, 'Hello?');
    await phone.settled();
    expect(phone.all('room:added')).toHaveLength(1);
  });

  it('is there at once for the other who opens it before anything was said', async () => {
    const [dora, emil] = (await guests(world, 2)) as [Person, Person];
    const { id } = await opened(dora, emil);
    const device = await world.people.connectLog(emil);
    expect((await opened(emil, dora)).id).toBe(id);
    expect((await device.next('room:added')).roomId).toBe(id);
    expect(await idsOf(emil)).toContain(id);
  });

  it('that is closed is back with its next message, for whoever has closed it alone', async () => {
    const [dora, emil] = (await guests(world, 2)) as [Person, Person];
    const { id } = await opened(dora, emil);
    await say(dora, id, 'before');
    const [closing, other] = await Promise.all([
      world.people.connectLog(emil),
      world.people.connectLog(dora),
    ]);
    await as(emil).delete(`/api/direct/${id}`).expect(204);
    expect((await closing.next('room:removed')).roomId).toBe(id);
    expect(await idsOf(emil)).not.toContain(id);
    expect(await idsOf(dora)).toContain(id);
    await as(emil).delete(`/api/direct/${id}`).expect(204);
    await closing.settled();
    expect(closing.all('room:removed')).toHaveLength(1);
    // It is closed, not left: what was said is there, and a change of it does not bring it back.
    expect((await as(emil).get(`/api/rooms/${id}`)).body).toMatchObject({ id, role: 0 });
    const { body } = await as(emil).get(`/api/rooms/${id}/messages`);
    const [said] = body as { messageId: string }[];
    await other.tell('message:react', {
      roomId: id,
      messageId: said?.messageId ?? '',
      emoji: '👍',
      on: true,
    });
    expect(await idsOf(emil)).not.toContain(id);
    closing.forget();
    await say(dora, id, 'after');
    expect((await closing.next('room:added')).room).toMatchObject({ lastMessage: { text: 'after' } });
    expect(await idsOf(emil)).toContain(id);
    await other.settled();
    expect(other.all('room:removed')).toEqual([]);
  });

  it('that is closed while the other writes is told of or listed as open in the end, never lost', async () => {
    const [dora, emil] = (await guests(world, 2)) as [Person, Person];
    const { id } = await opened(dora, emil);
    const [writer, listener] = await Promise.all([world.people.connect(dora), world.people.connect(emil)]);
    for (let round = 0; round < 20; round += 1) {
      const clientMsgId = `closing-${id.slice(-8)}-${String(round)}`;
      const [{ seq }] = await Promise.all([
        writer.tell('message:send', { roomId: id, text: 'now', clientMsgId }),
        as(emil).delete(`/api/direct/${id}`).expect(204),
      ]);
      const [row] = await world.database.query<{ hiddenSeq: string }>(
        `SELECT "hiddenSeq" FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2`,
        [id, emil.id],
      );
      const isShown = (await idsOf(emil)).includes(id);
      expect(isShown).toBe(Number(row?.hiddenSeq) < seq);
      if (isShown) continue;
      await listener.settled();
      listener.forget();
      await say(dora, id);
      expect((await listener.next('room:added')).roomId).toBe(id);
    }
  });

  it('is not there for anybody else, and neither are its people changed', async () => {
    const { id } = await opened(alice, bob);
    await say(alice, id, 'a secret');
    expectRefusal(await as(mallory).get(`/api/rooms/${id}`), 'ROOM_NOT_FOUND');
    expectRefusal(await as(mallory).post(`/api/rooms/${id}/join`), 'ROOM_NOT_FOUND');
    expectRefusal(await as(mallory).delete(`/api/direct/${id}`), 'ROOM_NOT_FOUND');
    expectRefusal(await as(alice).post(`/api/rooms/${id}/join`), 'FIXED_PEOPLE');
    expectRefusal(await as(alice).delete(`/api/rooms/${id}/membership`), 'FIXED_PEOPLE');
    const found = roomsOf(await as(mallory).get('/api/rooms?all=true&limit=100'));
    expect(found.map((room) => room.id)).not.toContain(id);
  });
});

describe('a group', () => {
  it('is its people, in whichever order they are named', async () => {
    const room = await opened(alice, carol, bob);
    expect(room).toMatchObject({ kind: 'group', name: 'bob, carol', memberCount: 3, role: 0 });
    expect(room.people).toEqual([refOf(bob), refOf(carol)]);
    expect(await opened(carol, alice, bob)).toMatchObject({ id: room.id, name: 'alice, bob' });
    expect((await opened(alice, bob)).id).not.toBe(room.id);
  });

  it('has nine people at most', async () => {
    const people = await guests(world, 9);
    const [first, ...others] = people as [Person, ...Person[]];
    const room = await opened(first, ...others);
    expect(room).toMatchObject({ kind: 'group', memberCount: 9 });
    expect(room.people).toHaveLength(8);
    expectRefusal(await open(alice, ...people), 'VALIDATION', ['userIds']);
  });

  it('shows itself to all others with its first message', async () => {
    const people = (await guests(world, 4)) as [Person, Person, Person, Person];
    const [first, ...others] = people;
    const { id } = await opened(first, ...others);
    const devices = await Promise.all(others.map((person) => world.people.connect(person)));
    await say(first, id);
    for (const device of devices) expect((await device.next('room:added')).roomId).toBe(id);
  });
});

describe('opening', () => {
  it.each<[string, unknown, string]>([
    ['nobody', [], 'userIds'],
    ['no list', undefined, 'userIds'],
    ['a text', 'bob', 'userIds'],
    ['an id that is none', ['bob'], 'userIds'],
    ['too many', Array.from({ length: 19 }, () => UNKNOWN_ID), 'userIds'],
    ['somebody who is not there', [UNKNOWN_ID], 'userIds[0]'],
  ])('refuses %s', async (_name, userIds, field) => {
    expectRefusal(await as(alice).post('/api/direct', { userIds }), 'VALIDATION', [field]);
  });
});

describe('my rooms in pages', () => {
  it('are all there, the latest first, and those that move meanwhile too', async () => {
    const [dora, ...others] = (await guests(world, 12)) as [Person, ...Person[]];
    const rooms: Room[] = [];
    for (const person of others) rooms.push(await opened(dora, person));
    const whole = await idsOf(dora);
    expect(whole).toEqual(rooms.map(({ id }) => id).reverse());
    const first = await as(dora).get('/api/rooms?limit=4');
    expect(roomsOf(first).map(({ id }) => id)).toEqual(whole.slice(0, 4));
    await say(dora, whole.at(-1) ?? '');
    const seen: string[] = [];
    for (let cursor = nextCursorOf(first); cursor !== undefined;) {
      const page = await as(dora).get(`/api/rooms?limit=4&cursor=${encodeURIComponent(cursor)}`);
      expect(roomsOf(page).length).toBeLessThanOrEqual(4);
      seen.push(...roomsOf(page).map(({ id }) => id));
      cursor = nextCursorOf(page);
    }
    expect(seen.sort()).toEqual([...whole].sort());
    expect(nextCursorOf(await as(dora).get('/api/rooms?limit=100'))).toBeUndefined();
    expectRefusal(await as(dora).get('/api/rooms?cursor=nonsense'), 'VALIDATION', ['cursor']);
  });
});
