import { Injectable } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { Database, rowOf } from '../prisma/index.js';
import {
  MESSAGE_COLUMNS,
  MESSAGE_RECORDS,
  type MessageJson,
  type MessageRow,
  toJson,
  toMessage,
} from './message-row.js';

const SENDER = `JOIN LATERAL ${rowOf('User', 'm."senderId"')} u ON true`;
const FROM = `FROM "Message" m ${SENDER}`;

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
  /** The last before the place, oldest first. */
  older: MessageJson[];
  /** The first from the place on, oldest first. */
  newer: MessageJson[];
}

interface PageRow {
  isMember: boolean;
  hasAnchor: boolean;
  older: string | null;
  newer: string | null;
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
   * A page around a place, for one reader, in one statement. The anchor's room is compared so that only Message_pkey
   * can find it: with "=" a plan made while the tables are small may walk the whole room.
   */
  async page({ roomId, readerId, anchorId, isBehindAnchor, older, newer }: PageQuery): Promise<HistoryPage> {
    const [page] = await this.database.query<PageRow>(
      'history-page',
      `WITH reader AS (
         SELECT EXISTS (SELECT 1 FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2) AS is_member
       ), anchor AS MATERIALIZED (
         SELECT CASE WHEN $3::uuid IS NULL THEN ${String(Number.MAX_SAFE_INTEGER)}
           ELSE (SELECT a.seq + $4::int FROM "Message" a WHERE a.id = $3 AND a."roomId" IS NOT DISTINCT FROM $1::uuid) END AS seq
         FROM reader WHERE is_member
       )
       SELECT reader.is_member AS "isMember", anchor.seq IS NOT NULL AS "hasAnchor",
         (SELECT ${MESSAGE_RECORDS} FROM (
           SELECT * FROM "Message" WHERE "roomId" = $1 AND seq < anchor.seq ORDER BY seq DESC LIMIT $5::int
         ) m ${SENDER}) AS older,
         (SELECT ${MESSAGE_RECORDS} FROM (
           SELECT * FROM "Message" WHERE "roomId" = $1 AND seq >= anchor.seq ORDER BY seq LIMIT $6::int
         ) m ${SENDER}) AS newer
       FROM reader LEFT JOIN anchor ON true`,
      [roomId, readerId, anchorId ?? null, isBehindAnchor ? 1 : 0, older, newer],
    );
    if (!page) throw new Error('a page is one row, even when there is nothing in it');
    return { ...page, older: toJson(page.older), newer: toJson(page.newer) };
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
