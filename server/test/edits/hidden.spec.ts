import { describe, expect, it } from '@jest/globals';
import { type AuditEntry, type Message, type MessageChange, ROLES } from '@chatket/contract';
import { SweepFiles } from '../../src/files/sweep-files.js';
import { Indexer } from '../../src/search/indexer.js';
import { callerWith, expectRefusal, promote, UNKNOWN_ID } from '../support/rest.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { PNG, readingOf, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, mona, mallory],
} = useWorld(['alice', 'bob', 'mona', 'mallory'], {
  RATE_LIMIT_MESSAGES: '10000',
  RATE_LIMIT_CHANGES: '1000',
});

const as = (person: Person) => callerWith(world.url, person.token);
const SECRET = 'the secret of the cellar';
let sent = 0;
const key = () => `hidden-${String((sent += 1)).padStart(4, '0')}`;
const say = (device: Device, roomId: string, text = SECRET) =>
  device.tell('message:send', { roomId, text, clientMsgId: key() });
const page = async (person: Person, roomId: string) =>
  (await as(person).get(`/api/rooms/${roomId}/messages`).expect(200)).body as Message[];
const onPage = async (person: Person, roomId: string, id: string) =>
  (await page(person, roomId)).find(({ messageId }) => messageId === id);
const count = (messageId: string) =>
  world.database.query(`SELECT 1 FROM "HiddenMessage" WHERE "messageId" = $1`, [messageId]);

/** A room of alice's, whose moderator is mona, and in which bob writes. */
async function scene() {
  const room = await world.people.createRoom(alice);
  const roomId = room.id;
  for (const person of [bob, mona]) await world.people.join(person, roomId);
  await promote(world, mona, room, 'moderator');
  const [a, b, m] = await Promise.all([alice, bob, mona].map((person) => world.people.connectLog(person)));
  if (!a || !b || !m) throw new Error('all have a device');
  for (const device of [a, b, m]) await device.tell('room:join', { roomId });
  return { roomId, a, b, m };
}

async function change(
  device: Device,
  messageId: string,
  what: MessageChange['what'],
): Promise<MessageChange> {
  const isIt = (entry: unknown) => {
    const { kind, what: is, message } = entry as Partial<MessageChange>;
    return kind === 'message' && is === what && message?.messageId === messageId;
  };
  const { entries } = await device.next('room:log', (log) => log.entries.some(isIt));
  return entries.find(isIt) as MessageChange;
}

