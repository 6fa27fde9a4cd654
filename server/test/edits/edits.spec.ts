import { describe, expect, it } from '@jest/globals';
import {
  ACTIONS,
  decide,
  type Message,
  type MessageChange,
  type MessageRevision,
  type Room,
} from '@chatket/contract';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { startApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol, mallory],
} = useWorld(['alice', 'bob', 'carol', 'mallory'], {
  RATE_LIMIT_MESSAGES: '10000',
  RATE_LIMIT_CHANGES: '1000',
});

/** A room of alice's with bob and carol in it; all follow it on clients that take the log, carol on a plain one. */
async function scene(): Promise<{ roomId: string; a: Device; b: Device; plain: Device }> {
  const { id: roomId } = await world.people.createRoom(alice);
  await world.people.join(bob, roomId);
  await world.people.join(carol, roomId);
  const [a, b] = await Promise.all([world.people.connectLog(alice), world.people.connectLog(bob)]);
  const plain = await world.people.connectPlain(carol);
  for (const device of [a, b, plain]) await device.tell('room:join', { roomId });
  return { roomId, a, b, plain };
}

let sent = 0;
async function say(device: Device, roomId: string, text: string) {
  sent += 1;
  return device.tell('message:send', { roomId, text, clientMsgId: `edits-${String(sent).padStart(4, '0')}` });
}

/** The first change of that message which the device hears. */
async function change(
  device: Device,
  messageId: string,
  what: MessageChange['what'],
): Promise<MessageChange> {
  const isIt = (entry: unknown): entry is MessageChange =>
    typeof entry === 'object' &&
    entry !== null &&
    'kind' in entry &&
    (entry as MessageChange).message.messageId === messageId &&
    (entry as MessageChange).what === what;
  const { entries } = await device.next('room:log', (log) => log.entries.some(isIt));
  return entries.find(isIt) as MessageChange;
}

const page = async (person: Person, roomId: string) => {
  const answer = await callerWith(world.url, person.token).get(`/api/rooms/${roomId}/messages`).expect(200);
  return answer.body as Message[];
};
const room = async (person: Person, roomId: string) =>
  (await callerWith(world.url, person.token).get(`/api/rooms/${roomId}`).expect(200)).body as Room;

