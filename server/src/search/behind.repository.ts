import { safeInteger, type Statements } from '../prisma/index.js';

/** What is behind a room's cursor. */
export interface RoomBehind {
  roomId: string;
  /** Up to here everything has been taken in. */
  from: number;
  headSeq: number;
  expiredSeq: number;
  /** Something behind the cursor is there already, as what is older was taken in meanwhile. */
  isAhead: boolean;
}

/** A message as the index needs it. */
export interface IndexedMessage {
  roomId: string;
  seq: string;
  senderId: string;
  text: string;
  flags: number;
  /** When it was said, in ms since the epoch. */
  at: number;
  isDeleted: boolean;
}

/** A change behind a cursor, with the present state of its message; of other changes only what they are. */
interface IndexedChange {
  roomId: string;
  changeSeq: string;
  what: string;
  message: (IndexedMessage & { id: string }) | null;
  /** Of the message's entry; null when there is none. */
  doc: string | null;
}

/** A number is read in a tenth of the time that a `Date` takes, for every message that is said. */
const COLUMNS = (alias: string) => `${alias}."roomId", ${alias}.seq::text, ${alias}."senderId", ${alias}.text,
  ${alias}.flags, round(date_part('epoch', ${alias}."createdAt") * 1000) AS at, ${alias}."deletedAt" IS NOT NULL AS "isDeleted"`;

/** Of some rooms those that have something to take in. Whether something is ahead is one look at SearchEntry_pkey for each. */
export async function roomsBehind(statements: Statements, roomIds: readonly string[]): Promise<RoomBehind[]> {
  const rows = await statements.query<
    { id: string; from: string; head: string; expired: string } & Pick<RoomBehind, 'isAhead'>
  >(
    'search-behind',
    `SELECT r.id, coalesce(c.seq, 0) AS "from", r."lastSeq" AS head, r."expiredSeq" AS expired,
       EXISTS (SELECT 1 FROM "SearchEntry" e WHERE e."roomId" = r.id AND e.seq > coalesce(c.seq, 0)) AS "isAhead"
     FROM unnest($1::uuid[]) AS w (id) JOIN "Room" r ON r.id = w.id LEFT JOIN "SearchCursor" c ON c."roomId" = r.id
     WHERE r."lastSeq" > coalesce(c.seq, 0)`,
    [[...roomIds]],
  );
  return rows.map(({ id, from, head, expired, isAhead }) => ({
    roomId: id,
    from: safeInteger(from),
    headSeq: safeInteger(head),
    expiredSeq: safeInteger(expired),
    isAhead,
  }));
}

/** The next messages of each room, in order; `limit` of each at most. Walks Message_roomId_seq_key. */
export function newMessages(
  statements: Statements,
  rooms: readonly RoomBehind[],
  limit: number,
): Promise<IndexedMessage[]> {
  return statements.query(
    'search-new-messages',
    `SELECT ${COLUMNS('m')} FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w (id, low, high)
     CROSS JOIN LATERAL (
       SELECT * FROM "Message" x WHERE x."roomId" = w.id AND x.seq > w.low AND x.seq <= w.high ORDER BY x.seq LIMIT $4
     ) m`,
    [...spans(rooms), limit],
  );
}

/** The next changes of each room, in order; `limit` of each at most. Walks RoomEvent_pkey. */
export async function changesOf(
  statements: Statements,
  rooms: readonly RoomBehind[],
  limit: number,
): Promise<IndexedChange[]> {
  const rows = await statements.query<
    Omit<IndexedChange, 'message'> & { id: string | null } & IndexedMessage
  >(
    'search-changes',
    `SELECT y."roomId" AS room, y.seq::text AS "changeSeq", y.what, m.id, ${COLUMNS('m')}, e.doc::text AS doc
     FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS w (id, low, high)
     CROSS JOIN LATERAL (
       SELECT * FROM "RoomEvent" x WHERE x."roomId" = w.id AND x.seq > w.low AND x.seq <= w.high ORDER BY x.seq LIMIT $4
     ) y
     LEFT JOIN LATERAL (
       SELECT * FROM "Message" x WHERE x.id = y."targetId" AND y.kind = 'message'
         AND (y.what <> 'reacted' OR x."editedSeq" > w.low OR x."deletedAt" IS NOT NULL) LIMIT 1
     ) m ON true
     LEFT JOIN LATERAL (
       SELECT * FROM "SearchEntry" x WHERE x."roomId" = m."roomId" AND x.seq = m.seq LIMIT 1
     ) e ON true`,
    [...spans(rooms), limit],
  );
  return rows.map((row) => {
    const { changeSeq, what, doc, id } = row;
    const roomId = (row as unknown as { room: string }).room;
    return { roomId, changeSeq, what, doc, message: id === null ? null : { ...row, id } };
  });
}

/** The next older messages, newest first. Walks Message_pkey: ids are given out in the order of time. */
export function olderMessages(
  statements: Statements,
  before: string,
  limit: number,
): Promise<(IndexedMessage & { id: string })[]> {
  return statements.query(
    'search-older-messages',
    `SELECT m.id, ${COLUMNS('m')} FROM "Message" m WHERE m.id < $1 ORDER BY m.id DESC LIMIT $2`,
    [before, limit],
  );
}

function spans(rooms: readonly RoomBehind[]): [string[], number[], number[]] {
  return [
    rooms.map(({ roomId }) => roomId),
    rooms.map(({ from }) => from),
    rooms.map(({ headSeq }) => headSeq),
  ];
}
