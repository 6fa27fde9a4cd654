import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS, type LogEntry, type Message, type Reaction, type UserRef } from '@chatket/contract';
import fc from 'fast-check';
import { HistoryRepository } from '../../src/chat/history/history.repository.js';
import { messageFrom } from '../../src/chat/message/index.js';
import { MessageViewRepository } from '../../src/chat/message/message-view.repository.js';
import { newId } from '../../src/common/index.js';
import { LogRepository } from '../../src/log/log.repository.js';
import { applyMigrations, Database } from '../../src/prisma/index.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ROOM = '0193f1d2-0000-7000-8000-000000000001';
const QUOTED = '0193f1d2-0000-7000-8000-000000000011';
const people = Array.from({ length: 25 }, (_, index): UserRef => ({
  id: `0193f1d2-0000-7000-8000-0000000001${String(10 + index)}`,
  username: `person-${String(10 + index)}`,
}));
const [alice, bob] = people as [UserRef, UserRef];

let target: TestDatabase;
let database: Database;
let seq = 1;

beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
  database = new Database(target.url, 2, () => undefined);
  for (const { id, username } of people)
    await target.query('INSERT INTO "User" (id, username) VALUES ($1, $2)', [id, username]);
  await target.query(
    'INSERT INTO "Room" (id, name, "nameKey", "createdById", "lastSeq") VALUES ($1, $2, $2, $3, 1)',
    [ROOM, 'room', alice.id],
  );
  await target.query('INSERT INTO "RoomMembership" ("roomId", "userId") VALUES ($1, $2)', [ROOM, alice.id]);
});
afterAll(async () => {
  await database.close();
  await target.drop();
});

/** What a message may have; undefined for what it has not. */
interface Extras {
  rev: number | undefined;
  editedAt: string | undefined;
  deleted: { reason: string | undefined } | undefined;
  /** How many people have reacted with each kind. */
  reactions: number[] | undefined;
  quoted: { text: string; rev: number | undefined; isDeleted: boolean } | undefined;
}

const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc
  .oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('"', '\\', '\x7f', '\u2028', '{}', 'a\nb'),
  )
  // PostgreSQL stores no NUL and no half of a pair; both are refused at the door.
  .map((each) => each.replace(/\0|\p{Surrogate}/gu, ''));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const extras: fc.Arbitrary<Extras> = fc.record({
  rev: maybe(fc.integer({ min: 2, max: 1_000_000 })),
  editedAt: maybe(time),
  deleted: maybe(fc.record({ reason: maybe(text.filter((each) => each.length < 400)) })),
  reactions: maybe(fc.array(fc.integer({ min: 1, max: people.length }), { minLength: 1, maxLength: 3 })),
  quoted: maybe(fc.record({ text, rev: maybe(fc.integer({ min: 2, max: 99 })), isDeleted: fc.boolean() })),
});
const EMOJIS = ['👍', '❤️', '🎉'];

