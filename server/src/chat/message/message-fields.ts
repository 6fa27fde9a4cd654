import { LIMITS, POLL_LIMITS } from '@chatket/contract';
import { isoTime, rowOf, userRefOf } from '../../prisma/index.js';
import { visible } from '../../rooms/access/index.js';

/** What hangs on a message, in `Message.flags`: rows with 0 are read without looking further. */
const FLAGS = {
  changed: 1,
  hasReactions: 2,
  isReply: 4,
  isInThread: 8,
  hasThread: 16,
  isPinned: 256,
  isForwarded: 512,
  isMention: 1024,
  isPoll: 2048,
  hasFiles: 4096,
  hasPreviews: 8192,
} as const;

/** How a field's text becomes JSON: as it is (a number, or JSON already), between quotes, or from ms since the epoch. */
type Form = 'raw' | 'quoted' | 'time';

interface Field {
  name: string;
  /** Of `"Message" m JOIN "User" u`; never NULL. */
  sql: string;
  form: Form;
}

const userRef = (alias: string) => `json_build_object('id', ${alias}.id, 'username', ${alias}.username)`;

/**
 * What every message has. This table is the only description of a message: the columns that are selected, the object
 * and the JSON document follow from it, and from `EXTRAS`.
 */
export const FIELDS: readonly Field[] = [
  { name: 'messageId', sql: 'm.id', form: 'quoted' },
  { name: 'roomId', sql: 'm."roomId"', form: 'quoted' },
  { name: 'seq', sql: 'm.seq', form: 'raw' },
  { name: 'text', sql: 'to_json(m.text)', form: 'raw' },
  { name: 'createdAt', sql: '(extract(epoch FROM m."createdAt") * 1000)::bigint', form: 'time' },
  { name: 'sender', sql: `concat('{"id":"', u.id, '","username":', to_json(u.username), '}')`, form: 'raw' },
  { name: 'clientMsgId', sql: 'to_json(m."clientMsgId")', form: 'raw' },
];

const DELETED = `CASE WHEN m."deletedAt" IS NOT NULL THEN json_build_object(
    'at', ${isoTime('m."deletedAt"')}, 'by', ${userRefOf('m."deletedById"')}, 'reason', m."deleteReason",
    'isHidden', CASE WHEN EXISTS (SELECT 1 FROM "HiddenMessage" k WHERE k."messageId" = m.id) THEN true END) END`;

/** The first who reacted with the kind `k`, without walking all who did. */
const FIRST_USERS = `(SELECT json_agg(${userRef('p')} ORDER BY f.seq, f."userId") FROM (
    SELECT r.seq, r."userId" FROM "MessageReaction" r WHERE r."messageId" = m.id AND r.emoji = k.emoji
    ORDER BY r.seq, r."userId" LIMIT ${String(LIMITS.reactionUsersShown)}
  ) f CROSS JOIN LATERAL ${rowOf('User', 'f."userId"')} p)`;

/** Told only where not all are shown: who is among them is seen otherwise. */
const isMine = (reader: string) => `CASE WHEN k.count > ${String(LIMITS.reactionUsersShown)} AND EXISTS (
    SELECT 1 FROM "MessageReaction" o WHERE o."messageId" = m.id AND o.emoji = k.emoji AND o."userId" = ${reader}
  ) THEN true END`;

const reactions = (
  reader: string | undefined,
) => `CASE WHEN m.flags & ${String(FLAGS.hasReactions)} <> 0 THEN (
    SELECT json_agg(json_build_object('emoji', k.emoji, 'count', k.count, 'users', ${FIRST_USERS}
      ${reader === undefined ? '' : `, 'mine', ${isMine(reader)}`}) ORDER BY k.first, k.emoji)
    FROM (SELECT r.emoji, count(*) AS count, min(r.seq) AS first FROM "MessageReaction" r
      WHERE r."messageId" = m.id GROUP BY r.emoji) k) END`;

const QUOTE = `json_build_object('id', q.id, 'seq', q.seq, 'text', q.text, 'sender', ${userRefOf('q."senderId"')},
      'rev', coalesce(q."changedSeq", q.seq), 'isDeleted', CASE WHEN q."deletedAt" IS NOT NULL THEN true END,
      'isHiddenByModerators', CASE WHEN q."deletedAt" IS NOT NULL AND EXISTS (
        SELECT 1 FROM "HiddenMessage" k WHERE k."messageId" = q.id) THEN true END,
      'files', CASE WHEN q.flags & ${String(FLAGS.hasFiles)} <> 0 THEN (
        SELECT count(*) FROM "Attachment" f WHERE f."messageId" = q.id) END)`;
