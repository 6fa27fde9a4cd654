import { Injectable } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { MESSAGE_COLUMNS, type MessageRow, toMessage } from '../chat/message/index.js';
import { Database, rowOf } from '../prisma/index.js';

const FROM = `FROM "Message" m JOIN LATERAL ${rowOf('User', 'm."senderId"')} u ON true`;

/** A position in a room's log. */
export interface SeqCursor {
  roomId: string;
  seq: number;
}

/** Reads a room's log by position. Every query here is a short walk on Message_roomId_seq_key. */
@Injectable()
export class LogRepository {
  constructor(private readonly database: Database) {}

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
