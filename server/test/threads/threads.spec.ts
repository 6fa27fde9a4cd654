import { describe, expect, it } from '@jest/globals';
import {
  type AlertPage,
  type HeldMessage,
  isMessageChange,
  isShownInRoom,
  type Message,
  type NoticeWhy,
  type Room,
  type ThreadFollowing,
  type ThreadItem,
  type ThreadPage,
  withReply,
} from '@chatket/contract';
import { Notifier } from '../../src/notifications/notifier.js';
import { Database } from '../../src/prisma/index.js';
import type { Device } from '../support/device.js';
import { entriesOf, kitchenOf } from '../support/kitchen.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, say, UNKNOWN_ID } from '../support/rest.js';
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

/** A room with a message of alice's, and devices of all three. */
async function scene() {
  const room = await kitchen().open();
  const [rootId = ''] = await say(world, room, alice, ['Who cooks tonight?']);
  const [a, b, c] = [
    await kitchen().following(alice, room),
    await kitchen().following(bob, room),
    await kitchen().following(carol, room),
  ];
  const reply = (device: Device, text: string, more: { threadId?: string; alsoInRoom?: boolean } = {}) =>
    device.tell('message:send', {
      roomId: room.id,
      text,
      clientMsgId: crypto.randomUUID(),
      threadId: rootId,
      ...more,
    });
  return { room, roomId: room.id, rootId, a, b, c, reply };
}

const get = async <T>(person: Person, path: string): Promise<T> =>
  (await callerWith(world.url, person.token).get(path).expect(200)).body as T;
const pageOf = (person: Person, roomId: string, rootId: string, query = '') =>
  get<ThreadPage>(person, `/api/rooms/${roomId}/threads/${rootId}/messages${query}`);
const followedBy = async (person: Person, roomId: string, query = '') =>
  (await get<ThreadItem[]>(person, `/api/threads${query}`)).filter((item) => item.roomId === roomId);
async function roomOf(person: Person, roomId: string): Promise<Room | undefined> {
  return (await get<Room[]>(person, '/api/rooms')).find(({ id }) => id === roomId);
}
const messagesIn = (device: Device): Message[] =>
  entriesOf(device).flatMap((entry) => ('kind' in entry ? [] : [entry]));
const heard = (device: Device, messageId: string) =>
  device.next('room:log', ({ entries }) =>
    entries.some((it) => 'messageId' in it && it.messageId === messageId),
  );