describe('message:edit', () => {
  it('changes the text for everybody, in the order of the log, and keeps what was said before', async () => {
    const { roomId, a, b, plain } = await scene();
    const { messageId, seq } = await say(a, roomId, 'Cofee');
    const edited = await a.tell('message:edit', { roomId, messageId, text: '  Coffee ', rev: seq });
    expect(edited.seq).toBe(seq + 1);
    const heard = await change(b, messageId, 'edited');
    expect(heard).toMatchObject({
      seq: edited.seq,
      by: { id: alice.id, username: 'alice' },
      at: edited.editedAt,
      message: { text: 'Coffee', rev: edited.seq, editedAt: edited.editedAt, seq },
    });
    expect(await page(bob, roomId)).toEqual([heard.message]);
    expect((await room(bob, roomId)).lastMessage).toEqual(heard.message);
    const answer = await callerWith(world.url, bob.token)
      .get(`/api/messages/${messageId}/revisions`)
      .expect(200);
    const [first] = answer.body as MessageRevision[];
    expect(answer.body).toEqual([{ text: 'Cofee', writtenAt: first?.writtenAt }]);
    // A plain client keeps what it has, and goes on.
    await say(a, roomId, 'next');
    await plain.untilMessages(roomId, 2);
    expect(plain.messages(roomId).map(({ text }) => text)).toEqual(['Cofee', 'next']);
  });

  it('is a success when it is repeated, and makes one change', async () => {
    const { roomId, a } = await scene();
    const { messageId, seq } = await say(a, roomId, 'one');
    const payload = { roomId, messageId, text: 'two', rev: seq };
    const first = await a.tell('message:edit', payload);
    expect(await a.tell('message:edit', payload)).toMatchObject({ seq: first.seq, editedAt: first.editedAt });
    expect((await room(alice, roomId)).lastSeq).toBe(first.seq);
    expect(await a.tell('message:edit', { ...payload, text: 'two', rev: 0 })).toMatchObject({
      seq: first.seq,
    });
  });

  it('meets a conflict when the text has changed since, and not when only a reaction has come', async () => {
    const { roomId, a, b } = await scene();
    const { messageId, seq } = await say(a, roomId, 'one');
    await b.tell('message:react', { roomId, messageId, emoji: '👍', on: true });
    const { seq: rev } = await a.tell('message:edit', { roomId, messageId, text: 'two', rev: seq });
    const refused = await a.refused('message:edit', { roomId, messageId, text: 'three', rev: seq });
    expect(refused).toMatchObject({ code: 'CONFLICT', retryable: false, current: { text: 'two', rev } });
    await a.tell('message:edit', { roomId, messageId, text: 'three', rev });
  });

  it('of two at once lets one win and tells the other', async () => {
    const { roomId, a } = await scene();
    const second = await world.people.connectLog(alice);
    const { messageId, seq } = await say(a, roomId, 'one');
    const answers = await Promise.all([
      a.ask('message:edit', { roomId, messageId, text: 'mine', rev: seq }),
      second.ask('message:edit', { roomId, messageId, text: 'other', rev: seq }),
    ]);
    expect(answers.filter(({ success }) => success)).toHaveLength(1);
    expect(answers.find(({ success }) => !success)).toMatchObject({ code: 'CONFLICT' });
  });

  it('is refused for what is not there, not mine, deleted, or over', async () => {
    const { roomId, a, b } = await scene();
    const { messageId, seq } = await say(a, roomId, 'one');
    const payload = { roomId, messageId, text: 'two', rev: seq };
    expect(await b.refused('message:edit', payload)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await a.refused('message:edit', { ...payload, messageId: UNKNOWN_ID })).toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
    });
    const elsewhere = (await scene()).roomId;
    expect(await a.refused('message:edit', { ...payload, roomId: elsewhere })).toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
    });
    const outsider = await world.people.connectLog(mallory);
    expect(await outsider.refused('message:edit', payload)).toMatchObject({ code: 'NOT_A_MEMBER' });
    await world.database.query(`UPDATE "Room" SET "editWindowSeconds" = 0 WHERE id = '${roomId}'`);
    expect(await a.refused('message:edit', payload)).toMatchObject({ code: 'EDIT_WINDOW_OVER' });
    await world.database.query(`UPDATE "Room" SET "editWindowSeconds" = 3600 WHERE id = '${roomId}'`);
    await a.tell('message:edit', payload);
    await a.tell('message:delete', { roomId, messageId });
    expect(await a.refused('message:edit', { ...payload, text: 'three' })).toMatchObject({
      code: 'MESSAGE_DELETED',
    });
  });

  it.each([
    ['text', { text: '   ' }],
    ['text', { text: 'x'.repeat(4_001) }],
    ['rev', { rev: -1 }],
    ['rev', { rev: '1' }],
    ['messageId', { messageId: 'x' }],
    ['roomId', { roomId: null }],
  ])('names the field that is wrong: %s', async (field, wrong) => {
    const { roomId, a } = await scene();
    const { messageId, seq } = await say(a, roomId, 'one');
    const ack = await a.askAnything('message:edit', { roomId, messageId, text: 'two', rev: seq, ...wrong });
    expect(ack).toMatchObject({ success: false, code: 'VALIDATION', fields: [{ field }] });
  });
});