/** As `messageFrom` has it. */
const HIDDEN_QUOTE = `json_build_object('id', q.id, 'text', '', 'sender', ${userRefOf('q."senderId"')}, 'rev', 0, 'isHidden', true)`;
const replyTo = (fromSeq: string | undefined) => `CASE WHEN m.flags & ${String(FLAGS.isReply)} <> 0 THEN (
    SELECT ${fromSeq === undefined ? QUOTE : `CASE WHEN ${visible('q.seq', fromSeq)} THEN ${QUOTE} ELSE ${HIDDEN_QUOTE} END`}
    FROM "Message" q WHERE q.id = m."replyToId") END`;

const PINNED = `CASE WHEN m.flags & ${String(FLAGS.isPinned)} <> 0 THEN (
    SELECT json_build_object('at', ${isoTime('g."pinnedAt"')}, 'by', ${userRefOf('g."pinnedById"')})
    FROM "Pin" g WHERE g."messageId" = m.id) END`;

/** The name of a room that is not public is not told outside of it. */
const FORWARDED = `CASE WHEN m.flags & ${String(FLAGS.isForwarded)} <> 0 THEN (
    SELECT json_build_object('sender', ${userRefOf('g."sourceSenderId"')}, 'at', ${isoTime('g."sourceAt"')}, 'from', (
      SELECT json_build_object('roomId', h.id, 'name', h.name, 'messageId', g."sourceId")
      FROM ${rowOf('Room', 'g."sourceRoomId"')} h WHERE h.kind = 'public' OR h.id = m."roomId"))
    FROM "Forward" g WHERE g."messageId" = m.id) END`;

/** What has been said in the thread under it: `ThreadSummary`. */
const THREAD = `CASE WHEN m.flags & ${String(FLAGS.hasThread)} <> 0 THEN (
    SELECT json_build_object('replies', g.replies, 'lastSeq', g."lastReplySeq", 'lastAt', ${isoTime('g."lastReplyAt"')},
      'who', (SELECT json_agg(${userRef('p')} ORDER BY w.place)
        FROM unnest(g.who) WITH ORDINALITY AS w (id, place) CROSS JOIN LATERAL ${rowOf('User', 'w.id')} p))
    FROM "Thread" g WHERE g."rootId" = m.id) END`;
const IN_ROOM = `CASE WHEN m.flags & ${String(FLAGS.isInThread)} <> 0 AND m."inRoom" THEN true END`;
const MENTIONS = `CASE WHEN m.flags & ${String(FLAGS.isMention)} <> 0 THEN mentions_of(m."roomId", m.seq) END`;

const FILES = `CASE WHEN m.flags & ${String(FLAGS.hasFiles)} <> 0 THEN attachments_of(m.id) END`;

const PREVIEWS = `CASE WHEN m.flags & ${String(FLAGS.hasPreviews)} <> 0 THEN previews_of(m.id) END`;

const poll = (reader = 'NULL') => `CASE WHEN m.flags & ${String(FLAGS.isPoll)} <> 0 THEN
    poll_of(m.id, ${reader}, ${String(POLL_LIMITS.votersShown)}) END`;

/** Whose eyes a message is for. */
export interface Reader {
  /** SQL of the person's id who is told which reactions and votes are theirs; shared answers have none. */
  id?: string;
  /** SQL of the seq from which they read: nothing is quoted from before it. Without one all is. */
  fromSeq?: string;
}

/**
 * What a message may have, as one JSON object without what is missing; empty for the rows of which nothing has been
 * changed and that answer nothing: they cost one comparison.
 */
export function extrasOf({ id, fromSeq }: Reader = {}): string {
  return `CASE WHEN m.flags = 0 THEN '' ELSE json_strip_nulls(json_build_object(
  'rev', m."changedSeq", 'editedAt', ${isoTime('m."editedAt"')}, 'deleted', ${DELETED},
  'reactions', ${reactions(id)}, 'replyTo', ${replyTo(fromSeq)},
  'pinned', ${PINNED}, 'forwarded', ${FORWARDED}, 'mentions', ${MENTIONS}, 'poll', ${poll(id)}, 'attachments', ${FILES},
  'previews', ${PREVIEWS},   'threadId', m."threadId", 'inRoom', ${IN_ROOM}, 'thread', ${THREAD}))::text END`;
}