describe('a reply in a thread', () => {
  it('is a message of the room in the same seq, and the root says what is in its thread', async () => {
    const { roomId, rootId, b, c, reply } = await scene();
    const first = await reply(b, 'I do');
    const second = await reply(c, 'Thank you!', { threadId: first.messageId, alsoInRoom: true });
    await heard(b, second.messageId);
    expect(messagesIn(b)).toMatchObject([
      { messageId: first.messageId, seq: first.seq, threadId: rootId },
      { messageId: second.messageId, seq: first.seq + 1, threadId: rootId, inRoom: true },
    ]);
    expect(messagesIn(b).map(isShownInRoom)).toEqual([false, true]);

    const { root, messages, hasMore, isFollowing } = await pageOf(bob, roomId, rootId);
    expect(messages).toEqual(messagesIn(b));
    expect([hasMore, isFollowing]).toEqual([false, true]);
    expect(root.thread).toEqual({
      replies: 2,
      lastSeq: second.seq,
      lastAt: second.createdAt,
      who: [ref(carol), ref(bob)],
    });
    // Whoever hears the replies counts along to the same.
    expect(messagesIn(b).reduce<Message['thread']>(withReply, undefined)).toEqual(root.thread);
    expect(root).not.toHaveProperty('rev');
  });

  it('is there on the page, in the log of whoever comes back, and with plain clients in the room', async () => {
    const { roomId, rootId, b, reply } = await scene();
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:join', { roomId });
    const stored = await reply(b, 'I do');
    expect(await plain.next('message:new', ({ messageId }) => messageId === stored.messageId)).toMatchObject({
      text: 'I do',
      threadId: rootId,
    });
    const later = await world.people.connectLog(carol);
    await later.tell('rooms:sync', { rooms: [{ roomId, lastSeq: stored.seq - 1 }] });
    await heard(later, stored.messageId);
    expect(messagesIn(later)).toMatchObject([{ messageId: stored.messageId, threadId: rootId }]);
    const messages = await get<Message[]>(carol, `/api/rooms/${roomId}/messages`);
    expect(messages.find(({ messageId }) => messageId === rootId)?.thread).toMatchObject({ replies: 1 });
  });

  it('is stored once under its key, whatever became of the thread', async () => {
    const { roomId, rootId, a, b } = await scene();
    const payload = { roomId, text: 'I do', clientMsgId: 'thread-reply-1', threadId: rootId };
    const { messageId, seq } = await b.tell('message:send', payload);
    await a.tell('message:delete', { roomId, messageId: rootId });
    expect(await b.tell('message:send', payload)).toMatchObject({ messageId, seq, isDuplicate: true });
    expect((await pageOf(bob, roomId, rootId)).messages).toHaveLength(1);
  });

  it('waits for a moderator where a rule holds it, and is said in its thread once it may', async () => {
    const { room, roomId, rootId, b } = await scene();
    const asHost = kitchen().as(alice);
    await asHost
      .post(kitchen().path(room, 'rules'), { kind: 'word', pattern: 'turnip', act: 'hold' })
      .expect(201);
    const payload = { roomId, text: 'a turnip', clientMsgId: 'held-reply-1', threadId: rootId };
    expect(await b.askAnything('message:send', payload)).toMatchObject({ code: 'HELD' });
    expect((await pageOf(bob, roomId, rootId)).messages).toEqual([]);
    const [held] = (await asHost.get(kitchen().path(room, 'held')).expect(200)).body as HeldMessage[];
    await asHost
      .put(kitchen().path(room, 'held', held?.id ?? '', 'outcome'), { outcome: 'sent' })
      .expect(204);
    const { messages } = await pageOf(bob, roomId, rootId);
    expect(messages).toMatchObject([{ text: 'a turnip', threadId: rootId }]);
    expect(messages[0]).not.toHaveProperty('inRoom');
  });

  it('is refused where there is no such thread, or its root was deleted', async () => {
    const { roomId, rootId, a, b, reply } = await scene();
    const { roomId: elsewhere } = await scene();
    const send = (more: object) =>
      b.askAnything('message:send', { roomId, text: 'I do', clientMsgId: crypto.randomUUID(), ...more });
    expect(await send({ threadId: UNKNOWN_ID })).toMatchObject({ code: 'THREAD_NOT_FOUND' });
    expect(await send({ roomId: elsewhere, threadId: rootId })).toMatchObject({ code: 'THREAD_NOT_FOUND' });
    expect(await send({ threadId: 'x' })).toMatchObject({ code: 'VALIDATION' });
    expect(await send({ threadId: null })).toMatchObject({ success: true });
    const first = await reply(b, 'I do');
    await a.tell('message:delete', { roomId, messageId: rootId });
    for (const threadId of [rootId, first.messageId])
      expect(await send({ threadId })).toMatchObject({ code: 'THREAD_NOT_FOUND' });
    const { root, messages } = await pageOf(bob, roomId, rootId);
    expect(root).toMatchObject({ text: '', thread: { replies: 1 } });
    expect(messages).toHaveLength(1);
  });

  it('passes the gate of replies, and in the room the one of messages too', async () => {
    const { room, roomId, rootId, b, c, reply } = await scene();
    const ask = (device: Device, more: object = {}) =>
      device.askAnything('message:send', {
        roomId,
        text: 'I do',
        clientMsgId: crypto.randomUUID(),
        threadId: rootId,
        ...more,
      });
    await kitchen().as(alice).patch(kitchen().path(room), { postGate: 1, replyGate: 0 }).expect(200);
    await reply(b, 'I do');
    expect(await ask(b, { alsoInRoom: true })).toMatchObject({ code: 'READ_ONLY', need: 'moderator' });
    expect(await ask(b, { threadId: undefined })).toMatchObject({ code: 'READ_ONLY' });
    await kitchen().as(alice).patch(kitchen().path(room), { postGate: 0, replyGate: 1 }).expect(200);
    expect(await ask(b)).toMatchObject({ code: 'READ_ONLY', need: 'moderator' });
    expect(await ask(b, { alsoInRoom: true })).toMatchObject({ code: 'READ_ONLY' });
    await reply(c, 'I do, too');
    expect(await ask(b, { threadId: undefined })).toMatchObject({ success: true });
  });
});

