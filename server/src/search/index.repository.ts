import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase, type SqlValue, type Statements } from '../prisma/index.js';
import type { RoomBehind } from './behind.repository.js';
import { integerArray } from './integer-array.js';

/** How far the index is. Docs are counted up for new messages, and down for those that were there before it. */
export interface IndexState {
  rules: number;
  nextDoc: bigint;
  /** Older messages are taken in from here backwards; null when all of them are. */
  backId: string | null;
  backDoc: bigint;
}

export interface NewEntry {
  roomId: string;
  seq: string;
  doc: bigint;
  /** Ascending. */
  grams: Int32Array;
}

/** What a step has come to, beside the index itself. */
export interface Progress {
  cursors?: readonly { roomId: string; seq: number }[];
  /** By segment: when the oldest and the newest of what it took in was said, in ms since the epoch. */
  times?: ReadonlyMap<number, readonly [number, number]>;
}

interface StateRow {
  rules: number;
  nextDoc: string;
  backId: string | null;
  backDoc: string;
}

/** SQL: the rows of `columnsOf`. */
const ROWS = `unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::int[], $5::int[]) AS w (room, seq, doc, first, last)`;
const GRAMS = `($6::int[])[w.first:w.last]`;
const ADD = `INSERT INTO "SearchEntry" ("roomId", seq, doc, grams) SELECT w.room, w.seq, w.doc, ${GRAMS} FROM ${ROWS}`;

/**
 * What the index is written with. All of it inside a transaction that holds the one row of `SearchState`: one writer at a
 * time, of however many servers.
 */
@Injectable()
export class IndexRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * Runs the work as the only writer. Nobody waits for the disk: what a crash of the database takes back it takes back
   * together with the cursors, and it is taken in once more. @returns undefined when somebody else is writing
   */
  async asWriter<Result>(
    work: (state: IndexState, statements: Statements) => Promise<Result>,
  ): Promise<Result | undefined> {
    return this.database.transaction(async (statements) => {
      const [row] = await statements.query<StateRow>(
        'search-state-lock',
        `SELECT rules, "nextDoc"::text, "backId", "backDoc"::text, set_config('synchronous_commit', 'off', true)
         FROM "SearchState" WHERE id = 1 FOR UPDATE SKIP LOCKED`,
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

  /** None of them is there yet: to look whether a row is there costs a fourth of what the row does. */
  async add(statements: Statements, entries: readonly NewEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await statements.query('search-add', ADD, columnsOf(entries));
  }

  /** What is there already stays. */
  async addMissing(statements: Statements, entries: readonly NewEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await statements.query('search-add-missing', `${ADD} ON CONFLICT DO NOTHING`, columnsOf(entries));
  }

  async replace(statements: Statements, entries: readonly NewEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await statements.query(
      'search-replace',
      `UPDATE "SearchEntry" e SET grams = ${GRAMS} FROM ${ROWS} WHERE e."roomId" = w.room AND e.seq = w.seq`,
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

  /** How far everything is now: the cursors of rooms, the times of segments, and the index itself. */
  async note(
    statements: Statements,
    { nextDoc, backId, backDoc }: Omit<IndexState, 'rules'>,
    { cursors = [], times = new Map() }: Progress,
  ): Promise<void> {
    const segments = [...times.entries()];
    // A room may be gone by now.
    await statements.query(
      'search-note',
      `WITH cursors AS (
         INSERT INTO "SearchCursor" ("roomId", seq)
         SELECT r.id, w.seq FROM unnest($1::uuid[], $2::bigint[]) AS w (room, seq) JOIN "Room" r ON r.id = w.room
         ON CONFLICT ("roomId") DO UPDATE SET seq = excluded.seq
       ), times AS (
         INSERT INTO "SearchSegment" (segment, oldest, newest)
         SELECT * FROM unnest($3::int[], $4::timestamptz[], $5::timestamptz[])
         ON CONFLICT (segment) DO UPDATE SET oldest = least("SearchSegment".oldest, excluded.oldest),
           newest = greatest("SearchSegment".newest, excluded.newest)
       )
       UPDATE "SearchState" SET "nextDoc" = $6, "backId" = $7, "backDoc" = $8 WHERE id = 1`,
      [
        cursors.map(({ roomId }) => roomId),
        cursors.map(({ seq }) => seq),
        segments.map(([segment]) => segment),
        segments.map(([, [oldest]]) => new Date(oldest).toISOString()),
        segments.map(([, [, newest]]) => new Date(newest).toISOString()),
        ...[String(nextDoc), backId, String(backDoc)],
      ],
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

/**
 * All grams stand in one array, of which each row is given its part. Ids and numbers have no sign that needs to be escaped:
 * the driver would look for such signs in all of them.
 */
function columnsOf(entries: readonly NewEntry[]): SqlValue[] {
  let end = 0;
  const ends = entries.map(({ grams }) => (end += grams.length));
  const columns = [
    entries.map(({ roomId }) => roomId),
    entries.map(({ seq }) => seq),
    entries.map(({ doc }) => doc),
    entries.map(({ grams }, place) => (ends[place] ?? 0) - grams.length + 1),
    ends,
  ];
  return [
    ...columns.map((column) => `{${column.join(',')}}`),
    integerArray(entries.map(({ grams }) => grams)),
  ];
}