describe('a hidden message', () => {
  it('is called hidden, not deleted, where it is quoted: on pages and for those who come back', async () => {
    const { roomId, a, b, m } = await scene();
    const [shut, gone] = [await say(b, roomId, 'first words'), await say(b, roomId, 'other words')];
    for (const { messageId } of [shut, gone])
      await a.tell('message:send', { roomId, text: 'really?', clientMsgId: key(), replyToId: messageId });
    const quotes = async () =>
      (await page(alice, roomId)).flatMap(({ replyTo }) => (replyTo ? [replyTo] : []));
    expect((await quotes()).map(({ text }) => text)).toEqual(['first words', 'other words']);
    await m.tell('message:hide', { roomId, messageId: shut.messageId });
    await b.tell('message:delete', { roomId, messageId: gone.messageId });
    const told = [
      expect.objectContaining({ text: '', isDeleted: true, isHiddenByModerators: true }),
      expect.not.objectContaining({ isHiddenByModerators: true }),
    ];
    expect(await quotes()).toEqual(told);
    const back = await world.people.connectLog(alice);
    await back.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    const { entries } = await back.next('room:log');
    const synced = entries.flatMap((entry) =>
      'replyTo' in entry && entry.replyTo !== undefined ? [entry.replyTo] : [],
    );
    expect(synced).toEqual(told);
    await m.tell('message:show', { roomId, messageId: shut.messageId });
    expect((await quotes())[0]).toMatchObject({ text: 'first words' });
    expect((await quotes())[0]).not.toHaveProperty('isHiddenByModerators');
  });

  it('S199 is told to nobody, at no door, and is shown again as it was', async () => {
    const { roomId, a, b, m } = await scene();
    const { messageId, seq } = await say(b, roomId, `${SECRET}, @alice @all`);
    await b.tell('message:edit', { roomId, messageId, text: `${SECRET}!! @alice @all`, rev: seq });
    await a.tell('message:react', { roomId, messageId, emoji: '👍', on: true });
    await m.tell('message:pin', { roomId, messageId, on: true });
    await as(alice).put(`/api/saved/${messageId}`, {});
    await as(bob).get(`/api/messages/${messageId}/revisions`).expect(200);
    const answer = { roomId, text: 'really?', clientMsgId: key(), replyToId: messageId };
    await a.tell('message:send', answer);
    const seen = async (person: Person) =>
      Promise.all(
        [
          `/api/rooms/${roomId}/messages`,
          `/api/rooms/${roomId}/log`,
          `/api/rooms/${roomId}`,
          '/api/rooms',
          `/api/rooms/${roomId}/pins`,
          '/api/saved',
          '/api/mentions',
          '/api/notifications',
          `/api/messages/${messageId}/revisions`,
          `/api/messages/${messageId}/reactions`,
          `/api/search?q=${encodeURIComponent('secret cellar')}&zone=UTC`,
        ].map(async (path) => (await as(person).get(path)).body as unknown),
      );
    const indexed = () => world.app.get(Indexer).catchUp();
    await indexed();
    const before = await onPage(alice, roomId, messageId);
    expect(before).toMatchObject({ editedAt: expect.any(String), pinned: {}, reactions: [{}], mentions: {} });
    const [, , , , pinsBefore, , mentionsBefore, , revisionsBefore, reactionsBefore] = await seen(alice);

    const hidden = await m.tell('message:hide', { roomId, messageId, reason: 'not here' });
    const heard = await change(b, messageId, 'hidden');
    const { clientMsgId, createdAt, sender } = heard.message;
    const by = { id: mona.id, username: mona.username };
    expect(heard.message).toEqual({
      ...{ messageId, roomId, seq, clientMsgId, createdAt, sender },
      text: '',
      rev: hidden.seq,
      deleted: { at: heard.at, by, reason: 'not here', isHidden: true },
    });
    const fresh = await world.people.connectLog(bob);
    await fresh.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    const plain = await world.people.connectPlain(bob);
    await plain.tell('room:join', { roomId });
    // Nobody is told, also not its author, nor by the list of those who may look at it.
    for (const person of [alice, bob, mona]) expect(JSON.stringify(await seen(person))).not.toContain(SECRET);
    expect(JSON.stringify([fresh.heard, plain.heard])).not.toContain(SECRET);
    for (const table of ['Message', 'MessageRevision', 'AuditEntry', 'RoomEvent'])
      expect(JSON.stringify(await world.database.query(`SELECT t::text FROM "${table}" t`))).not.toContain(
        SECRET,
      );
    for (const refused of [
      await b.refused('message:edit', { roomId, messageId, text: 'other', rev: hidden.seq }),
      await a.refused('message:react', { roomId, messageId, emoji: '👍', on: true }),
      await m.refused('message:pin', { roomId, messageId, on: true }),
    ])
      expect(refused.code).toBe('MESSAGE_DELETED');

    const shown = await m.tell('message:show', { roomId, messageId });
    expect((await change(b, messageId, 'shown')).message).toMatchObject({ text: `${SECRET}!! @alice @all` });
    expect(await onPage(alice, roomId, messageId)).toEqual({ ...before, rev: shown.seq });
    await indexed();
    expect(JSON.stringify((await seen(bob)).at(-1))).toContain(SECRET);
    const [, , , , pins, , mentions, , revisions, reactions] = await seen(alice);
    expect(revisions).toEqual(revisionsBefore);
    expect(reactions).toEqual(reactionsBefore);
    const revless = (told: unknown) => JSON.stringify(told).replaceAll(/"rev":\d+/g, '');
    expect(revless(pins)).toBe(revless(pinsBefore));
    expect(revless(mentions)).toBe(revless(mentionsBefore));
    expect(await count(messageId)).toEqual([]);
  });

  it('keeps a poll, with what was voted', async () => {
    const { roomId, a, b, m } = await scene();
    const poll = { roomId, question: SECRET, options: ['Soup', 'Rice'], clientMsgId: key() };
    const { messageId } = await b.tell('poll:create', poll);
    await a.tell('poll:vote', { roomId, messageId, option: 1, on: true });
    const before = await onPage(alice, roomId, messageId);
    await m.tell('message:hide', { roomId, messageId });
    expect(await onPage(alice, roomId, messageId)).not.toHaveProperty('poll');
    const { seq } = await m.tell('message:show', { roomId, messageId });
    expect(await onPage(alice, roomId, messageId)).toEqual({ ...before, rev: seq });
  });

  it('keeps its files, which nobody reads meanwhile and no sweep takes until it is gone for good', async () => {
    const { roomId, b, m } = await scene();
    const file = await uploadsOf(world.url, bob).upload(roomId, PNG);
    const { messageId } = await b.tell('message:send', {
      ...{ roomId, text: SECRET, clientMsgId: key() },
      attachments: [file.id],
    });
    const before = await onPage(alice, roomId, messageId);
    const read = (status: number) => readingOf(world.url, alice)(file.id).expect(status);
    const sweep = () => world.app.get(SweepFiles).run(0);
    await m.tell('message:hide', { roomId, messageId });
    expect(await onPage(alice, roomId, messageId)).not.toHaveProperty('attachments');
    await read(404);
    await sweep();
    const { seq } = await m.tell('message:show', { roomId, messageId });
    expect(await onPage(alice, roomId, messageId)).toEqual({ ...before, rev: seq });
    await read(200);
    await m.tell('message:hide', { roomId, messageId });
    await b.tell('message:delete', { roomId, messageId });
    await sweep();
    expect(await world.database.query(`SELECT 1 FROM "Attachment" WHERE id = $1`, [file.id])).toEqual([]);
  });

  it('S200 is looked at by moderators only', async () => {
    const { roomId, b, m } = await scene();
    const { messageId } = await say(b, roomId);
    const look = (person: Person, id = messageId) => as(person).get(`/api/messages/${id}/hidden`);
    expectRefusal(await look(mona), 'MESSAGE_NOT_FOUND');
    await m.tell('message:hide', { roomId, messageId });
    expect((await look(mona).expect(200)).body).toEqual({ text: SECRET });
    expect((await look(alice).expect(200)).body).toEqual({ text: SECRET });
    expect((await look(bob)).body).toMatchObject({ code: 'FORBIDDEN', need: 'moderator' });
    expectRefusal(await look(mallory), 'NOT_A_MEMBER');
    expectRefusal(await look(mona, UNKNOWN_ID), 'MESSAGE_NOT_FOUND');
    expect(await b.refused('message:show', { roomId, messageId })).toMatchObject({
      code: 'FORBIDDEN',
      need: 'moderator',
    });
  });

  it('is hidden once and shown once, however often that is asked at once, each with its entry', async () => {
    const { roomId, b, m } = await scene();
    const { messageId } = await say(b, roomId);
    const target = { roomId, messageId };
    const hidden = await Promise.all(Array.from({ length: 8 }, () => m.tell('message:hide', target)));
    expect(new Set(hidden.map(({ seq }) => seq)).size).toBe(1);
    const shown = await Promise.all(Array.from({ length: 8 }, () => m.tell('message:show', target)));
    expect(new Set(shown.map(({ seq }) => seq)).size).toBe(1);
    const entries = (await as(alice).get(`/api/rooms/${roomId}/audit`).expect(200)).body as AuditEntry[];
    const { id, username } = bob;
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'message.shown', targetId: messageId, person: { id, username }, actor: { id: mona.id } },
      { action: 'message.hidden', targetId: messageId, person: { id, username }, actor: { id: mona.id } },
    ]);
  });

  it('is counted among what is unread again when it is shown', async () => {
    const { roomId, b, m } = await scene();
    const { messageId } = await say(b, roomId);
    const unread = async () => {
      const { body } = await as(alice).get(`/api/rooms/${roomId}`).expect(200);
      return (body as { unread?: number }).unread ?? 0;
    };
    const before = await unread();
    await m.tell('message:hide', { roomId, messageId });
    expect(await unread()).toBe(before - 1);
    await m.tell('message:show', { roomId, messageId });
    expect(await unread()).toBe(before);
  });

  it('is gone for good when its author deletes it, and when the room forgets it', async () => {
    const { roomId, b, m } = await scene();
    const [one, other] = [await say(b, roomId), await say(b, roomId)];
    for (const { messageId } of [one, other]) await m.tell('message:hide', { roomId, messageId });
    const gone = { roomId, messageId: one.messageId };
    const deleted = await b.tell('message:delete', gone);
    expect((await change(m, one.messageId, 'deleted')).message).toMatchObject({
      rev: deleted.seq,
      deleted: { by: { id: bob.id } },
    });
    expect(await onPage(mona, roomId, one.messageId)).not.toMatchObject({ deleted: { isHidden: true } });
    expect(await count(one.messageId)).toEqual([]);
    expect((await m.refused('message:show', gone)).code).toBe('MESSAGE_DELETED');
    expect((await m.refused('message:hide', gone)).code).toBe('MESSAGE_DELETED');

    await world.database.query('UPDATE "Room" SET "retentionDays" = 1 WHERE id = $1', [roomId]);
    await world.database.query(`SELECT room_expire($1, now() + interval '1 hour', 100)`, [roomId]);
    expect(await count(other.messageId)).toEqual([]);
  });

  it('is deleted with the rest of what somebody has written lately who is banned', async () => {
    const { roomId, b, m } = await scene();
    const { messageId } = await say(b, roomId);
    await m.tell('message:hide', { roomId, messageId });
    const order = { ban: true, deleteMessages: true };
    await as(alice).delete(`/api/rooms/${roomId}/members/${bob.id}`, order).expect(204);
    await change(m, messageId, 'deleted');
    expect(await count(messageId)).toEqual([]);
  });

  it('is shown by nobody who has lost the right meanwhile', async () => {
    const { roomId, a, b, m } = await scene();
    const { messageId } = await say(a, roomId);
    expect((await m.refused('message:hide', { roomId, messageId })).code).toBe('FORBIDDEN');
    const mine = await say(b, roomId);
    await m.tell('message:hide', { roomId, messageId: mine.messageId });
    await as(alice).patch(`/api/rooms/${roomId}/members/${mona.id}`, { role: ROLES.member }).expect(200);
    expect((await m.refused('message:show', { roomId, messageId: mine.messageId })).code).toBe('FORBIDDEN');
  });
});
