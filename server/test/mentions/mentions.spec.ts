import { describe, expect, it } from '@jest/globals';
import {
  isMessageChange,
  LIMITS,
  type Message,
  messageOf,
  type MessageStored,
  type Room,
} from '@chatket/contract';
import { kitchenOf } from '../support/kitchen.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, guestAccount, guests } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], {
  RATE_LIMIT_CHANGES: '100000',
  RATE_LIMIT_MESSAGES: '100000',
});

const kitchen = () => kitchenOf(world, { host: alice, moderator: carol, guest: bob });
const ref = ({ id, username }: Person) => ({ id, username });
let keys = 0;
const key = () => `mention-${String((keys += 1)).padStart(4, '0')}`;

async function scene() {
  const room = await kitchen().open();
  const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
  const send = (device: Device, text: string, more: object = {}) =>
    device.tell('message:send', {
      roomId: room.id,
      text,
      clientMsgId: key(),
      ...more,
    }) as Promise<MessageStored>;
  return { room, a, b, send };
}

/** How a message is told live. */
async function heard(device: Device, messageId: string): Promise<Message | undefined> {
  const isIt = (entry: Parameters<typeof messageOf>[0]) => messageOf(entry)?.messageId === messageId;
  const { entries } = await device.next('room:log', (log) => log.entries.some(isIt));
  const entry = entries.find(isIt);
  return entry && messageOf(entry);
}

async function paged(person: Person, roomId: string, messageId: string): Promise<Message | undefined> {
  const { body } = await callerWith(world.url, person.token).get(`/api/rooms/${roomId}/messages`).expect(200);
  return (body as Message[]).find((each) => each.messageId === messageId);
}

const rowsOf = (messageId: string) =>
  world.database.query<{ userId: string; kind: string }>(
    'SELECT "userId", kind FROM "Mention" WHERE "messageId" = $1 ORDER BY "userId"',
    [messageId],
  );
const everyoneOf = (messageId: string) =>
  world.database.query<{ kind: string; audience: string[] | null }>(
    'SELECT kind, audience FROM "RoomMention" WHERE "messageId" = $1',
    [messageId],
  );

const roomFor = async (person: Person, roomId: string): Promise<Room | undefined> => {
  const { body } = await callerWith(world.url, person.token).get('/api/rooms').expect(200);
  return (body as Room[]).find(({ id }) => id === roomId);
};

/** A room with so many people beside alice, who owns it. */
async function crowded(count: number): Promise<Room> {
  const room = await kitchen().open();
  await world.database.query('SELECT room_add_member($1, p.id) FROM unnest($2::uuid[]) AS p (id)', [
    room.id,
    (await guests(world, count)).map(({ id }) => id),
  ]);
  return room;
}

