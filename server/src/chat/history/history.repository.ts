import { Injectable } from '@nestjs/common';
import type { LineChange } from '@chatket/contract';
import { isSeqText } from '../../common/index.js';
import { OTHER_CHANGE } from '../../log/index.js';
import { Database, isoTime, rowOf, userRefOf } from '../../prisma/index.js';
import { memberWhoMay, readsFrom, visible } from '../../rooms/access/index.js';
import { messageRecords, type MessageJson, recordsToJson, SENDER } from '../message/index.js';

export interface PageQuery {
  roomId: string;
  readerId: string;
  /** The message that says where, or a seq; without one it is the end of the room. */
  anchorId?: string | undefined;
  /** The place is behind the anchor, not before it. */
  isBehindAnchor: boolean;
  /** How many messages before the place, at most. */
  older: number;
  /** How many messages from the place on, at most. */
  newer: number;
}

export interface HistoryPage {
  mayRead: boolean;
  hasAnchor: boolean;
  /** The last before the place, oldest first. */
  older: MessageJson[];
  /** The first from the place on, oldest first. */
  newer: MessageJson[];
}

/** Changes that people see as lines, on one side of a place; oldest first. */
interface Lines {
  lines: LineChange[];
  /** So far the log was looked at, and no further; null when it was looked at as far as is asked for. */
  walkedTo: number | null;
}

/** A page with the lines between its messages. */
export interface LogHistoryPage extends HistoryPage {
  olderLines: Lines;
  newerLines: Lines;
}

interface PageRow {
  mayRead: boolean;
  hasAnchor: boolean;
  older: string | null;
  newer: string | null;
}

interface LogPageRow extends PageRow {
  olderLines: LineChange[] | null;
  olderEnd: string | null;
  newerLines: LineChange[] | null;
  newerEnd: string | null;
}

/** Changes that a page looks at on each side: most of them are no lines. */
const MAX_WALKED = 2_000;

const RECORDS = messageRecords({ id: '$2', fromSeq: 'm.from_seq' });

/**
 * Who reads, and from where. The anchor's room is compared so that only Message_pkey can find it: with "=" a plan made
 * while the tables are small may walk the whole room.
 */
const PLACE = `reader AS (
    SELECT (SELECT ${readsFrom('k', 'o')} FROM ${memberWhoMay('read', '$1', '$2')} k
      JOIN LATERAL ${rowOf('Room', 'k."roomId"')} o ON true) AS from_seq
  ), anchor AS MATERIALIZED (
    SELECT CASE WHEN $7::bigint IS NOT NULL THEN $7 + $4::int
      WHEN $3::uuid IS NULL THEN ${String(Number.MAX_SAFE_INTEGER)}
      ELSE (SELECT a.seq + $4::int FROM "Message" a WHERE a.id = $3 AND a."roomId" IS NOT DISTINCT FROM $1::uuid
          AND ${visible('a.seq + 0', 'from_seq')}) END AS seq
    FROM reader WHERE from_seq IS NOT NULL
  )`;
const OLDER = `SELECT *, from_seq FROM "Message"
  WHERE "roomId" = $1 AND seq < anchor.seq AND ${visible('seq', 'from_seq')} ORDER BY seq DESC LIMIT $5::int`;
const NEWER = `SELECT *, from_seq FROM "Message"
  WHERE "roomId" = $1 AND seq >= anchor.seq AND ${visible('seq', 'from_seq')} ORDER BY seq LIMIT $6::int`;
const PAGE = `WITH ${PLACE}
  SELECT from_seq IS NOT NULL AS "mayRead", anchor.seq IS NOT NULL AS "hasAnchor",
    (SELECT ${RECORDS} FROM (${OLDER}) m ${SENDER}) AS older,
    (SELECT ${RECORDS} FROM (${NEWER}) m ${SENDER}) AS newer
  FROM reader LEFT JOIN anchor ON true`;

/** That a message was pinned, as a line, the row `v` of RoomEvent. */
const PIN_LINE = `json_strip_nulls(json_build_object('seq', v.seq, 'kind', 'pin', 'what', v.what,
  'at', ${isoTime('v."createdAt"')}, 'by', ${userRefOf('v."actorId"')}, 'messageId', v."targetId"))`;
/** Where the pinned message was said before what is theirs to read, there is no line. */
const IS_LINE = `(w.kind IN ('member', 'room') AND w.what <> 'expired') OR (w.what = 'pinned' AND ${visible(
  `(SELECT x.seq FROM "Message" x WHERE x.id = w."targetId")`,
  'reader.from_seq',
)})`;
const linesIn = (walk: string, order: 'DESC' | 'ASC', limit: string) => `(
  SELECT json_agg(CASE v.kind WHEN 'message' THEN ${PIN_LINE} ELSE (${OTHER_CHANGE})::json END ORDER BY v.seq) FROM (
    SELECT * FROM ${walk} w WHERE ${IS_LINE} ORDER BY w.seq ${order} LIMIT ${limit}) v)`;
