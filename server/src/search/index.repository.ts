import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase, safeInteger, type Statements } from '../prisma/index.js';

/** How far the index is. Docs are counted up for new messages, and down for those that were there before it. */
export interface IndexState {
  rules: number;
  nextDoc: bigint;
  /** Older messages are taken in from here backwards; null when all of them are. */
  backId: string | null;
  backDoc: bigint;
}

/** What is behind a room's cursor. */
export interface RoomBehind {
  roomId: string;
  /** Up to here everything has been taken in. */
  from: number;
  headSeq: number;
  expiredSeq: number;
}

/** A message as the index needs it. */
export interface IndexedMessage {
  id: string;
  roomId: string;
  seq: string;
  senderId: string;
  text: string;
  flags: number;
  createdAt: Date;
  isDeleted: boolean;
}

/** A change behind a cursor, with the present state of its message; of other changes only what they are. */
export interface IndexedChange {
  roomId: string;
  changeSeq: string;
  what: string;
  message: IndexedMessage | null;
  /** Of the message's entry; null when there is none. */
  doc: string | null;
}

export interface NewEntry {
  roomId: string;
  seq: string;
  doc: bigint;
  /** An array of integers as PostgreSQL reads it. */
  grams: string;
}

interface StateRow {
  rules: number;
  nextDoc: string;
  backId: string | null;
  backDoc: string;
}

const COLUMNS = (alias: string) => `${alias}.id, ${alias}."roomId", ${alias}.seq::text, ${alias}."senderId",
  ${alias}.text, ${alias}.flags, ${alias}."createdAt", ${alias}."deletedAt" IS NOT NULL AS "isDeleted"`;

/**
 * What the index is written with. All of it inside a transaction that holds the one row of `SearchState`: one writer at a
 * time, of however many servers.
 */