describe('what is unread in threads', () => {
  it('is not unread in the room, and makes it one with a thread for those who follow', async () => {
    const { roomId, rootId, b, c, reply } = await scene();
    await reply(b, 'I do');
    await reply(c, 'Me too');
    expect(await roomOf(alice, roomId)).toMatchObject({ unread: 0, unreadThreads: 1 });
    expect(await roomOf(bob, roomId)).toMatchObject({ unread: 1, unreadThreads: 1 });
    expect(await roomOf(carol, roomId)).not.toHaveProperty('unreadThreads');
    expect(await followedBy(alice, roomId, '?unread=true')).toMatchObject([
      { roomId, unread: 2, isFollowing: true },
    ]);

    const head = (await pageOf(alice, roomId, rootId)).root.thread?.lastSeq ?? 0;
    const [phone, laptop] = [await world.people.connectLog(alice), await world.people.connectLog(alice)];
    const state = await phone.tell('thread:read', { roomId, rootId, seq: head });
    expect(state).toMatchObject({ isFollowing: true, lastReadSeq: head, unread: 0 });
    expect(await laptop.next('thread:state')).toEqual({
      roomId,
      rootId,
      isFollowing: true,
      lastReadSeq: head,
      unread: 0,
      unreadThreads: 0,
    });
    expect(await phone.tell('thread:read', { roomId, rootId, seq: 1 })).toMatchObject({ lastReadSeq: head });
    expect(await followedBy(alice, roomId, '?unread=true')).toEqual([]);
    expect(await roomOf(alice, roomId)).not.toHaveProperty('unreadThreads');
  });

  it('is cleared with the room where that is asked for, and not by reading the room', async () => {
    const { roomId, b, a, reply } = await scene();
    const { seq } = await reply(b, 'I do');
    const phone = await world.people.connectLog(alice);
    expect(await a.tell('room:read', { roomId, seq })).toMatchObject({ unread: 0, unreadThreads: 1 });
    expect(await phone.next('room:read')).not.toHaveProperty('threads');
    expect(await a.tell('room:read', { roomId, seq, threads: true })).not.toHaveProperty('unreadThreads');
    expect(await phone.next('room:read', ({ threads }) => threads === true)).toMatchObject({
      roomId,
      unread: 0,
    });
    expect(await followedBy(alice, roomId)).toMatchObject([{ unread: 0, lastReadSeq: seq }]);
  });

  it('is nothing for those who do not follow; by hand one begins and ends', async () => {
    const { roomId, rootId, b, a, c, reply } = await scene();
    await reply(b, 'I do');
    expect(await c.tell('thread:follow', { roomId, rootId, on: true })).toMatchObject({ unread: 0 });
    await reply(b, 'Soup it is');
    expect(await roomOf(carol, roomId)).toMatchObject({ unreadThreads: 1 });
    for (const device of [a, c]) await device.tell('thread:follow', { roomId, rootId, on: false });
    await reply(b, 'With bread');
    for (const person of [alice, carol]) {
      expect(await roomOf(person, roomId)).not.toHaveProperty('unreadThreads');
      expect(await followedBy(person, roomId)).toEqual([]);
    }
    // Whoever replies follows again.
    await reply(c, 'Fine');
    expect(await followedBy(carol, roomId)).toMatchObject([{ root: { messageId: rootId } }]);
  });

  it('goes with the membership, and is not there for others', async () => {
    const { roomId, rootId, b, reply } = await scene();
    await reply(b, 'I do');
    await world.people.leaveForGood(bob, roomId);
    expect(await followedBy(bob, roomId)).toEqual([]);
    const ofOthers = callerWith(world.url, mallory.token);
    expectRefusal(await ofOthers.get(`/api/rooms/${roomId}/threads`), 'NOT_A_MEMBER');
    expectRefusal(await ofOthers.get(`/api/rooms/${roomId}/threads/${rootId}/messages`), 'NOT_A_MEMBER');
    const m = await world.people.connectLog(mallory);
    for (const [event, more] of [
      ['thread:read', { seq: 9 }],
      ['thread:follow', { on: true }],
    ] as const)
      expect(await m.askAnything(event, { roomId, rootId, ...more })).toMatchObject({ code: 'NOT_A_MEMBER' });
  });

  it('equals a recount after random commands of three people, and so does what speaks to them', async () => {
    const { roomId, rootId, a, b, c, reply } = await scene();
    const devices = [a, b, c] as const;
    const people = [alice, bob, carol] as const;
    const said = [
      '',
      `@${alice.username}`,
      `@${bob.username} @${carol.username}`,
      '@all',
      `\`@${bob.username}\``,
    ];
    const named = [[], [0], [1, 2], [0, 1, 2], []];
    const replies: { seq: number; messageId: string; by: number; names: number[]; isDeleted?: boolean }[] =
      [];
    let last = 0;
    // A fixed sequence that looks random: a red run can be seen again.
    const dice = (sides: number) => (last = (last * 1_103_515_245 + 12_345) % 2_147_483_648) % sides;
    const read = [0, 0, 0];
    // Whoever begins to follow has read what was said before: by a reply of their own, or by being named.
    const follows = new Set([0]);
    const begins = (who: number, seq: number) => {
      if (!follows.has(who)) read[who] = Math.max(read[who] ?? 0, seq);
      follows.add(who);
    };
    const meet = (names: readonly number[], seq: number) => names.forEach((who) => begins(who, seq - 1));
    const namedOnly = (index: number) => (index === 3 ? [] : (named[index] ?? []));
    for (let step = 0; step < 90; step += 1) {
      const who = (dice(97) % 3) as 0 | 1 | 2;
      const what = dice(89) % 7;
      const some = replies[dice(83) % Math.max(1, replies.length)];
      const text = dice(79) % said.length;
      if (what < 3 || !some) {
        const { seq, messageId } = await reply(devices[who], `${said[text] ?? ''} reply ${String(step)}`, {
          alsoInRoom: what === 1,
        });
        begins(who, seq);
        meet(namedOnly(text), seq);
        replies.push({ seq, messageId, by: who, names: named[text] ?? [] });
      } else if (what === 3) {
        await devices[who].tell('thread:read', { roomId, rootId, seq: some.seq });
        read[who] = Math.max(read[who] ?? 0, some.seq);
      } else if (what === 4) {
        await devices[some.by as 0 | 1 | 2].tell('message:delete', { roomId, messageId: some.messageId });
        some.isDeleted = true;
      } else if (what === 5 && step % 3 === 0) {
        await devices[who].tell('room:read', { roomId, seq: some.seq, threads: true });
        read[who] = Math.max(read[who] ?? 0, some.seq);
      } else if (!some.isDeleted) {
        const edited = { messageId: some.messageId, text: `${said[text] ?? ''} edited ${String(step)}` };
        await devices[some.by as 0 | 1 | 2].tell('message:edit', { roomId, ...edited, rev: 1_000_000 });
        meet(namedOnly(text), some.seq);
        some.names = named[text] ?? [];
      }
    }
    let counted = 0;
    for (const [index, person] of people.entries()) {
      const behind = replies.filter(
        ({ seq, by, isDeleted }) => by !== index && !isDeleted && seq > (read[index] ?? 0),
      );
      const at = behind.filter(({ names }) => names.includes(index)).map(({ seq }) => seq);
      counted += at.length;
      const page = await pageOf(person, roomId, rootId);
      expect(page.unread).toBe(behind.length);
      expect(page.root.thread).toMatchObject({ replies: replies.length, lastSeq: replies.at(-1)?.seq });
      const lists = await Promise.all([
        followedBy(person, roomId),
        get<ThreadItem[]>(person, `/api/rooms/${roomId}/threads`),
      ]);
      const told = await devices[index as 0 | 1 | 2].tell('thread:read', { roomId, rootId, seq: 0 });
      for (const state of [page, ...lists.flat(), told])
        expect([state.mentions ?? 0, state.mentionedAt ?? []]).toEqual([at.length, at]);
    }
    expect(counted).toBeGreaterThan(3);
  });
});

