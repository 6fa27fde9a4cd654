import { Injectable } from '@nestjs/common';
import { LIMITS, type Message } from '@chatket/contract';
import { Database } from '../prisma/index.js';
import { MESSAGE_COLUMNS, MESSAGE_JSON, type MessageRow, toMessage } from './message-row.js';

/** One more than a page, to know whether there are more. */
const LONGEST_PAGE = LIMITS.historyPageMax + 1;

const FROM = `FROM "Message" m JOIN "User" u ON u.id = m."senderId"`;

export interface PageQuery {
  roomId: string;
  readerId: string;
  /** The message that says where; without one it is the end of the room. */
  anchorId?: string | undefined;
  /** The place is behind the anchor, not before it. */
  isBehindAnchor: boolean;
  /** How many messages before the place, at most. */
  older: number;
  /** How many messages from the place on, at most. */
  newer: number;
}

export interface HistoryPage {
  isMember: boolean;
  hasAnchor: boolean;
  /** JSON. */
  messages: string;
  oldestId: string | null;
  newestId: string | null;
  hasOlder: boolean;
  hasNewer: boolean;
}

/** A position in a room's log. */
export interface SeqCursor {
  roomId: string;
  seq: number;
}

/** Reads a room's log by position. Every query here is a short walk on Message_roomId_seq_key. */
@Injectable()
export class HistoryRepository {
  constructor(private readonly database: Database) {}

  /**
   * A page around a place, for one reader, in one statement. The messages come as the text of a JSON array, oldest first,
   * which is passed on as it is. The fixed limits change nothing in what is read: a limit that is a parameter is planned as
   * a tenth of the room, and then the statement would be planned anew for every page, at the cost of running it twice.
   */
  async page({ roomId, readerId, anchorId, isBehindAnchor, older, newer }: PageQuery): Promise<HistoryPage> {
    const [page] = await this.database.query<HistoryPage>(
      'history-page',
      `WITH reader AS (
         SELECT EXISTS (SELECT 1 FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2) AS is_member
       ), anchor AS MATERIALIZED (
         SELECT CASE WHEN $3::uuid IS NULL THEN ${String(Number.MAX_SAFE_INTEGER)}
           ELSE (SELECT a.seq + $4::int FROM "Message" a WHERE a.id = $3 AND a."roomId" = $1) END AS seq
         FROM reader WHERE is_member
       ), older AS (
         SELECT m.*, row_number() OVER (ORDER BY m.seq DESC) AS place FROM anchor, LATERAL (
           SELECT * FROM (
             SELECT * FROM "Message" WHERE "roomId" = $1 AND seq < anchor.seq ORDER BY seq DESC LIMIT $5::int + 1
           ) asked LIMIT ${String(LONGEST_PAGE)}
         ) m
       ), newer AS (
         SELECT m.*, row_number() OVER (ORDER BY m.seq) AS place FROM anchor, LATERAL (
           SELECT * FROM (
             SELECT * FROM "Message" WHERE "roomId" = $1 AND seq >= anchor.seq ORDER BY seq LIMIT $6::int + 1
           ) asked LIMIT ${String(LONGEST_PAGE)}
         ) m
       ), shown AS (
         SELECT * FROM older WHERE place <= $5 UNION ALL SELECT * FROM newer WHERE place <= $6
       ), page AS (
         SELECT json_agg(${MESSAGE_JSON} ORDER BY m.seq)::text AS messages,
           (array_agg(m.id ORDER BY m.seq))[1] AS oldest, (array_agg(m.id ORDER BY m.seq DESC))[1] AS newest
         FROM shown m JOIN "User" u ON u.id = m."senderId"
       )
       SELECT reader.is_member AS "isMember", anchor.seq IS NOT NULL AS "hasAnchor",
         coalesce(page.messages, '[]') AS messages, page.oldest AS "oldestId", page.newest AS "newestId",
         EXISTS (SELECT 1 FROM older WHERE place > $5) AS "hasOlder",
         EXISTS (SELECT 1 FROM newer WHERE place > $6) AS "hasNewer"
       FROM reader LEFT JOIN anchor ON true LEFT JOIN page ON true`,
      [roomId, readerId, anchorId ?? null, isBehindAnchor ? 1 : 0, older, newer],
    );
    if (!page) throw new Error('a page is one row, even when there is nothing in it');
    return page;
  }

  /** For several rooms at once: the first `limit` messages after each position, oldest first. */
  async pagesAfter(cursors: readonly SeqCursor[], limit: number): Promise<Message[][]> {
    const rows = await this.database.query<MessageRow & { page: number }>(
      'pages-after',
      `SELECT c.page, p.* FROM unnest($1::int[], $2::uuid[], $3::bigint[]) AS c (page, room_id, seq)
       CROSS JOIN LATERAL (
         SELECT ${MESSAGE_COLUMNS} ${FROM} WHERE m."roomId" = c.room_id AND m.seq > c.seq ORDER BY m.seq LIMIT $4
       ) p
       ORDER BY c.page, p.seq`,
      [
        cursors.map((_, page) => page),
        cursors.map(({ roomId }) => roomId),
        cursors.map(({ seq }) => seq),
        limit,
      ],
    );
    const pages = cursors.map((): Message[] => []);
    for (const row of rows) pages[row.page]?.push(toMessage(row));
    return pages;
  }

  /**
   * For several rooms at once: the newest `limit` messages that are not older than each time, oldest first. Times never
   * go backwards inside a room, so looking at its newest `limit` messages is enough.
   */
  async pagesSince(
    cursors: { roomId: string; since: Date }[],
    limit: number,
  ): Promise<Map<string, Message[]>> {
    if (cursors.length === 0) return new Map();
    const rows = await this.database.query<MessageRow>(
      'pages-since',
      `SELECT p.* FROM unnest($1::uuid[], $2::timestamptz[]) AS c (room_id, since)
       CROSS JOIN LATERAL (
         SELECT ${MESSAGE_COLUMNS} ${FROM} WHERE m."roomId" = c.room_id ORDER BY m.seq DESC LIMIT $3
       ) p
       WHERE p."createdAt" >= c.since
       ORDER BY p."roomId", p.seq`,
      [cursors.map(({ roomId }) => roomId), cursors.map(({ since }) => since.toISOString()), limit],
    );
    return byRoom(rows);
  }
}

function byRoom(rows: MessageRow[]): Map<string, Message[]> {
  const pages = new Map<string, Message[]>();
  for (const message of rows.map(toMessage)) {
    const page = pages.get(message.roomId);
    if (page) page.push(message);
    else pages.set(message.roomId, [message]);
  }
  return pages;
}