describe('message:delete', () => {
  it('takes the text away from every door, and leaves a place where it was', async () => {
    const { roomId, a, b } = await scene();
    const secret = 'the secret of the kitchen';
    const { messageId, seq } = await say(a, roomId, secret);
    await a.tell('message:edit', { roomId, messageId, text: `${secret}!`, rev: seq });
    await b.tell('message:react', { roomId, messageId, emoji: '👍', on: true });
    const reply = await b.tell('message:send', {
      roomId,
      text: 'really?',
      clientMsgId: 'reply-0001',
      replyToId: messageId,
    });
    const deleted = await a.tell('message:delete', { roomId, messageId });
    const heard = await change(b, messageId, 'deleted');
    expect(heard.message).toEqual({
      messageId,
      roomId,
      seq,
      text: '',
      createdAt: heard.message.createdAt,
      sender: { id: alice.id, username: 'alice' },
      clientMsgId: heard.message.clientMsgId,
      rev: deleted.seq,
      deleted: { at: heard.at, by: { id: alice.id, username: 'alice' } },
    });
    const newcomer = await world.people.connectLog(bob);
    await newcomer.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    const batching = await world.people.connect(bob);
    await batching.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    const doors = [
      await page(bob, roomId),
      await room(bob, roomId),
      (await callerWith(world.url, bob.token).get('/api/rooms')).body as unknown,
      (await callerWith(world.url, bob.token).get(`/api/messages/${messageId}/revisions`)).body as unknown,
      (await callerWith(world.url, bob.token).get(`/api/messages/${messageId}/reactions`)).body as unknown,
      newcomer.heard,
      batching.heard,
      await world.database.query(`SELECT m::text FROM "Message" m WHERE "roomId" = '${roomId}'`),
      await world.database.query(`SELECT e::text FROM "RoomEvent" e WHERE "roomId" = '${roomId}'`),
      await world.database.query(
        `SELECT v::text FROM "MessageRevision" v WHERE "messageId" = '${messageId}'`,
      ),
    ];
    for (const door of doors) expect(JSON.stringify(door)).not.toContain(secret);
    expect((await page(bob, roomId)).map(({ messageId: id }) => id)).toEqual([messageId, reply.messageId]);
    expect((await page(bob, roomId))[1]?.replyTo).toMatchObject({ id: messageId, text: '', isDeleted: true });
    expect((await room(bob, roomId)).lastMessage?.messageId).toBe(reply.messageId);
  });

  it('is a success when it is repeated, and a repeated send of its key is still answered', async () => {
    const { roomId, a } = await scene();
    const payload = { roomId, text: 'once', clientMsgId: 'deleted-01' };
    const { messageId, seq } = await a.tell('message:send', payload);
    const first = await a.tell('message:delete', { roomId, messageId });
    expect(await a.tell('message:delete', { roomId, messageId })).toMatchObject({ seq: first.seq });
    expect(await a.tell('message:send', payload)).toMatchObject({ messageId, seq, isDuplicate: true });
  });

  it('makes a message that is not read yet no longer unread', async () => {
    const { roomId, a } = await scene();
    const { messageId } = await say(a, roomId, 'one');
    await say(a, roomId, 'two');
    expect((await room(bob, roomId)).unread).toBe(2);
    await a.tell('message:delete', { roomId, messageId });
    expect((await room(bob, roomId)).unread).toBe(1);
  });

  it('of somebody else needs a moderator above the author, whose reason is shown', async () => {
    const { roomId, a, b } = await scene();
    const { messageId } = await say(b, roomId, 'rude');
    const plain = await world.people.connectLog(carol);
    expect(await plain.refused('message:delete', { roomId, messageId })).toMatchObject({ code: 'FORBIDDEN' });
    await a.tell('message:delete', { roomId, messageId, reason: ' be kind ' });
    const { message } = await change(b, messageId, 'deleted');
    expect(message.deleted).toMatchObject({ by: { username: 'alice' }, reason: 'be kind' });
  });

  it('is allowed by the statement exactly where the table of rights allows it', async () => {
    const { roomId, a, b } = await scene();
    const setRole = (person: Person, role: number | null) =>
      role === null
        ? world.database.query(
            `DELETE FROM "RoomMembership" WHERE "roomId" = '${roomId}' AND "userId" = '${person.id}'`,
          )
        : world.database.query(
            `INSERT INTO "RoomMembership" ("roomId", "userId", role) VALUES ('${roomId}', '${person.id}', ${String(role)})
             ON CONFLICT ("roomId", "userId") DO UPDATE SET role = ${String(role)}`,
          );
    for (const role of [null, 0, 1, 2, 3]) {
      for (const authorRole of [null, 0, 1, 2, 3]) {
        for (const isOwn of [true, false]) {
          await setRole(bob, 0);
          await setRole(alice, 3);
          const { messageId } = await say(isOwn ? a : b, roomId, 'whose');
          await setRole(bob, authorRole);
          await setRole(alice, role);
          const decision = decide('delete', { role, isOwn, authorRole: isOwn ? role : authorRole });
          const ack = await a.ask('message:delete', { roomId, messageId });
          expect({ role, authorRole, isOwn, answer: ack.success ? 'done' : ack.code }).toEqual({
            role,
            authorRole,
            isOwn,
            answer: decision.isAllowed ? 'done' : decision.because,
          });
        }
      }
    }
    expect(ACTIONS.delete.othersRole).toBe(1);
  });
});