describe('the pages of a thread', () => {
  it('go back by the seq, and lists of a room have the last reply first', async () => {
    const { room, roomId, rootId, b, reply } = await scene();
    const seqs: number[] = [];
    for (const text of ['one', 'two', 'three']) seqs.push((await reply(b, text)).seq);
    const newest = await pageOf(alice, roomId, rootId, '?limit=2');
    expect([newest.hasMore, newest.messages.map(({ text }) => text)]).toEqual([true, ['two', 'three']]);
    const older = await pageOf(alice, roomId, rootId, `?limit=2&before=${String(seqs[1])}`);
    expect([older.hasMore, older.messages.map(({ text }) => text)]).toEqual([false, ['one']]);
    const [otherRoot = ''] = await say(world, room, carol, ['And tomorrow?']);
    await reply(b, 'You do', { threadId: otherRoot });
    const listed = await get<ThreadItem[]>(alice, `/api/rooms/${roomId}/threads`);
    expect(listed.map(({ root, isFollowing }) => [root.messageId, isFollowing])).toEqual([
      [otherRoot, false],
      [rootId, true],
    ]);
  });

  it('carry what became of replies, as the room has it', async () => {
    const { roomId, rootId, b, c, reply } = await scene();
    const { messageId } = await reply(b, 'I do');
    await b.tell('message:edit', { roomId, messageId, text: 'I do not', rev: Number.MAX_SAFE_INTEGER });
    const { entries } = await c.next('room:log', (log) => log.entries.some(isMessageChange));
    const change = entries.find(isMessageChange);
    expect(change?.message).toMatchObject({ text: 'I do not', threadId: rootId });
    expect((await pageOf(alice, roomId, rootId)).messages).toEqual([change?.message]);
  });
});

