import { describe, expect, it } from '@jest/globals';
import { type Message, type Room } from '@chatket/contract';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, messagesOf, say, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mallory],
} = useWorld(['alice', 'bob', 'mallory'], { RATE_LIMIT_MESSAGES: '10000', RATE_LIMIT_CHANGES: '10000' });

const as = (person: Person) => callerWith(world.url, person.token);
const ref = ({ id, username }: Person) => ({ id, username });

let made = 0;
const key = () => `forward-${String((made += 1)).padStart(4, '0')}`;

async function roomOf(kind: 'public' | 'private', name: string, others: Person[]): Promise<Room> {
  const room = (await as(alice).post('/api/rooms', { name, kind }).expect(201)).body as Room;
  for (const other of others) await as(alice).put(`/api/rooms/${room.id}/members/${other.id}`, {});
  return room;
}

const messagesIn = async (person: Person, { id }: Pick<Room, 'id'>): Promise<Message[]> =>
  messagesOf(await as(person).get(`/api/rooms/${id}/messages`));

/** Two rooms with alice and bob in them, and a message of alice's in the first. */
async function scene(kind: 'public' | 'private') {
  const [source, target] = [await roomOf(kind, 'Source', [bob]), await roomOf('public', 'Target', [bob])];
  const [messageId = ''] = await say(world, source, alice, ['Cake at four']);
  const [said] = await messagesIn(alice, source);
  const b = await world.people.connectLog(bob);
  for (const { id } of [source, target]) await b.tell('room:join', { roomId: id });
  return { source, target, messageId, at: said?.createdAt, b };
}