describe('a message that names people', () => {
  it('says so of those who are in the room, the same live and on a page, and counts for them', async () => {
    const { room, a, b, send } = await scene();
    const stored = await send(a, 'Is it ready, @Bob? @alice and `@carol` and nobody@mallory.example');
    expect(stored).not.toHaveProperty('notMembers');
    const message = await heard(b, stored.messageId);
    expect(message?.mentions).toEqual({ people: [ref(alice), ref(bob)] });
    expect(await paged(bob, room.id, stored.messageId)).toEqual(message);
    // One’s own name in one’s own message is nothing to come back for.
    expect((await roomFor(bob, room.id))?.mentions).toBe(1);
    expect((await roomFor(alice, room.id))?.mentions).toBe(0);
    expect((await roomFor(carol, room.id))?.mentions).toBe(0);
  });

  it('tells its sender of those who are not in the room, and nobody else of them', async () => {
    const { room, a, b, send } = await scene();
    const guest = await guestAccount(world);
    const stored = await send(a, `@mallory @bob @nobody-at-all @${guest.username} come`);
    expect(stored.notMembers).toEqual([ref(mallory)]);
    expect((await heard(b, stored.messageId))?.mentions).toEqual({ people: [ref(bob)] });
    const { body } = await callerWith(world.url, alice.token).post('/api/direct', { userIds: [bob.id] });
    const direct = (body as Room).id;
    expect(
      await a.tell('message:send', { roomId: direct, text: '@mallory', clientMsgId: key() }),
    ).not.toHaveProperty('notMembers');
    await callerWith(world.url, mallory.token).put(`/api/users/${alice.id}/block`).expect(204);
    expect(await send(a, 'where is @mallory')).not.toHaveProperty('notMembers');
    await callerWith(world.url, mallory.token).delete(`/api/users/${alice.id}/block`).expect(204);
    expect(await paged(bob, room.id, stored.messageId)).not.toHaveProperty('notMembers');
  });

  it('names fifty people at most, and costs nothing where there is no name', async () => {
    const { a, send } = await scene();
    const { messageId } = await send(a, 'no name here, only an @ and a@b.c');
    expect(await rowsOf(messageId)).toEqual([]);
    const many = Array.from({ length: LIMITS.mentionsMax }, (_, place) => `@no-${String(place)}`).join(' ');
    const full = await send(a, `${many} @bob`);
    expect(await rowsOf(full.messageId)).toEqual([]);
  });

  it('names others when it is edited, and nobody when it is deleted', async () => {
    const { room, a, b, send } = await scene();
    const { messageId } = await send(a, 'to @bob');
    const edit = (text: string) =>
      a.tell('message:edit', { roomId: room.id, messageId, text, rev: Number.MAX_SAFE_INTEGER });
    await edit('to @carol and @mallory').then((ack) => {
      expect(ack).toMatchObject({ notMembers: [ref(mallory)] });
    });
    const { entries } = await b.next('room:log', (log) => log.entries.some(isMessageChange));
    expect(entries.find(isMessageChange)?.message.mentions).toEqual({ people: [ref(carol)] });
    expect(await rowsOf(messageId)).toEqual([{ userId: carol.id, kind: 'person' }]);
    expect((await roomFor(bob, room.id))?.mentions).toBe(0);
    expect((await roomFor(carol, room.id))?.mentions).toBe(1);
    await edit('to nobody');
    expect(await paged(bob, room.id, messageId)).not.toHaveProperty('mentions');
    expect(await rowsOf(messageId)).toEqual([]);
    await edit('to @carol @here');
    await a.tell('message:delete', { roomId: room.id, messageId });
    expect([await rowsOf(messageId), await everyoneOf(messageId)]).toEqual([[], []]);
    expect((await roomFor(carol, room.id))?.mentions).toBe(0);
    expect(await paged(bob, room.id, messageId)).not.toHaveProperty('mentions');
  });

  it('counts until it has been read, on whichever device', async () => {
    const { room, a, b, send } = await scene();
    await send(a, '@bob');
    const { seq } = await send(a, 'and again @bob @all');
    await send(a, '@bob once more');
    expect(await roomFor(bob, room.id)).toMatchObject({ unread: 3, mentions: 3 });
    await b.tell('room:read', { roomId: room.id, seq });
    expect(await roomFor(bob, room.id)).toMatchObject({ unread: 1, mentions: 1 });
  });

  it('comes from plain clients, from forwards and from what waited for a moderator alike', async () => {
    const { room, a, b } = await scene();
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:join', { roomId: room.id });
    const said = (await plain.tell('message:send', {
      roomId: room.id,
      text: '@bob',
      clientMsgId: key(),
    })) as MessageStored;
    expect(await rowsOf(said.messageId)).toEqual([{ userId: bob.id, kind: 'person' }]);
    const brought = (await a.tell('message:forward', {
      messageId: said.messageId,
      roomId: room.id,
      clientMsgId: key(),
    })) as MessageStored;
    expect((await heard(b, brought.messageId))?.mentions).toEqual({ people: [ref(bob)] });
    const as = callerWith(world.url, alice.token);
    await as.post(`/api/rooms/${room.id}/rules`, { kind: 'word', pattern: 'cake', act: 'hold' }).expect(201);
    await b.refused('message:send', { roomId: room.id, text: 'cake for @carol', clientMsgId: key() });
    const held = (await as.get(`/api/rooms/${room.id}/held`).expect(200)).body as { id: string }[];
    await as.put(`/api/rooms/${room.id}/held/${held[0]?.id ?? ''}/outcome`, { outcome: 'sent' }).expect(204);
    expect((await roomFor(carol, room.id))?.mentions).toBe(1);
  });
});

describe('a message that speaks to everybody', () => {
  it('is one row, and counts for all but its sender; @here for those who are here', async () => {
    const { room, a, b, send } = await scene();
    const all = await send(a, '@all dinner');
    expect((await heard(b, all.messageId))?.mentions).toEqual({ everyone: 'all' });
    expect([await rowsOf(all.messageId), await everyoneOf(all.messageId)]).toEqual([
      [],
      [{ kind: 'all', audience: null }],
    ]);
    const here = await send(a, 'now, @here');
    expect((await heard(b, here.messageId))?.mentions).toEqual({ everyone: 'here' });
    const [row] = await everyoneOf(here.messageId);
    expect(row?.audience?.toSorted()).toEqual([alice.id, bob.id].toSorted());
    // Carol is in the room, and not here.
    expect((await roomFor(bob, room.id))?.mentions).toBe(2);
    expect((await roomFor(carol, room.id))?.mentions).toBe(1);
    expect((await roomFor(alice, room.id))?.mentions).toBe(0);
  });

  it('asks first where they are many; plain clients and those who may not have said text', async () => {
    const room = await crowded(LIMITS.mentionAllFreely);
    const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
    const payload = { roomId: room.id, text: '@room look', clientMsgId: key() };
    expect(await a.refused('message:send', payload)).toMatchObject({
      code: 'CONFIRM_REQUIRED',
      retryable: false,
      count: LIMITS.mentionAllFreely + 2,
    });
    const stored = (await a.tell('message:send', { ...payload, mentionAll: true })) as MessageStored;
    expect((await heard(b, stored.messageId))?.mentions).toEqual({ everyone: 'all' });
    expect(await everyoneOf(stored.messageId)).toHaveLength(1);
    // An edit of something else leaves it so.
    const { messageId } = stored;
    await a.tell('message:edit', { roomId: room.id, messageId, text: '@room see', rev: 1_000_000 });
    expect(await everyoneOf(messageId)).toHaveLength(1);
    await a.tell('message:edit', { roomId: room.id, messageId, text: 'see', rev: 1_000_000 });
    expect(await everyoneOf(messageId)).toEqual([]);

    const plain = await world.people.connectPlain(alice);
    for (const [device, more] of [
      [plain, {}],
      [b, { mentionAll: true }],
      [b, {}],
    ] as const) {
      const text = (await device.tell('message:send', {
        ...payload,
        clientMsgId: key(),
        ...more,
      })) as MessageStored;
      expect(await everyoneOf(text.messageId)).toEqual([]);
    }
  });
});
