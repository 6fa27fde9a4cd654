import { Injectable } from '@nestjs/common';
import { ACTIONS, type Message, normalizeUsername } from '@chatket/contract';
import { messageRecord, recordToMessage, SENDER } from '../chat/message/index.js';
import { OrdinaryDatabase } from '../prisma/index.js';
import { may, memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';

/** A message that may be what somebody looks for. */
export interface Candidate {
  doc: bigint;
  id: string;
  roomId: string;
  seq: string;
  senderId: string;
  text: string;
  flags: number;
  createdAt: Date;
  editedAt: Date | null;
}

/** What the index is asked for. */
export interface Question {
  /** All grams of one of these have to be there, */
  sets: readonly string[];
  /** and one gram at least of what stands at the same place here; empty when nothing else is asked. */
  some: readonly string[];
  before: bigint;
  limit: number;
}

export interface Found {
  message: Message;
  before: Message | null;
  after: Message | null;
}

export interface Segments {
  /** Newest first. */
  numbers: number[];
  isBuilding: boolean;
}

/** What is further away than so many changes of the room is no neighbour: threads may have been long meanwhile. */
const NEIGHBOURS_WITHIN = 200;
const beside = (
  comparison: '<' | '>',
  order: 'DESC' | 'ASC',
  where: string,
) => `(SELECT x.*, 1 AS nth FROM "Message" x
    WHERE ${where} AND x.seq ${comparison} f.seq AND ${visible('x.seq', 'f.from_seq')} ORDER BY x.seq ${order} LIMIT 1)`;
const inRoom = (bound: string) =>
  `f."inRoom" AND x."roomId" = f."roomId" AND x.seq ${bound} ${String(NEIGHBOURS_WITHIN)} AND x."inRoom"`;
const IN_THREAD = 'NOT f."inRoom" AND x."threadId" = f."threadId"';
/** Before the first reply of a thread stands its root. */
const ROOT = `(SELECT x.*, 2 AS nth FROM "Message" x
    WHERE NOT f."inRoom" AND x.id = f."threadId" AND ${visible('x.seq', 'f.from_seq')})`;
const described = (candidates: readonly string[]) => `(
  SELECT ${messageRecord({ id: '$1', fromSeq: 'f.from_seq' })}
  FROM (${candidates.join(' UNION ALL ')} ORDER BY nth LIMIT 1) m ${SENDER})`;
/** What is shown right before and after a message: in the room, or in the thread where it is shown in that only. */
const BEFORE = described([beside('<', 'DESC', inRoom('>= f.seq -')), beside('<', 'DESC', IN_THREAD), ROOT]);
const AFTER = described([beside('>', 'ASC', inRoom('<= f.seq +')), beside('>', 'ASC', IN_THREAD)]);

/** What searching reads. */
@Injectable()
export class SearchRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The segments that have something from a time; all where no time is given. */
  async segments(from: Date | undefined, until: Date | undefined): Promise<Segments> {
    const [row] = await this.database.query<{ numbers: number[] | null; isBuilding: boolean }>(
      'search-segments',
      `SELECT s."backId" IS NOT NULL OR s.rules = 0 AS "isBuilding", (
         SELECT array_agg(g.segment ORDER BY g.segment DESC) FROM "SearchSegment" g
         WHERE coalesce(g.newest >= $1::timestamptz, true) AND coalesce(g.oldest < $2::timestamptz, true)
       ) AS numbers FROM "SearchState" s WHERE s.id = 1`,
      [from?.toISOString() ?? null, until?.toISOString() ?? null],
    );
    return { numbers: row?.numbers ?? [], isBuilding: row?.isBuilding ?? true };
  }

  /** Candidates before a doc, newest first, of rooms that the person may read at this moment. */
  async candidates(userId: string, { sets, some, before, limit }: Question): Promise<Candidate[]> {
    const rows = await this.database.query<Omit<Candidate, 'doc'> & { doc: string }>(
      'search-docs-in',
      `SELECT doc::text, id, "roomId", seq::text, "senderId", text, flags, "createdAt", "editedAt"
       FROM search_docs_in($1, $2, $3::text[], $4::text[], $5, $6)`,
      [userId, ACTIONS.read.role, [...sets], [...some], String(before), limit],
    );
    return rows.map((row) => ({ ...row, doc: BigInt(row.doc) }));
  }

  /** Marked messages before a doc, newest first, of rooms that the person may read at this moment: see `search_docs_marked`. */
  async marked(
    userId: string,
    { mark, before, limit }: { mark: 'saved' | 'pinned' | 'poll'; before: bigint; limit: number },
  ): Promise<Candidate[]> {
    const rows = await this.database.query<Omit<Candidate, 'doc'> & { doc: string }>(
      'search-docs-marked',
      `SELECT doc::text, id, "roomId", seq::text, "senderId", text, flags, "createdAt", "editedAt"
       FROM search_docs_marked($1, $2, $3, $4, $5)`,
      [userId, ACTIONS.read.role, mark, String(before), limit],
    );
    return rows.map((row) => ({ ...row, doc: BigInt(row.doc) }));
  }

  /**
   * What was found as that person is told of it, with its neighbours, in the order of `ids`. Whoever may not read it any
   * more, and what was deleted meanwhile, is missing. Walks Message_pkey, Message_roomId_seq_key and
   * Message_threadId_seq_idx.
   */
  async describe(userId: string, ids: readonly string[]): Promise<Found[]> {
    const rows = await this.database.query<Record<'record' | 'before' | 'after', string | null>>(
      'search-describe',
      `SELECT (SELECT ${messageRecord({ id: '$1', fromSeq: 'f.from_seq' })} FROM (SELECT * FROM "Message" x WHERE x.id = f.id) m ${SENDER}) AS record,
         ${BEFORE} AS before, ${AFTER} AS after
       FROM (
         SELECT w.place, x.id, x."roomId", x.seq, x."threadId", x."inRoom", ${readsFrom('k', 'r')} AS from_seq
         FROM unnest($2::int[], $3::uuid[]) AS w (place, id)
         CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = w.id AND x."deletedAt" IS NULL LIMIT 1) x
         CROSS JOIN LATERAL ${memberWhoMay('read', 'x."roomId"', '$1')} k
         CROSS JOIN LATERAL (SELECT * FROM "Room" r WHERE r.id = x."roomId" LIMIT 1) r
         WHERE ${visible('x.seq', readsFrom('k', 'r'))}
       ) f ORDER BY f.place`,
      [userId, ids.map((_, place) => place), [...ids]],
    );
    const asMessage = (record: string | null) => (record === null ? null : recordToMessage(record));
    return rows.flatMap(({ record, before, after }) =>
      record === null
        ? []
        : [{ message: recordToMessage(record), before: asMessage(before), after: asMessage(after) }],
    );
  }

  /** The doc of a message that the person may read; undefined for any other. */
  async docOf(userId: string, messageId: string): Promise<bigint | undefined> {
    const [row] = await this.database.query<{ doc: string }>(
      'search-doc-of',
      `SELECT e.doc::text AS doc FROM "Message" m
       JOIN "SearchEntry" e ON e."roomId" = m."roomId" AND e.seq = m.seq
       CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$1')} k
       CROSS JOIN LATERAL (SELECT * FROM "Room" r WHERE r.id = m."roomId" LIMIT 1) r
       WHERE m.id = $2 AND ${visible('m.seq', readsFrom('k', 'r'))}`,
      [userId, messageId],
    );
    return row && BigInt(row.doc);
  }

  /** The ids of people by name; who is not there is missing. */
  async peopleNamed(names: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'search-people',
      'SELECT id FROM "User" WHERE username = ANY ($1)',
      [names.map(normalizeUsername)],
    );
    return rows.map(({ id }) => id);
  }

  /** Some of the rooms that the person may read: all, where there are no more than `limit`. Walks RoomMembership_userId_roomId_idx. */
  async roomsOf(userId: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ roomId: string }>(
      'search-rooms-of',
      `SELECT m."roomId" FROM "RoomMembership" m WHERE m."userId" = $1 AND ${may('read', 'm')} LIMIT $2`,
      [userId, limit],
    );
    return rows.map(({ roomId }) => roomId);
  }

  /**
   * Those of them that are called so: by name, by id, or, where a room is its people, by the name of the other.
   * @param names folded @param usernames the same as usernames @param limit at most
   */
  async roomsNamed(
    userId: string,
    names: readonly string[],
    usernames: readonly string[],
    limit: number,
  ): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'search-rooms-named',
      `SELECT r.id FROM "RoomMembership" m JOIN "Room" r ON r.id = m."roomId"
       WHERE m."userId" = $1 AND ${may('read', 'm')} AND (
         r.id::text = ANY ($2) OR (r.kind IN ('public', 'private') AND r."nameKey" = ANY ($2))
         OR (r.kind = 'direct' AND EXISTS (
           SELECT 1 FROM "RoomMembership" o JOIN "User" u ON u.id = o."userId"
           WHERE o."roomId" = r.id AND o."userId" <> $1 AND u.username = ANY ($3)))
       ) LIMIT $4`,
      [userId, [...names], usernames.map(normalizeUsername), limit],
    );
    return rows.map(({ id }) => id);
  }
}