describe('a reply that speaks to somebody', () => {
  it('is stored in one batch with others, has them follow, and knows its thread', async () => {
    const { room, roomId, rootId, b, reply } = await scene();
    const [replied, said] = await Promise.all([
      reply(b, `@${carol.username} would you?`),
      b.tell('message:send', {
        roomId,
        text: `@${alice.username} what do you think?`,
        clientMsgId: crypto.randomUUID(),
      }),
    ]);
    const { messages, isFollowing, unread } = await pageOf(carol, roomId, rootId);
    expect(messages).toMatchObject([{ messageId: replied.messageId, mentions: { people: [ref(carol)] } }]);
    expect([isFollowing, unread]).toEqual([true, 1]);
    // Behind where the room is read, whoever is spoken to counts, wherever it is said.
    expect(await roomOf(carol, roomId)).toMatchObject({ unreadThreads: 1, mentions: 1 });
    const rows = await world.app
      .get(Database)
      .query<{ messageId: string; threadId: string | null }>(
        'test-mentions-in-threads',
        'SELECT n."messageId", n."threadId" FROM "Mention" n WHERE n."roomId" = $1 ORDER BY n.seq',
        [room.id],
      );
    expect(new Map(rows.map(({ messageId, threadId }) => [messageId, threadId]))).toEqual(
      new Map([
        [replied.messageId, rootId],
        [said.messageId, null],
      ]),
    );
  });

  it('counts in its thread until that is read, on all devices; an edit and a deletion take it back', async () => {
    const { room, roomId, rootId, b, c, reply } = await scene();
    const phone = await kitchen().following(carol, room);
    const names = (text: string) => reply(b, `${text}, @${carol.username}`);
    const [first, second, third] = [await names('one'), await names('two'), await names('three')];
    const at = async () => (await followedBy(carol, roomId))[0]?.mentionedAt;
    expect(await at()).toEqual([first.seq, second.seq, third.seq]);
    const edited = { roomId, messageId: second.messageId, text: 'two, nobody', rev: 1_000_000 };
    await b.tell('message:edit', edited);
    expect(await at()).toEqual([first.seq, third.seq]);
    const heardThere = phone.next('thread:state');
    expect(await c.tell('thread:read', { roomId, rootId, seq: first.seq })).toMatchObject({
      ...{ unread: 2, mentions: 1, mentionedAt: [third.seq] },
    });
    expect(await heardThere).toMatchObject({ rootId, mentions: 1, mentionedAt: [third.seq] });
    await b.tell('message:edit', { ...edited, text: `two, @${carol.username} again` });
    expect(await at()).toEqual([second.seq, third.seq]);
    await b.tell('message:delete', { roomId, messageId: third.messageId });
    expect(await at()).toEqual([second.seq]);
    // What is read in the room is read there.
    await c.tell('room:read', { roomId, seq: third.seq });
    expect(await at()).toEqual([second.seq]);
    await c.tell('room:read', { roomId, seq: third.seq, threads: true });
    expect((await followedBy(carol, roomId))[0]).toMatchObject({ unread: 0 });
    expect((await followedBy(carol, roomId))[0]).not.toHaveProperty('mentions');
  });

  it('counts in no thread but its own, and for a word of theirs too; nobody whom they have blocked speaks to them', async () => {
    const { room, roomId, rootId, b, c, reply } = await scene();
    const [otherId = ''] = await say(world, room, alice, ['And tomorrow?']);
    const asCarol = callerWith(world.url, carol.token);
    await asCarol.put('/api/me/keywords', { keywords: ['walnut'] }).expect(200);
    await c.tell('thread:follow', { roomId, rootId, on: true });
    const worded = await reply(b, 'a walnut cake');
    await reply(b, `@${carol.username} here`, { threadId: otherId });
    await b.tell('message:send', { roomId, text: `@${carol.username}`, clientMsgId: crypto.randomUUID() });
    expect(await pageOf(carol, roomId, rootId)).toMatchObject({ mentions: 1, mentionedAt: [worded.seq] });
    expect(await pageOf(carol, roomId, otherId)).toMatchObject({ mentions: 1 });
    expect(await pageOf(alice, roomId, otherId)).not.toHaveProperty('mentions');
    await asCarol.put(`/api/users/${bob.id}/block`).expect(204);
    expect(await pageOf(carol, roomId, rootId)).not.toHaveProperty('mentions');
    await asCarol.delete(`/api/users/${bob.id}/block`).expect(204);
    await asCarol.put('/api/me/keywords', { keywords: [] }).expect(200);
  });

  it('leaves alone who does not want to follow', async () => {
    const { roomId, rootId, b, c, reply } = await scene();
    await c.tell('thread:follow', { roomId, rootId, on: false });
    await reply(b, `@${carol.username} would you?`);
    expect(await pageOf(carol, roomId, rootId)).toMatchObject({ isFollowing: false });
  });
});

