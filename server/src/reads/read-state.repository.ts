import { Injectable } from '@nestjs/common';
import type { ReadState } from '@chatket/contract';
import { Database, safeInteger } from '../prisma/index.js';
import { may } from '../rooms/access/index.js';
import { unreadOf } from './unread.js';

/** Up to where people have read. */
@Injectable()
export class ReadStateRepository {
  constructor(private readonly database: Database) {}

  /** Moves a person's position forward, at most to the head; undefined for somebody who may not read. */
  async advance(roomId: string, userId: string, seq: number): Promise<ReadState | undefined> {
    const [row] = await this.database.query<{ lastReadSeq: string; unread: number }>(
      'read-state-advance',
      `WITH moved AS (
         UPDATE "RoomMembership" m SET "lastReadSeq" = greatest(m."lastReadSeq", least($3, r."lastSeq"))
         FROM "Room" r WHERE r.id = m."roomId" AND m."roomId" = $1 AND m."userId" = $2 AND ${may('read', 'm')}
         RETURNING m."roomId", m."userId", m."lastReadSeq", m."fromSeq"
       )
       SELECT m."lastReadSeq", n.unread FROM moved m, LATERAL (
         ${unreadOf('m')}
       ) n`,
      [roomId, userId, seq],
    );
    return row && { lastReadSeq: safeInteger(row.lastReadSeq), unread: row.unread };
  }
}
