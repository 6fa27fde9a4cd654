import { isOfFew, type NoticeLevel, type QuietHours } from '@chatket/contract';
import { isoTime, safeInteger, type Statements } from '../prisma/index.js';
import { readsFrom } from '../rooms/access/index.js';
import type { RoomBehind } from './rooms-behind.repository.js';

/** A message as the rule needs it. */
export interface NoticedMessage {
  id: string;
  roomId: string;
  seq: number;
  senderId: string;
  /** It was looked at before, and was edited since: what speaks to people behind this seq is news. */
  since?: number;
  /** It is said in the thread of this message. */
  threadId?: string | null;
  /** And shown in the room; missing where it is said there. */
  inRoom?: boolean;
}

/** What somebody wants to be told of in a room, and how far they have read it. */
export interface Listener {
  roomId: string;
  userId: string;
  fromSeq: number;
  lastReadSeq: number;
  isMuted: boolean;
  level: NoticeLevel;
  /** The level is that of the room, not the one for all rooms of its kind. */
  isOfRoom: boolean;
  quietHours: QuietHours | null;
  zone: string;
  quietUntil: string | null;
}

/** In which room who is to be looked at: those named, or everybody. */
export interface Audience {
  room: Pick<RoomBehind, 'roomId' | 'kind'>;
  /** Beside those who want to be told of everything. */
  named: readonly string[];
  isEverybody: boolean;
}

interface ListenerRow extends Omit<Listener, 'fromSeq' | 'lastReadSeq' | 'isOfRoom'> {
  fromSeq: string;
  lastReadSeq: string;
  ownLevel: NoticeLevel | null;
}

/** Of `Message.flags`: see the migration mentions. */
const HAS_MENTIONS = 1024;

/** SQL: what holds for the membership `k` of the room `r`; `$1` is the moment. */
const LISTENER = `k."roomId", k."userId", ${readsFrom('k', 'r')} AS "fromSeq", k."lastReadSeq",
  coalesce(n."mutedUntil" > $1::timestamptz, false) AS "isMuted", n.level AS "ownLevel",
  coalesce(n.level, CASE WHEN r.kind IN ('direct', 'group') THEN coalesce(s.direct, 'all')
    ELSE coalesce(s.rooms, 'mentions') END) AS level,
  s."quietHours", coalesce(s.zone, 'UTC') AS zone, ${isoTime('s."quietUntil"')} AS "quietUntil"`;

const CHOICES = `CROSS JOIN LATERAL (SELECT * FROM "Room" x WHERE x.id = k."roomId" LIMIT 1) r
  LEFT JOIN LATERAL (
    SELECT * FROM "NoticeRoom" x WHERE x."userId" = k."userId" AND x."roomId" = k."roomId" LIMIT 1
  ) n ON true
  LEFT JOIN LATERAL (SELECT * FROM "NoticePerson" x WHERE x."userId" = k."userId" LIMIT 1) s ON true`;

/** The next messages of each room that are still there, in order, and up to where each room was looked through. */
export async function messagesBehind(
  statements: Statements,
  rooms: readonly RoomBehind[],
  limit: number,
): Promise<{ messages: NoticedMessage[]; cursors: Map<string, number> }> {
  const rows = await statements.query<{
    id: string;
    roomId: string;
    seq: string;
    senderId: string;
    isDeleted: boolean;
    threadId: string | null;
    inRoom: boolean;
  }>(
    'notices-messages',
    `SELECT m.id, m."roomId", m.seq, m."senderId", m."deletedAt" IS NOT NULL AS "isDeleted", m."threadId", m."inRoom"
     FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w (id, low, high)
     CROSS JOIN LATERAL (
       SELECT * FROM "Message" x WHERE x."roomId" = w.id AND x.seq > w.low AND x.seq <= w.high ORDER BY x.seq LIMIT $4
     ) m ORDER BY m.seq`,
    [
      rooms.map(({ roomId }) => roomId),
      rooms.map(({ from }) => from),
      rooms.map(({ headSeq }) => headSeq),
      limit,
    ],
  );
  const counts = new Map<string, number>();
  const cursors = new Map(rooms.map(({ roomId, headSeq }) => [roomId, headSeq]));
  const messages: NoticedMessage[] = [];
  for (const { isDeleted, seq, ...message } of rows) {
    const count = (counts.get(message.roomId) ?? 0) + 1;
    counts.set(message.roomId, count);
    if (count === limit) cursors.set(message.roomId, safeInteger(seq));
    if (!isDeleted) messages.push({ ...message, seq: safeInteger(seq) });
  }
  return { messages, cursors };
}

