import { Injectable } from '@nestjs/common';
import { Database } from '../../prisma/index.js';
import { memberWhoMay, visible } from '../../rooms/access/index.js';
import { messageRecords, type MessageJson, recordsToJson, SENDER } from '../message/index.js';

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
  mayRead: boolean;
  hasAnchor: boolean;
  /** The last before the place, oldest first. */
  older: MessageJson[];
  /** The first from the place on, oldest first. */
  newer: MessageJson[];
}

interface PageRow {
  mayRead: boolean;
  hasAnchor: boolean;
  older: string | null;
  newer: string | null;
}

const RECORDS = messageRecords({ id: '$2', fromSeq: 'm.from_seq' });

/** Reads pages of a room's history. Each is a short walk on Message_roomId_seq_key. */
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
         SELECT (SELECT k."fromSeq" FROM ${memberWhoMay('read', '$1', '$2')} k) AS from_seq
       ), anchor AS MATERIALIZED (
         SELECT CASE WHEN $3::uuid IS NULL THEN ${String(Number.MAX_SAFE_INTEGER)}
           ELSE (SELECT a.seq + $4::int FROM "Message" a WHERE a.id = $3 AND a."roomId" IS NOT DISTINCT FROM $1::uuid
               AND ${visible('a.seq + 0', 'from_seq')}) END AS seq
         FROM reader WHERE from_seq IS NOT NULL
       )
       SELECT from_seq IS NOT NULL AS "mayRead", anchor.seq IS NOT NULL AS "hasAnchor",
         (SELECT ${RECORDS} FROM (
           SELECT *, from_seq FROM "Message" WHERE "roomId" = $1 AND seq < anchor.seq AND ${visible('seq', 'from_seq')} ORDER BY seq DESC LIMIT $5::int
         ) m ${SENDER}) AS older,
         (SELECT ${RECORDS} FROM (
           SELECT *, from_seq FROM "Message" WHERE "roomId" = $1 AND seq >= anchor.seq ORDER BY seq LIMIT $6::int
         ) m ${SENDER}) AS newer
       FROM reader LEFT JOIN anchor ON true`,
      [roomId, readerId, anchorId ?? null, isBehindAnchor ? 1 : 0, older, newer],
    );
    if (!page) throw new Error('a page is one row, even when there is nothing in it');
    return { ...page, older: recordsToJson(page.older), newer: recordsToJson(page.newer) };
  }
}