describe('who is told of replies', () => {
  const told = () => world.app.get(Notifier).catchUp();
  const alertsOf = async (person: Person, roomId: string) =>
    (await get<AlertPage>(person, '/api/alerts')).alerts.filter(({ message }) => message.roomId === roomId);

  it('is who follows, until the thread is read there: reading the room is not enough', async () => {
    const { roomId, rootId, a, b, c, reply } = await scene();
    const { seq, messageId } = await reply(b, 'I do');
    await told();
    expect(await alertsOf(alice, roomId)).toMatchObject([
      { because: 'thread', isRead: false, message: { messageId, threadId: rootId } },
    ]);
    expect(await alertsOf(carol, roomId)).toEqual([]);
    await a.tell('room:read', { roomId, seq });
    expect(await get(alice, `/api/messages/${messageId}/why`)).toMatchObject({ because: 'thread' });
    await a.tell('thread:read', { roomId, rootId, seq });
    expect(await a.next('alerts:read', (read) => read.roomId === roomId)).toMatchObject({ rootId, seq });
    expect(await alertsOf(alice, roomId)).toMatchObject([{ isRead: true }]);
    // What was read by then is not told.
    const next = await reply(c, 'Me too');
    await a.tell('room:read', { roomId, seq: next.seq, threads: true });
    await told();
    expect(await alertsOf(alice, roomId)).toHaveLength(1);
  });

  it('is who wants that there, whatever holds in the room, and why says so', async () => {
    const { room, roomId, rootId, a, b, reply } = await scene();
    const told = async () => {
      await world.app.get(Notifier).catchUp();
      await a.settled();
      return a.all('alert:new').map(({ messageId }) => messageId);
    };
    const why = (messageId: string) => get<NoticeWhy>(alice, `/api/messages/${messageId}/why`);
    await callerWith(world.url, alice.token)
      .patch(`/api/rooms/${roomId}/notifications`, { level: 'all' })
      .expect(200);
    await reply(b, 'Soup?');
    const [first = ''] = await told();
    expect(await why(first)).toMatchObject({ because: 'thread', level: 'all', levelOf: 'room' });

    const other = await kitchen().following(alice, room);
    const state = await a.tell('thread:follow', { roomId, rootId, on: true, level: 'mentions' });
    expect(state).toMatchObject({ isFollowing: true, level: 'mentions', unread: 1 });
    expect(await other.next('thread:state')).toMatchObject({ rootId, level: 'mentions', isFollowing: true });
    expect(await followedBy(alice, roomId)).toMatchObject([{ level: 'mentions' }]);
    const quiet = await reply(b, 'Or bread?');
    const named = await reply(b, 'What says @alice');
    expect(await told()).toEqual([first, named.messageId]);
    expect(await why(quiet.messageId)).toMatchObject({
      ...{ alert: false, because: 'level', level: 'mentions', levelOf: 'thread' },
    });
    expect(await why(named.messageId)).toMatchObject({ alert: true, because: 'mention', levelOf: 'thread' });

    await callerWith(world.url, alice.token)
      .patch(`/api/rooms/${roomId}/notifications`, { level: 'none' })
      .expect(200);
    await a.tell('thread:follow', { roomId, rootId, on: true, level: 'all' });
    const all = await reply(b, 'Bread it is');
    expect(await told()).toEqual([first, named.messageId, all.messageId]);
    // What is left out stays, what is read changes nothing, and who follows no longer begins anew.
    await a.tell('thread:follow', { roomId, rootId, on: true });
    expect(await a.tell('thread:read', { roomId, rootId, seq: all.seq })).toMatchObject({ level: 'all' });
    expect(await a.tell('thread:follow', { roomId, rootId, on: false, level: 'all' })).not.toHaveProperty(
      'level',
    );
    expect(await a.tell('thread:follow', { roomId, rootId, on: true })).not.toHaveProperty('level');
    await reply(b, 'With butter');
    expect(await told()).toHaveLength(3);
    await a.tell('thread:follow', { roomId, rootId, on: true, level: 'all' });
    expect(await a.tell('thread:follow', { roomId, rootId, on: true, level: null })).not.toHaveProperty(
      'level',
    );
    for (const level of ['loud', 7])
      expect(
        await a.ask('thread:follow', { roomId, rootId, on: true, level } as unknown as ThreadFollowing),
      ).toMatchObject({ success: false, code: 'VALIDATION' });
  });

  it('is not everybody who wants to hear all of the room, unless the room shows it', async () => {
    const { roomId, b, reply } = await scene();
    await callerWith(world.url, carol.token)
      .patch(`/api/rooms/${roomId}/notifications`, { level: 'all' })
      .expect(200);
    await reply(b, 'I do');
    const { messageId } = await reply(b, 'So come', { alsoInRoom: true });
    await told();
    expect(await alertsOf(carol, roomId)).toMatchObject([{ because: 'any', message: { messageId } }]);
  });
});