/** Messages before the cursors whose edits stand behind them, and that speak to people now. Walks RoomEvent_pkey. */
export async function editedBehind(
  statements: Statements,
  rooms: readonly RoomBehind[],
  cursors: ReadonlyMap<string, number>,
): Promise<NoticedMessage[]> {
  const rows = await statements.query<{
    id: string;
    roomId: string;
    seq: string;
    senderId: string;
    since: string;
    threadId: string | null;
    inRoom: boolean;
  }>(
    'notices-edited',
    `SELECT DISTINCT m.id, m."roomId", m.seq, m."senderId", m."threadId", m."inRoom", w.low::text AS since
     FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w (id, low, high)
     CROSS JOIN LATERAL (
       SELECT * FROM "RoomEvent" x WHERE x."roomId" = w.id AND x.seq > w.low AND x.seq <= w.high AND x.what = 'edited'
     ) e
     CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = e."targetId" LIMIT 1) m
     WHERE m.seq <= w.low AND m."deletedAt" IS NULL AND m.flags & ${String(HAS_MENTIONS)} <> 0`,
    [
      rooms.map(({ roomId }) => roomId),
      rooms.map(({ from }) => from),
      rooms.map(({ roomId, headSeq }) => cursors.get(roomId) ?? headSeq),
    ],
  );
  return rows.map((row) => ({ ...row, seq: safeInteger(row.seq), since: safeInteger(row.since) }));
}

/**
 * Who may have to be told of something in some rooms: of rooms that are their people all of them, of others those who
 * want to be told of everything and those who are named. A big room where nobody wants that costs two looks at an index.
 */
export async function listenersOf(
  statements: Statements,
  audiences: readonly Audience[],
  now: Date,
): Promise<Listener[]> {
  const named = audiences.flatMap(({ room, named: ids }) =>
    ids.map((userId) => [room.roomId, userId] as const),
  );
  const rows = await statements.query<ListenerRow>(
    'notices-listeners',
    `SELECT ${LISTENER}
     FROM unnest($2::uuid[], $3::boolean[]) AS w (room, "isEverybody")
     CROSS JOIN LATERAL (
       SELECT x."userId" FROM "RoomMembership" x WHERE x."roomId" = w.room AND w."isEverybody"
       UNION SELECT x."userId" FROM "NoticeRoom" x WHERE x."roomId" = w.room AND x.level = 'all' AND NOT w."isEverybody"
       UNION SELECT x."userId" FROM "NoticePerson" x WHERE x.rooms = 'all' AND NOT w."isEverybody"
       UNION SELECT y.person FROM unnest($4::uuid[], $5::uuid[]) AS y (room, person) WHERE y.room = w.room
     ) c
     CROSS JOIN LATERAL (
       SELECT * FROM "RoomMembership" x WHERE x."roomId" = w.room AND x."userId" = c."userId" LIMIT 1
     ) k ${CHOICES}`,
    [
      now.toISOString(),
      audiences.map(({ room }) => room.roomId),
      audiences.map(({ room, isEverybody }) => isEverybody || isOfFew(room)),
      named.map(([roomId]) => roomId),
      named.map(([, userId]) => userId),
    ],
  );
  return rows.map(toListener);
}

/** What holds for some people in one room; nothing for those who are not members. */
export async function listenersIn(
  statements: Statements,
  { roomId, userIds, now }: { roomId: string; userIds: readonly string[]; now: Date },
): Promise<Listener[]> {
  const rows = await statements.query<ListenerRow>(
    'notices-listeners-in',
    `SELECT ${LISTENER} FROM unnest($3::uuid[]) AS w (person) CROSS JOIN LATERAL (
       SELECT * FROM "RoomMembership" x WHERE x."roomId" = $2 AND x."userId" = w.person LIMIT 1
     ) k ${CHOICES}`,
    [now.toISOString(), roomId, userIds],
  );
  return rows.map(toListener);
}

/** Pairs of who does not want to hear whom, as `blocker blocked`. */
export async function blocksBetween(
  statements: Statements,
  listenerIds: readonly string[],
  senderIds: readonly string[],
): Promise<Set<string>> {
  const rows = await statements.query<{ pair: string }>(
    'notices-blocks',
    `SELECT b."blockerId" || ' ' || b."blockedId" AS pair FROM "PersonBlock" b
     WHERE b."blockerId" = ANY($1::uuid[]) AND b."blockedId" = ANY($2::uuid[])`,
    [[...listenerIds], [...senderIds]],
  );
  return new Set(rows.map(({ pair }) => pair));
}

function toListener({ ownLevel, fromSeq, lastReadSeq, ...row }: ListenerRow): Listener {
  return {
    ...row,
    isOfRoom: ownLevel !== null,
    fromSeq: safeInteger(fromSeq),
    lastReadSeq: safeInteger(lastReadSeq),
  };
}