describe('the versions of a message', () => {
  it('are for members, of a message that is there', async () => {
    const { roomId, a } = await scene();
    const { messageId } = await say(a, roomId, 'one');
    expectRefusal(
      await callerWith(world.url, mallory.token).get(`/api/messages/${messageId}/revisions`),
      'NOT_A_MEMBER',
    );
    expectRefusal(
      await callerWith(world.url, alice.token).get(`/api/messages/${UNKNOWN_ID}/revisions`),
      'MESSAGE_NOT_FOUND',
    );
  });
});

describe('a reply', () => {
  it('quotes what it answers, also when that is edited, and is refused where that is not', async () => {
    const { roomId, a, b } = await scene();
    const { messageId, seq } = await say(a, roomId, 'Is there cofee?');
    const payload = { roomId, text: 'Yes.', clientMsgId: 'answer-001', replyToId: messageId };
    const answer = await b.tell('message:send', payload);
    const log = await a.next('room:log', ({ entries }) =>
      entries.some((entry) => 'messageId' in entry && entry.messageId === answer.messageId),
    );
    const quote = {
      id: messageId,
      seq,
      text: 'Is there cofee?',
      sender: { id: alice.id, username: 'alice' },
    };
    expect(log.entries).toMatchObject([{ text: 'Yes.', replyTo: { ...quote, rev: seq } }]);
    const edited = await a.tell('message:edit', { roomId, messageId, text: 'Is there coffee?', rev: seq });
    expect((await page(bob, roomId))[1]?.replyTo).toEqual({
      ...quote,
      text: 'Is there coffee?',
      rev: edited.seq,
    });
    for (const replyToId of [UNKNOWN_ID, (await say(a, (await scene()).roomId, 'elsewhere')).messageId])
      expect(
        await b.refused('message:send', { ...payload, clientMsgId: 'answer-002', replyToId }),
      ).toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
    await a.tell('message:delete', { roomId, messageId });
    expect(await b.refused('message:send', { ...payload, clientMsgId: 'answer-003' })).toMatchObject({
      code: 'MESSAGE_NOT_FOUND',
    });
    expect(await b.tell('message:send', payload)).toMatchObject({ ...answer, isDuplicate: true });
  });
});

describe('how often', () => {
  it('one may change is limited, with the time after which one may again, and nobody is muted', async () => {
    const strict = await startApp({ RATE_LIMIT_CHANGES: '3', RATE_LIMIT_WINDOW_MS: '3600000' });
    try {
      const hasty = await strict.people.logIn('hasty');
      const { id: roomId } = await strict.people.createRoom(hasty);
      const device = await strict.people.connectLog(hasty);
      const { messageId, seq: rev } = await say(device, roomId, 'one');
      await device.tell('message:react', { roomId, messageId, emoji: '👍', on: true });
      await device.tell('message:edit', { roomId, messageId, text: 'two', rev });
      await device.tell('message:edit', { roomId, messageId, text: 'two', rev });
      const refusal = { code: 'TOO_MANY_REQUESTS', retryable: true, retryAfterMs: 1_200_000 };
      expect(await device.refused('message:delete', { roomId, messageId })).toMatchObject(refusal);
      expect(
        await device.refused('message:react', { roomId, messageId, emoji: '👍', on: false }),
      ).toMatchObject(refusal);
      await say(device, roomId, 'not muted');
      strict.clock.advance(1_200_000);
      await device.tell('message:delete', { roomId, messageId });
    } finally {
      await strict.close();
    }
  });
});