describe('the room', () => {
  it('shows no reply of a thread as its last message', async () => {
    const { roomId, rootId, b, reply } = await scene();
    const before = await roomOf(alice, roomId);
    expect(before?.lastMessage?.messageId).toBe(rootId);
    const said = await reply(b, 'I do');
    const after = await roomOf(alice, roomId);
    expect(after).toMatchObject({ lastSeq: said.seq, lastMessage: { messageId: rootId } });
    const shown = await reply(b, 'So come', { alsoInRoom: true });
    expect((await roomOf(alice, roomId))?.lastMessage?.messageId).toBe(shown.messageId);
  });

  it('is listed in the order of what it shows', async () => {
    const [first, second] = [await scene(), await scene()];
    await first.reply(first.b, 'I do');
    const order = async () =>
      (await get<Room[]>(alice, '/api/rooms'))
        .map(({ id }) => id)
        .filter((id) => id === first.roomId || id === second.roomId);
    expect(await order()).toEqual([second.roomId, first.roomId]);
    await first.reply(first.b, 'So come', { alsoInRoom: true });
    expect(await order()).toEqual([first.roomId, second.roomId]);
  });

  it('has its threads read by clients that know none, as they read it', async () => {
    const { roomId, b, reply } = await scene();
    const { seq } = await reply(b, 'I do');
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:read', { roomId, seq });
    expect(await roomOf(alice, roomId)).not.toHaveProperty('unreadThreads');
  });
});
