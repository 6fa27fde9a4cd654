import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isMessageChange,
  MENTION_LIMITS,
  type Mentioned,
  type MentionsPage,
  type Message,
  messageOf,
  type MessageStored,
  type Room,
} from '@chatket/contract';
import { kitchenOf } from '../support/kitchen.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guestAccount, guests } from '../support/rest.js';
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

  it('S157 tells its sender of those who are not in the room, and nobody else of them', async () => {
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

  it('S117 names fifty people at most, and costs nothing where there is no name', async () => {
    const { a, send } = await scene();
    const { messageId } = await send(a, 'no name here, only an @ and a@b.c');
    expect(await rowsOf(messageId)).toEqual([]);
    const many = Array.from(
      { length: MENTION_LIMITS.mentionsMax },
      (_, place) => `@no-${String(place)}`,
    ).join(' ');
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

  it('does not cease to count for whoever was here and is named instead, or spoken to with all others', async () => {
    const { room, a, b, send } = await scene();
    for (const text of [`@${bob.username} then`, '@all then', 'nobody']) {
      const { messageId, seq } = await send(a, 'now, @here');
      await a.tell('message:edit', { roomId: room.id, messageId, text, rev: 1_000_000 });
      await b.settled();
      const noted = b.all('mention:noted').filter((told) => told.seq === seq);
      expect(noted.map(({ on }) => on)).toEqual(text === 'nobody' ? [true, false] : [true]);
      expect((await roomFor(bob, room.id))?.mentionedAt?.includes(seq)).toBe(text !== 'nobody');
    }
  });

  it('S156 asks first where they are many; plain clients and those who may not have said text', async () => {
    const room = await crowded(MENTION_LIMITS.mentionAllFreely);
    const [a, b] = [await kitchen().following(alice, room), await kitchen().following(bob, room)];
    const payload = { roomId: room.id, text: '@room look', clientMsgId: key() };
    expect(await a.refused('message:send', payload)).toMatchObject({
      code: 'CONFIRM_REQUIRED',
      retryable: false,
      count: MENTION_LIMITS.mentionAllFreely + 2,
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

const as = (person: Person) => callerWith(world.url, person.token);
const listed = async (person: Person, query = ''): Promise<MentionsPage> =>
  (await as(person).get(`/api/mentions${query}`).expect(200)).body as MentionsPage;
const kindsIn = (roomId: string, { mentions }: MentionsPage) =>
  mentions.filter(({ message }) => message.roomId === roomId).map(({ kind }: Mentioned) => kind);

describe('words that somebody wants to be told of', () => {
  const keep = (person: Person, keywords: string[]) =>
    as(person).put('/api/me/keywords', { keywords }).expect(200);

  it('count for that person only, until they are not said any more', async () => {
    const { room, a, b, send } = await scene();
    expect((await keep(bob, ['Çay saati', 'cay  SAATI', 'deploy'])).body).toEqual({
      keywords: ['Çay saati', 'deploy'],
    });
    expect((await as(bob).get('/api/me/keywords')).body).toEqual({ keywords: ['Çay saati', 'deploy'] });
    expect((await as(alice).get('/api/me/keywords')).body).toEqual({ keywords: [] });
    const { messageId, seq } = await send(a, 'ÇAY SAATİ, everybody; redeploy is another word');
    const note = { roomId: room.id, messageId, seq };
    expect(await b.next('mention:noted', ({ on }) => on)).toEqual({ ...note, on: true });
    expect(await paged(bob, room.id, messageId)).not.toHaveProperty('mentions');
    expect(await roomFor(bob, room.id)).toMatchObject({ mentions: 1, mentionedAt: [seq] });
    expect(await roomFor(carol, room.id)).toMatchObject({ mentions: 0 });
    expect(kindsIn(room.id, await listed(bob))).toEqual(['keyword']);
    await a.tell('message:edit', { roomId: room.id, messageId, text: 'coffee', rev: 1_000_000 });
    expect(await b.next('mention:noted', ({ on }) => !on)).toEqual({ ...note, on: false });
    expect(await roomFor(bob, room.id)).toMatchObject({ mentions: 0 });
    // Who is named is named, whatever word stands there too.
    const both = await send(a, '@bob deploy');
    expect(await rowsOf(both.messageId)).toEqual([{ userId: bob.id, kind: 'person' }]);
    await keep(bob, []);
    await send(a, 'deploy');
    expect(await roomFor(bob, room.id)).toMatchObject({ mentions: 1 });
  });

  it('are looked for in rooms of theirs only, and not in what they or whom they have blocked say', async () => {
    const { room, a, b, send } = await scene();
    await keep(bob, ['walnut']);
    await keep(mallory, ['walnut']);
    await as(bob).put(`/api/users/${alice.id}/block`).expect(204);
    const [first, second] = [await send(a, 'walnut'), await send(b, 'walnut')];
    expect([await rowsOf(first.messageId), await rowsOf(second.messageId)]).toEqual([[], []]);
    await as(bob).delete(`/api/users/${alice.id}/block`).expect(204);
    const third = await send(a, 'walnut');
    expect(await rowsOf(third.messageId)).toEqual([{ userId: bob.id, kind: 'keyword' }]);
    expect(await roomFor(bob, room.id)).toMatchObject({ mentions: 1 });
    await keep(bob, []);
    await keep(mallory, []);
  });

  it('are refused where they are too many, too long, empty or no words', async () => {
    const many = Array.from(
      { length: MENTION_LIMITS.keywordsMax + 1 },
      (_, place) => `word ${String(place)}`,
    );
    expectRefusal(await as(bob).put('/api/me/keywords', { keywords: many }), 'VALIDATION', ['keywords']);
    expectRefusal(await as(bob).put('/api/me/keywords', { keywords: ['!!'] }), 'VALIDATION', ['keywords[0]']);
    for (const keywords of [['x'.repeat(MENTION_LIMITS.keywordMax + 1)], [''], [7], 'word', null])
      expectRefusal(await as(bob).put('/api/me/keywords', { keywords }), 'VALIDATION', ['keywords']);
  });
});

describe('the list of what speaks to somebody', () => {
  it('has the newest first, page by page, each once', async () => {
    const { room, a, send } = await scene();
    await send(a, '@bob one');
    await send(a, '@all @bob two');
    await send(a, '@here three');
    await send(a, 'nothing');
    expect(kindsIn(room.id, await listed(bob))).toEqual(['here', 'person', 'person']);
    const texts: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listed(bob, `?limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`);
      expect(page.mentions.length).toBeLessThanOrEqual(1);
      for (const { message } of page.mentions) if (message.roomId === room.id) texts.push(message.text);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(texts).toEqual(['@here three', '@all @bob two', '@bob one']);
    expect(kindsIn(room.id, await listed(alice))).toEqual([]);
  });

  it('shows what its person may read when they ask', async () => {
    const { room, a, send } = await scene();
    await send(a, '@bob secret');
    await send(a, '@all secret');
    await as(alice).delete(`/api/rooms/${room.id}/members/${bob.id}`).expect(204);
    expect(kindsIn(room.id, await listed(bob))).toEqual([]);
    await world.people.join(bob, room.id);
    // They read it again; that all were spoken to, who were there then, did not mean them any more.
    expect(kindsIn(room.id, await listed(bob))).toEqual(['person']);
    await world.people.join(mallory, room.id);
    expect(kindsIn(room.id, await listed(mallory))).toEqual([]);
  });
});

it('what is counted equals a recount, whatever was said, edited, deleted, read, left and come to', async () => {
  const command = fc.oneof(
    fc.record({
      does: fc.constant('send' as const),
      by: fc.nat(1),
      text: fc.constantFrom('@bob', '@alice @bob', '@all', '@here @carol', 'nothing', '`@bob`', '@mallory'),
    }),
    fc.record({
      does: fc.constant('edit' as const),
      of: fc.nat(20),
      text: fc.constantFrom('@bob @carol', '@all', 'x'),
    }),
    fc.record({ does: fc.constant('delete' as const), of: fc.nat(20) }),
    fc.record({ does: fc.constant('read' as const), by: fc.nat(1), of: fc.nat(20) }),
    fc.record({ does: fc.constant('come and go' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
      const { room, a, b } = await scene();
      const devices = [a, b];
      const sent: { messageId: string; seq: number; by: Device }[] = [];
      for (const each of commands) {
        const roomId = room.id;
        const target = 'of' in each ? sent[each.of % Math.max(1, sent.length)] : undefined;
        const by = 'by' in each ? devices[each.by] : undefined;
        if (each.does === 'send' && by) {
          const stored = (await by.tell('message:send', {
            roomId,
            text: each.text,
            clientMsgId: key(),
          })) as MessageStored;
          sent.push({ ...stored, by });
        } else if (each.does === 'edit' && target)
          await target.by.ask('message:edit', {
            roomId,
            messageId: target.messageId,
            text: each.text,
            rev: 1_000_000,
          });
        else if (each.does === 'delete' && target)
          await target.by.tell('message:delete', { roomId, messageId: target.messageId });
        else if (each.does === 'read' && by && target)
          await by.tell('room:read', { roomId, seq: target.seq });
        else if (each.does === 'come and go') {
          await world.people.leaveForGood(carol, roomId);
          await world.people.join(carol, roomId);
        }
      }
      for (const person of [alice, bob, carol]) {
        const shown = await roomFor(person, room.id);
        const recount = await world.database.query<{ seq: string }>(
          `SELECT x.seq FROM "Message" x JOIN "RoomMembership" k ON k."roomId" = x."roomId" AND k."userId" = $2
           WHERE x."roomId" = $1 AND x."deletedAt" IS NULL AND x."senderId" <> $2
             AND x.seq > greatest(k."lastReadSeq", k."fromSeq") AND (
               EXISTS (SELECT 1 FROM "Mention" n WHERE n."messageId" = x.id AND n."userId" = $2)
               OR EXISTS (SELECT 1 FROM "RoomMention" n WHERE n."messageId" = x.id
                 AND (n.kind = 'all' OR $2 = ANY (n.audience)))) ORDER BY x.seq`,
          [room.id, person.id],
        );
        expect(shown?.mentionedAt ?? []).toEqual(recount.map(({ seq }) => Number(seq)));
        expect(shown?.mentions).toBe(recount.length);
      }
      world.people.disconnect();
    }),
    { numRuns: 12, seed: Number(process.env.FUZZ_SEED ?? 1) },
  );
});