const endOf = (walk: string, last: 'min' | 'max') =>
  `(SELECT ${last}(w.seq) FROM ${walk} w HAVING count(*) = ${String(MAX_WALKED)})`;
/**
 * The same with the lines. They are looked for as far as the messages reach that are shown, where there are so many:
 * two more walks on RoomEvent_pkey.
 */
const LOG_PAGE = `WITH ${PLACE}, older AS MATERIALIZED (
    SELECT m.* FROM reader CROSS JOIN anchor CROSS JOIN LATERAL (${OLDER}) m
  ), newer AS MATERIALIZED (
    SELECT m.* FROM reader CROSS JOIN anchor CROSS JOIN LATERAL (${NEWER}) m
  ), older_walk AS MATERIALIZED (
    SELECT y.* FROM reader CROSS JOIN anchor CROSS JOIN LATERAL (
      SELECT CASE WHEN count(*) = $5::int THEN coalesce(min(o.seq), anchor.seq) ELSE reader.from_seq END AS seq FROM older o
    ) floor CROSS JOIN LATERAL (
      SELECT * FROM "RoomEvent" e WHERE e."roomId" = $1 AND e.seq < anchor.seq AND e.seq > floor.seq
        AND ${visible('e.seq', 'from_seq')} ORDER BY e.seq DESC LIMIT ${String(MAX_WALKED)}
    ) y
  ), newer_walk AS MATERIALIZED (
    SELECT y.* FROM reader CROSS JOIN anchor CROSS JOIN LATERAL (
      SELECT CASE WHEN count(*) = $6::int THEN coalesce(max(n.seq), anchor.seq - 1) ELSE ${String(Number.MAX_SAFE_INTEGER)} END AS seq
      FROM newer n
    ) ceiling CROSS JOIN LATERAL (
      SELECT * FROM "RoomEvent" e WHERE e."roomId" = $1 AND e.seq >= anchor.seq AND e.seq < ceiling.seq
        AND ${visible('e.seq', 'from_seq')} ORDER BY e.seq LIMIT ${String(MAX_WALKED)}
    ) y
  )
  SELECT from_seq IS NOT NULL AS "mayRead", anchor.seq IS NOT NULL AS "hasAnchor",
    (SELECT ${RECORDS} FROM older m ${SENDER}) AS older, (SELECT ${RECORDS} FROM newer m ${SENDER}) AS newer,
    ${linesIn('older_walk', 'DESC', '$5::int')} AS "olderLines", ${endOf('older_walk', 'min')} AS "olderEnd",
    ${linesIn('newer_walk', 'ASC', '$6::int')} AS "newerLines", ${endOf('newer_walk', 'max')} AS "newerEnd"
  FROM reader LEFT JOIN anchor ON true`;

/** Reads pages of a room's history. Each is a short walk on Message_roomId_seq_key. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly database: Database) {}

  /** A page around a place, for one reader, in one statement. */
  async page(query: PageQuery): Promise<HistoryPage> {
    return withMessages(await this.read<PageRow>('history-page', PAGE, query));
  }

  /** The same with lines, each side as many as messages; one walks at most 2,000 changes for them. */
  async logPage(query: PageQuery): Promise<LogHistoryPage> {
    const row = await this.read<LogPageRow>('history-log-page', LOG_PAGE, query);
    const { olderLines, olderEnd, newerLines, newerEnd } = row;
    return {
      ...withMessages(row),
      olderLines: { lines: olderLines ?? [], walkedTo: olderEnd === null ? null : Number(olderEnd) },
      newerLines: { lines: newerLines ?? [], walkedTo: newerEnd === null ? null : Number(newerEnd) },
    };
  }

  private async read<Row extends PageRow>(name: string, statement: string, query: PageQuery): Promise<Row> {
    const { roomId, readerId, anchorId = null, isBehindAnchor, older, newer } = query;
    const isSeq = anchorId !== null && isSeqText(anchorId);
    const [messageId, seq] = isSeq ? [null, anchorId] : [anchorId, null];
    const place = [messageId, isBehindAnchor ? 1 : 0];
    const [row] = await this.database.query<Row>(name, statement, [
      roomId,
      readerId,
      ...place,
      older,
      newer,
      seq,
    ]);
    if (!row) throw new Error('a page is one row, even when there is nothing in it');
    return row;
  }
}

function withMessages({ mayRead, hasAnchor, older, newer }: PageRow): HistoryPage {
  return { mayRead, hasAnchor, older: recordsToJson(older), newer: recordsToJson(newer) };
}