@Injectable()
export class IndexRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Runs the work as the only writer. @returns undefined when somebody else is writing */
  async asWriter<Result>(
    work: (state: IndexState, statements: Statements) => Promise<Result>,
  ): Promise<Result | undefined> {
    return this.database.transaction(async (statements) => {
      const [row] = await statements.query<StateRow>(
        'search-state-lock',
        `SELECT rules, "nextDoc"::text, "backId", "backDoc"::text FROM "SearchState" WHERE id = 1 FOR UPDATE SKIP LOCKED`,
      );
      if (!row) return undefined;
      return work({ ...row, nextDoc: BigInt(row.nextDoc), backDoc: BigInt(row.backDoc) }, statements);
    });
  }

  /** Of all rooms those that have something to take in. Reads both tables whole: for the start and now and then. */
  async roomsBehind(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'search-rooms-behind',
      `SELECT r.id FROM "Room" r LEFT JOIN "SearchCursor" c ON c."roomId" = r.id
       WHERE r."lastSeq" > coalesce(c.seq, 0) LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Forgets everything: what there is now is taken in backwards, what comes from now on is taken in as it comes. */
  async begin(statements: Statements, rules: number): Promise<void> {
    await statements.query('search-clear', `TRUNCATE "SearchEntry", "SearchSegment", "SearchCursor"`);
    await statements.query(
      'search-cursors',
      `INSERT INTO "SearchCursor" ("roomId", seq) SELECT id, "lastSeq" FROM "Room" WHERE "lastSeq" > 0`,
    );
    await statements.query(
      'search-begin',
      `UPDATE "SearchState" SET rules = $1, "nextDoc" = 0, "backDoc" = -1,
         "backId" = CASE WHEN EXISTS (SELECT 1 FROM "Message") THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid END
       WHERE id = 1`,
      [rules],
    );
  }

  async behind(statements: Statements, roomIds: readonly string[]): Promise<RoomBehind[]> {
    const rows = await statements.query<{ id: string; from: string; head: string; expired: string }>(
      'search-behind',
      `SELECT r.id, coalesce(c.seq, 0) AS "from", r."lastSeq" AS head, r."expiredSeq" AS expired
       FROM unnest($1::uuid[]) AS w (id) JOIN "Room" r ON r.id = w.id LEFT JOIN "SearchCursor" c ON c."roomId" = r.id
       WHERE r."lastSeq" > coalesce(c.seq, 0)`,
      [[...roomIds]],
    );
    return rows.map(({ id, from, head, expired }) => ({
      roomId: id,
      from: safeInteger(from),
      headSeq: safeInteger(head),
      expiredSeq: safeInteger(expired),
    }));
  }

  /** The next messages of each room, in order; `limit` of each at most. Walks Message_roomId_seq_key. */
  newMessages(
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
  async changes(
    statements: Statements,
    rooms: readonly RoomBehind[],
    limit: number,
  ): Promise<IndexedChange[]> {
    const rows = await statements.query<
      Omit<IndexedChange, 'message'> & { id: string | null } & Omit<IndexedMessage, 'id'>
    >(
      'search-changes',
      `SELECT y."roomId" AS room, y.seq::text AS "changeSeq", y.what, ${COLUMNS('m')}, e.doc::text AS doc
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
  olderMessages(statements: Statements, before: string, limit: number): Promise<IndexedMessage[]> {
    return statements.query(
      'search-older-messages',
      `SELECT ${COLUMNS('m')} FROM "Message" m WHERE m.id < $1 ORDER BY m.id DESC LIMIT $2`,
      [before, limit],
    );
  }

  /** What is there already stays. */
  async add(statements: Statements, entries: readonly NewEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await statements.query(
      'search-add',
      `INSERT INTO "SearchEntry" ("roomId", seq, doc, grams)
       SELECT w.room, w.seq, w.doc, w.grams::integer[] FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[]) AS w (room, seq, doc, grams)
       ON CONFLICT DO NOTHING`,
      columnsOf(entries),
    );
  }

  async replace(statements: Statements, entries: readonly NewEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await statements.query(
      'search-replace',
      `UPDATE "SearchEntry" e SET grams = w.grams::integer[]
       FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[]) AS w (room, seq, doc, grams)
       WHERE e."roomId" = w.room AND e.seq = w.seq`,
      columnsOf(entries),
    );
  }

  /** What a room has forgotten. */
  async expire(statements: Statements, { roomId, expiredSeq }: RoomBehind): Promise<void> {
    await statements.query('search-expire', `DELETE FROM "SearchEntry" WHERE "roomId" = $1 AND seq <= $2`, [
      roomId,
      expiredSeq,
    ]);
  }

  async noteCursors(
    statements: Statements,
    cursors: readonly { roomId: string; seq: number }[],
  ): Promise<void> {
    // A room may be gone by now.
    await statements.query(
      'search-note-cursors',
      `INSERT INTO "SearchCursor" ("roomId", seq)
       SELECT r.id, w.seq FROM unnest($1::uuid[], $2::bigint[]) AS w (room, seq) JOIN "Room" r ON r.id = w.room
       ON CONFLICT ("roomId") DO UPDATE SET seq = excluded.seq`,
      [cursors.map(({ roomId }) => roomId), cursors.map(({ seq }) => seq)],
    );
  }

  async noteTimes(statements: Statements, times: ReadonlyMap<number, readonly [Date, Date]>): Promise<void> {
    if (times.size === 0) return;
    await statements.query(
      'search-note-times',
      `INSERT INTO "SearchSegment" (segment, oldest, newest)
       SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[])
       ON CONFLICT (segment) DO UPDATE SET oldest = least("SearchSegment".oldest, excluded.oldest),
         newest = greatest("SearchSegment".newest, excluded.newest)`,
      [
        [...times.keys()],
        [...times.values()].map(([oldest]) => oldest.toISOString()),
        [...times.values()].map(([, newest]) => newest.toISOString()),
      ],
    );
  }

  async noteState(
    statements: Statements,
    { nextDoc, backId, backDoc }: Omit<IndexState, 'rules'>,
  ): Promise<void> {
    await statements.query(
      'search-note-state',
      `UPDATE "SearchState" SET "nextDoc" = $1, "backId" = $2, "backDoc" = $3 WHERE id = 1`,
      [String(nextDoc), backId, String(backDoc)],
    );
  }

  /** How many messages can be found. */
  async size(): Promise<number> {
    const [row] = await this.database.query<{ size: string }>(
      'search-size',
      `SELECT ("nextDoc" - "backDoc" - 1)::text AS size FROM "SearchState" WHERE id = 1`,
    );
    return Number(row?.size);
  }

  /** Sorts in what waits, so that no search has to read it. */
  async settle(): Promise<void> {
    await this.database.query('search-settle', `SELECT gin_clean_pending_list('"SearchEntry_grams_idx"')`);
  }
}

function spans(rooms: readonly RoomBehind[]): [string[], number[], number[]] {
  return [
    rooms.map(({ roomId }) => roomId),
    rooms.map(({ from }) => from),
    rooms.map(({ headSeq }) => headSeq),
  ];
}

function columnsOf(entries: readonly NewEntry[]): string[][] {
  return [
    entries.map(({ roomId }) => roomId),
    entries.map(({ seq }) => seq),
    entries.map(({ doc }) => String(doc)),
    entries.map(({ grams }) => grams),
  ];
}
