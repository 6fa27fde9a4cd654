import { describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import { io, type Socket } from 'socket.io-client';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '1000' });

const as = (person: Person) => callerWith(world.url, person.token);
const userOf = ({ id, username }: Person) => ({ id, username });
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown as string;

/** A client of somebody else, which knows nothing but the plain contract and remembers what it hears. */
async function foreign(person: Person): Promise<{ socket: Socket; heard: unknown[][]; hears: Hears }> {
  const socket = io(world.url, { auth: { token: person.token }, forceNew: true });
  const heard: unknown[][] = [];
  const waiting = new Set<() => void>();
  socket.onAny((...args: unknown[]) => {
    heard.push(args);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const hears: Hears = (event) =>
    new Promise((resolve) => {
      const look = () => {
        const found = heard.find(([name]) => name === event);
        if (!found) return;
        waiting.delete(look);
        resolve(found[1]);
      };
      waiting.add(look);
      look();
    });
  return { socket, heard, hears };
}
type Hears = (event: string) => Promise<unknown>;

interface Conversation {
  id: string;
}
async function open(one: Person, other: Person): Promise<Conversation> {
  return (await as(one).post(`/api/dm/conversations/${other.id}`)).body as Conversation;
}

describe('a direct message of the plain contract', () => {
  it('goes the whole way, in the shapes that foreign clients know', async () => {
    const [a, second, b, m] = await Promise.all([
      foreign(alice),
      foreign(alice),
      foreign(bob),
      foreign(mallory),
    ]);
    const made = await as(alice).post(`/api/dm/conversations/${bob.id}`).expect(201);
    const conversation = { id: expect.any(String), otherUser: userOf(bob), createdAt: TIME, updatedAt: TIME };
    expect(made.body).toEqual(conversation);
    const { id } = made.body as Conversation;
    expect((await as(alice).post(`/api/dm/conversations/${bob.id}`).expect(200)).body).toEqual(made.body);
    expect((await as(bob).get(`/api/dm/conversations/${id}`).expect(200)).body).toEqual({
      ...conversation,
      id,
      otherUser: userOf(alice),
    });

    const first = (await a.socket.emitWithAck('dm:send', {
      conversationId: id,
      receiverId: bob.id,
      text: 'hello',
      clientMsgId: 'plain-direct-1',
    })) as { id: string };
    const body = {
      id: expect.any(String),
      conversationId: id,
      senderId: alice.id,
      receiverId: bob.id,
      text: 'hello',
      createdAt: TIME,
      sender: userOf(alice),
      replyTo: null,
    };
    expect(first).toEqual({ success: true, ...body });
    expect(await b.hears('dm:new')).toEqual({ ...body, id: first.id });
    expect(await second.hears('dm:new')).toEqual({ ...body, id: first.id });

    await a.socket.emitWithAck('dm:typing', { conversationId: id, isTyping: true });
    expect(await b.hears('dm:typing')).toEqual({
      conversationId: id,
      userId: alice.id,
      username: alice.username,
      isTyping: true,
    });

    const list = (person: Person) => as(person).get('/api/dm/conversations').expect(200);
    const last = { id: first.id, text: 'hello', createdAt: TIME, senderId: alice.id };
    expect((await list(bob)).body).toEqual([
      { id, otherUser: userOf(alice), lastMessage: last, unreadCount: 1 },
    ]);
    expect((await as(bob).get('/api/dm/unread').expect(200)).body).toEqual({ count: 1 });
    expect((await as(bob).post(`/api/dm/conversations/${id}/read`).expect(200)).body).toEqual({
      success: true,
    });
    expect((await as(bob).get('/api/dm/unread').expect(200)).body).toEqual({ count: 0 });
    expect((await list(alice)).body).toEqual([
      { id, otherUser: userOf(bob), lastMessage: { ...last, readAt: TIME }, unreadCount: 0 },
    ]);

    const answer = (await b.socket.emitWithAck('dm:send', {
      conversationId: id,
      receiverId: alice.id,
      text: 'hello back',
      clientMsgId: null,
      replyToId: first.id,
    })) as object;
    const replyTo = { id: first.id, text: 'hello', sender: userOf(alice) };
    expect(answer).toMatchObject({ success: true, senderId: bob.id, receiverId: alice.id, replyTo });
    const page = await as(alice).get(`/api/dm/conversations/${id}/messages`).expect(200);
    expect(page.body).toEqual([
      { ...body, id: first.id, readAt: TIME },
      expect.objectContaining({ text: 'hello back', replyTo }),
    ]);
    expect((page.body as object[])[1]).not.toHaveProperty('readAt');
    const [newest] = (await as(alice).get(`/api/dm/conversations/${id}/messages?limit=1`)).body as {
      id: string;
    }[];
    const older = await as(alice).get(
      `/api/dm/conversations/${id}/messages?limit=1&before=${newest?.id ?? ''}`,
    );
    expect(older.body).toMatchObject([{ id: first.id }]);

    // What one writes on a connection is read there in the ack, and nobody else hears of any of it.
    await a.hears('dm:new');
    for (const { socket } of [a, m]) await socket.emitWithAck('presence:ping', {});
    expect(a.heard.filter(([name]) => name === 'dm:new')).toMatchObject([['dm:new', { text: 'hello back' }]]);
    expect(m.heard.filter(([name]) => String(name).startsWith('dm:'))).toEqual([]);
    for (const { socket } of [a, second, b, m]) socket.disconnect();
  });

  it('meets the clients that take the log, in both directions', async () => {
    const { id } = await open(alice, mallory);
    const own = await world.people.connectLog(alice);
    await own.tell('room:join', { roomId: id });
    const m = await foreign(mallory);
    await own.tell('message:send', { roomId: id, text: 'from the log', clientMsgId: 'log-direct-1' });
    expect(await m.hears('dm:new')).toMatchObject({ text: 'from the log', receiverId: mallory.id });
    await own.tell('typing:update', { roomId: id, isTyping: true });
    expect(await m.hears('dm:typing')).toMatchObject({ userId: alice.id, isTyping: true });
    await m.socket.emitWithAck('dm:typing', { conversationId: id, isTyping: true });
    expect(await own.next('typing:update')).toMatchObject({ roomId: id, user: { id: mallory.id } });
    await m.socket.emitWithAck('dm:send', {
      conversationId: id,
      receiverId: alice.id,
      text: 'from a plain one',
    });
    await own.next('room:log', ({ entries }) =>
      entries.some((entry) => 'text' in entry && entry.text === 'from a plain one'),
    );
    expect(own.all('dm:new')).toEqual([]);
    m.socket.disconnect();
  });

  it('is stored once under its key, however often it is sent', async () => {
    const { id } = await open(alice, alice);
    const a = await foreign(alice);
    const sent = { conversationId: id, receiverId: alice.id, text: 'a note', clientMsgId: 'plain-direct-2' };
    const first: unknown = await a.socket.emitWithAck('dm:send', sent);
    expect(first).toMatchObject({ success: true, senderId: alice.id, receiverId: alice.id });
    expect(await a.socket.emitWithAck('dm:send', sent)).toEqual(first);
    expect((await as(alice).get(`/api/dm/conversations/${id}/messages`)).body).toHaveLength(1);
    a.socket.disconnect();
  });

  it('names what is wrong with it', async () => {
    const { id } = await open(alice, bob);
    const a = await foreign(alice);
    const send = (changes: object) =>
      a.socket.emitWithAck('dm:send', { conversationId: id, receiverId: bob.id, text: 'x', ...changes });
    for (const [field, bad] of [
      ['conversationId', 'x'],
      ['receiverId', mallory.id],
      ['receiverId', alice.id],
      ['receiverId', null],
      ['text', '  '],
      ['text', 'x'.repeat(501)],
      ['clientMsgId', 'short'],
      ['replyToId', 7],
    ] as const)
      expect([field, await send({ [field]: bad })]).toMatchObject([
        field,
        { success: false, code: 'VALIDATION', fields: [{ field }] },
      ]);
    expect(await send({ replyToId: UNKNOWN_ID })).toMatchObject({
      success: false,
      code: 'MESSAGE_NOT_FOUND',
    });
    a.socket.disconnect();
  });

  it('S078 knows no room of another kind, and none of others', async () => {
    const { id } = await open(alice, bob);
    const rooms = await Promise.all(
      [{ kind: 'public' }, { kind: 'private' }].map(async (kind) => {
        const { body } = await as(mallory)
          .post('/api/rooms', { name: 'Kitchen', ...kind })
          .expect(201);
        return (body as Room).id;
      }),
    );
    const m = await foreign(mallory);
    for (const conversationId of [id, UNKNOWN_ID, ...rooms]) {
      for (const path of ['', '/messages'])
        expectRefusal(
          await as(mallory).get(`/api/dm/conversations/${conversationId}${path}`),
          'ROOM_NOT_FOUND',
        );
      expectRefusal(await as(mallory).post(`/api/dm/conversations/${conversationId}/read`), 'ROOM_NOT_FOUND');
      const refusal = { success: false, code: 'ROOM_NOT_FOUND' };
      expect(
        await m.socket.emitWithAck('dm:send', { conversationId, receiverId: alice.id, text: 'let me in' }),
      ).toMatchObject(refusal);
      expect(await m.socket.emitWithAck('dm:typing', { conversationId, isTyping: true })).toMatchObject(
        refusal,
      );
    }
    const listed = (await as(mallory).get('/api/dm/conversations')).body as Conversation[];
    expect(listed.map((each) => each.id)).not.toContain(id);
    expectRefusal(await as(mallory).post(`/api/dm/conversations/${UNKNOWN_ID}`), 'VALIDATION', ['userId']);
    m.socket.disconnect();
  });
});