/** Writes the rows by hand, and says what they are as a message to `reader`. */
async function store(body: string, createdAt: string, has: Extras): Promise<Message> {
  await target.query('DELETE FROM "Message"');
  seq += 1;
  const messageId = newId();
  const { rev, editedAt, deleted, reactions, quoted } = has;
  if (quoted)
    await target.query(
      `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt", flags, "changedSeq", "deletedAt", "deletedById")
       VALUES ($1, $2, 1, $3, 'quoted-key', $4, now(), 1, $5, $6, $7)`,
      [
        QUOTED,
        ROOM,
        bob.id,
        quoted.text,
        quoted.rev,
        quoted.isDeleted ? createdAt : null,
        quoted.isDeleted ? bob.id : null,
      ],
    );
  const isChanged = [rev, editedAt, deleted].some((each) => each !== undefined);
  const flags = (isChanged ? 1 : 0) | (reactions ? 2 : 0) | (quoted ? 4 : 0);
  await target.query(
    `INSERT INTO "Message" (id, "roomId", seq, "senderId", "clientMsgId", text, "createdAt", flags, "changedSeq",
       "editedAt", "deletedAt", "deletedById", "deleteReason", "replyToId")
     VALUES ($1, $2, $3, $4, 'client-key', $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      messageId,
      ROOM,
      seq,
      alice.id,
      body,
      createdAt,
      flags,
      rev,
      editedAt,
      deleted && createdAt,
      deleted && bob.id,
      deleted?.reason,
      quoted && QUOTED,
    ],
  );
  for (const [kind, count] of (reactions ?? []).entries())
    for (const [place, { id }] of people.slice(0, count).entries())
      await target.query(
        'INSERT INTO "MessageReaction" ("messageId", emoji, "userId", variant, seq) VALUES ($1, $2, $3, $2, $4)',
        [messageId, EMOJIS[kind], id, 100 * kind + place],
      );
  return {
    ...{ messageId, roomId: ROOM, seq, text: body, createdAt, sender: alice, clientMsgId: 'client-key' },
    ...(rev !== undefined && { rev }),
    ...(editedAt !== undefined && { editedAt }),
    ...(deleted && {
      deleted: { at: createdAt, by: bob, ...(deleted.reason !== undefined && { reason: deleted.reason }) },
    }),
    ...(reactions && {
      reactions: reactions.map((count, kind): Reaction => {
        const users = people.slice(0, Math.min(count, LIMITS.reactionUsersShown));
        return { emoji: EMOJIS[kind] ?? '', count, users };
      }),
    }),
    ...(quoted && {
      replyTo: {
        id: QUOTED,
        seq: 1,
        text: quoted.text,
        sender: bob,
        rev: quoted.rev ?? 1,
        ...(quoted.isDeleted && { isDeleted: true as const }),
      },
    }),
  };
}

/** As one person is told, who is among those who are not shown as well. */
function toldTo(reader: UserRef, message: Message): Message {
  if (!message.reactions) return message;
  const place = people.indexOf(reader);
  const reactions = message.reactions.map((reaction): Reaction => {
    const isMine = reaction.count > LIMITS.reactionUsersShown && place < reaction.count;
    return isMine ? { ...reaction, mine: true } : reaction;
  });
  return { ...message, reactions };
}

describe('a message whose quote is hidden', () => {
  it('is the same from the database and from memory, whatever it has', async () => {
    const views = new MessageViewRepository(database);
    const log = new LogRepository(database);
    const history = new HistoryRepository(database);
    const fromSeq = 1;
    await target.query('UPDATE "RoomMembership" SET "fromSeq" = $1', [fromSeq]);
    await fc.assert(
      fc.asyncProperty(text, time, extras, async (body, createdAt, has) => {
        const message = await store(body, createdAt, has);
        const hidden = { id: QUOTED, text: '', sender: bob, rev: 0, isHidden: true as const };
        const told = { ...message, ...(message.replyTo && { replyTo: hidden }) };
        const [viewed] = await views.byIds([message.messageId]);
        expect(viewed && messageFrom(fromSeq, viewed)).toEqual(told);
        const since = await log.messagesSince([{ roomId: ROOM, fromSeq, since: new Date(0) }], 5);
        expect(since.get(ROOM)?.map((each) => messageFrom(fromSeq, each))).toEqual([told]);
        const { older } = await history.page({
          ...{ roomId: ROOM, readerId: alice.id, isBehindAnchor: false, older: 5, newer: 0 },
        });
        expect(older.map(({ json }) => JSON.parse(json) as Message)).toEqual([toldTo(alice, told)]);
      }),
      { numRuns: 30, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
    await target.query('UPDATE "RoomMembership" SET "fromSeq" = 0');
  });
});

describe('a message', () => {
  it('is the same as an object, as JSON, on a page, in the log and since a time, whatever it has', async () => {
    const views = new MessageViewRepository(database);
    const log = new LogRepository(database);
    const history = new HistoryRepository(database);
    await fc.assert(
      fc.asyncProperty(text, time, extras, async (body, createdAt, has) => {
        const message = await store(body, createdAt, has);
        const behind = { roomId: ROOM, seq: seq - 1, headSeq: seq };
        const [viewed] = await views.byIds([message.messageId]);
        const [page] = await log.pagesAfter([behind], 1);
        const { entries } = await log.segmentAfter(behind, 1);
        const since = await log.messagesSince([{ roomId: ROOM, fromSeq: 0, since: new Date(0) }], 1);
        const told: (LogEntry | undefined)[] = [viewed, ...(page?.entries ?? []), ...entries];
        expect([...told, ...(since.get(ROOM) ?? [])]).toEqual([message, message, message, message]);
        const query = { roomId: ROOM, readerId: alice.id, isBehindAnchor: false, older: 0, newer: 1 };
        const { newer } = await history.page({ ...query, anchorId: message.messageId });
        expect(newer.map(({ messageId }) => messageId)).toEqual([message.messageId]);
        expect(newer.map(({ json }) => JSON.parse(json) as Message)).toEqual([toldTo(alice, message)]);
      }),
      { numRuns: 60, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });
});