describe('message:forward', () => {
  it('makes a message of one’s own that says where it comes from, and is once when it is twice', async () => {
    const { source, target, messageId, at, b } = await scene('public');
    const a = await world.people.connectLog(alice);
    await a.tell('room:join', { roomId: target.id });
    const wish = { messageId, roomId: target.id, clientMsgId: key() };
    const stored = await b.tell('message:forward', wish);
    const { entries } = await a.next('room:log', ({ roomId }) => roomId === target.id);
    const from = { roomId: source.id, name: 'Source', messageId };
    expect(entries).toEqual([
      {
        messageId: stored.messageId,
        roomId: target.id,
        seq: stored.seq,
        text: 'Cake at four',
        createdAt: stored.createdAt,
        sender: ref(bob),
        clientMsgId: wish.clientMsgId,
        forwarded: { sender: ref(alice), at, from },
      },
    ]);
    expect(await b.tell('message:forward', wish)).toEqual({ ...stored, isDuplicate: true });
    expect(await messagesIn(alice, target)).toEqual(entries);
    // The name of a room that has become private is told no more.
    await world.database.query(`UPDATE "Room" SET kind = 'private' WHERE id = $1`, [source.id]);
    expect((await messagesIn(alice, target))[0]?.forwarded).toEqual({ sender: ref(alice), at });
  });

  it('S147 is held to the rules of the room it comes into, and nothing of it waits', async () => {
    const { target, messageId, b } = await scene('public');
    const rules = `/api/rooms/${target.id}/rules`;
    const wish = () => ({ messageId, roomId: target.id, clientMsgId: key() });
    for (const [act, code] of [
      ['block', 'BLOCKED_BY_RULE'],
      ['hold', 'BLOCKED_BY_RULE'],
    ] as const) {
      const rule = (await as(alice).post(rules, { kind: 'word', pattern: 'cake', act }).expect(201)).body as {
        id: string;
      };
      expect(await b.refused('message:forward', wish())).toMatchObject({ code });
      await as(alice).delete(`${rules}/${rule.id}`).expect(204);
    }
    await as(alice).post(rules, { kind: 'word', pattern: 'cake', act: 'flag' }).expect(201);
    await b.tell('message:forward', wish());
    const reports = (await as(alice).get(`/api/rooms/${target.id}/reports`).expect(200)).body as unknown[];
    expect(reports).toMatchObject([{ reason: 'rule', message: { text: 'Cake at four' } }]);
    expect((await as(alice).get(`/api/rooms/${target.id}/held`).expect(200)).body).toEqual([]);
  });

  it('S151 lets what others have said leave public rooms only, and what one has said oneself all', async () => {
    const { source, target, messageId, b } = await scene('private');
    const [own = ''] = await say(world, source, bob, ['I bring plates']);
    const { body } = await as(alice).post('/api/direct', { userIds: [bob.id] });
    const [direct = ''] = await say(world, body as Room, alice, ['a present for carol']);
    for (const theirs of [messageId, direct])
      expect(
        await b.refused('message:forward', { messageId: theirs, roomId: target.id, clientMsgId: key() }),
      ).toMatchObject({ code: 'FORBIDDEN', need: 'own' });
    await b.tell('message:forward', { messageId: own, roomId: target.id, clientMsgId: key() });
    const brought = await messagesIn(alice, target);
    expect(brought.map(({ text }) => text)).toEqual(['I bring plates']);
    expect(brought[0]?.forwarded).toEqual({ sender: ref(bob), at: expect.any(String) });
    expect(JSON.stringify(brought)).not.toContain('Source');
  });

  it('is brought into a thread, by whoever may reply there, and is said in it only', async () => {
    const { source, target, messageId, at, b } = await scene('public');
    const [root = ''] = await say(world, target, alice, ['What is there to eat?']);
    const wish = () => ({ messageId, roomId: target.id, threadId: root, clientMsgId: key() });
    await as(alice).patch(`/api/rooms/${target.id}`, { postGate: 1 }).expect(200);
    const first = wish();
    const stored = await b.tell('message:forward', first);
    expect(await b.tell('message:forward', first)).toEqual({ ...stored, isDuplicate: true });
    const thread = await as(bob).get(`/api/rooms/${target.id}/threads/${root}/messages`).expect(200);
    const from = { roomId: source.id, name: 'Source', messageId };
    expect((thread.body as { messages: Message[] }).messages).toMatchObject([
      { messageId: stored.messageId, threadId: root, forwarded: { sender: ref(alice), at, from } },
    ]);
    const [shown, reply] = await messagesIn(alice, target);
    expect(shown).toMatchObject({ messageId: root, thread: { replies: 1, who: [ref(bob)] } });
    expect(reply).toMatchObject({ messageId: stored.messageId, threadId: root });
    expect(reply).not.toHaveProperty('inRoom');
    // A reply stands for its root.
    await b.tell('message:forward', { ...wish(), threadId: stored.messageId });
    expect((await messagesIn(alice, target))[0]).toMatchObject({ thread: { replies: 2 } });

    await as(alice).patch(`/api/rooms/${target.id}`, { postGate: 0, replyGate: 1 }).expect(200);
    expect(await b.refused('message:forward', wish())).toMatchObject({ code: 'READ_ONLY' });
    await as(alice).patch(`/api/rooms/${target.id}`, { replyGate: 0 }).expect(200);
    for (const threadId of [UNKNOWN_ID, messageId])
      expect(await b.refused('message:forward', { ...wish(), threadId })).toMatchObject({
        code: 'THREAD_NOT_FOUND',
      });
    expect(await b.askAnything('message:forward', { ...wish(), threadId: 'x' })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ field: 'threadId' }],
    });
  });

  it('names who said it first, however often it is brought on', async () => {
    const { source, target, messageId, at, b } = await scene('public');
    const once = await b.tell('message:forward', { messageId, roomId: target.id, clientMsgId: key() });
    await b.tell('message:forward', { messageId: once.messageId, roomId: source.id, clientMsgId: key() });
    const last = (await messagesIn(alice, source)).at(-1);
    expect(last?.forwarded).toEqual({
      sender: ref(alice),
      at,
      from: { roomId: source.id, name: 'Source', messageId },
    });
  });

  it('asks the rights of both rooms, and tells nothing of what is not there', async () => {
    const { source, target, messageId, b } = await scene('private');
    const outsider = await world.people.connectLog(mallory);
    const nowhere = await outsider.refused('message:forward', {
      messageId: UNKNOWN_ID,
      roomId: target.id,
      clientMsgId: key(),
    });
    const hidden = await outsider.refused('message:forward', {
      messageId,
      roomId: target.id,
      clientMsgId: key(),
    });
    expect({ ...hidden, traceId: '' }).toEqual({ ...nowhere, traceId: '' });
    const [own = ''] = await say(world, source, bob, ['mine']);
    const into = (roomId: string) =>
      b.refused('message:forward', { messageId: own, roomId, clientMsgId: key() });
    const hall = await roomOf('public', 'Hall', []);
    expect(await into(hall.id)).toMatchObject({ code: 'NOT_A_MEMBER' });
    expect(await into((await roomOf('private', 'Cellar', [])).id)).toMatchObject({ code: 'ROOM_NOT_FOUND' });
    await as(alice).patch(`/api/rooms/${target.id}`, { postGate: 1 }).expect(200);
    expect(await into(target.id)).toMatchObject({ code: 'READ_ONLY' });
    await as(alice).patch(`/api/rooms/${target.id}`, { postGate: 0, messageMax: 100 }).expect(200);
    const [long = ''] = await say(world, source, bob, ['x'.repeat(101)]);
    expect(
      await b.refused('message:forward', { messageId: long, roomId: target.id, clientMsgId: key() }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'text' }] });
    expect(await messagesIn(alice, target)).toEqual([]);
    expect(messagesOf(await as(alice).get(`/api/rooms/${hall.id}/messages`))).toEqual([]);
    expectRefusal(await as(mallory).get(`/api/rooms/${target.id}/messages`), 'NOT_A_MEMBER');
  });

  it('keeps nothing of what was deleted: neither brings it on, nor says where it came from', async () => {
    const { source, target, messageId, b } = await scene('public');
    const wish = { messageId, roomId: target.id, clientMsgId: key() };
    const stored = await b.tell('message:forward', wish);
    const a = await world.people.connectLog(alice);
    await a.tell('message:delete', { roomId: source.id, messageId });
    expect(await b.refused('message:forward', { ...wish, clientMsgId: key() })).toMatchObject({
      code: 'MESSAGE_DELETED',
    });
    // The answer that was lost is given all the same.
    expect(await b.tell('message:forward', wish)).toMatchObject({
      messageId: stored.messageId,
      isDuplicate: true,
    });
    await b.tell('message:delete', { roomId: target.id, messageId: stored.messageId });
    const [gone] = await messagesIn(alice, target);
    expect(gone).toMatchObject({ text: '', deleted: { by: ref(bob) } });
    expect(gone).not.toHaveProperty('forwarded');
  });

  it('is a message like any other for plain clients', async () => {
    const { target, messageId, b } = await scene('public');
    const plain = await world.people.connectPlain(alice);
    await plain.tell('room:join', { roomId: target.id });
    const stored = await b.tell('message:forward', { messageId, roomId: target.id, clientMsgId: key() });
    expect(await plain.next('message:new', ({ roomId }) => roomId === target.id)).toMatchObject({
      messageId: stored.messageId,
      text: 'Cake at four',
      sender: ref(bob),
    });
  });
});
