import { Injectable } from '@nestjs/common';
import type { RoomKind } from '@chatket/contract';
import { OrdinaryDatabase, rowOf, safeInteger } from '../prisma/index.js';
import { memberWhoMay, readsFrom, visible } from '../rooms/access/index.js';
import type { NoticedMessage } from './facts.repository.js';

/** A message of which somebody was told, and that they have not read. */
export interface ToldMessage extends NoticedMessage {
  kind: RoomKind;
  /** When they were told. */
  at: Date;
}

/** Alerts that nobody has seen. */
@Injectable()
export class MissedRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * The newest first, without what is gone or not theirs to read any more, and without what they wanted to be reminded of.
   * Walks Alert_userId_createdAt_messageId_idx.
   */
  async since(userId: string, since: Date, limit: number): Promise<ToldMessage[]> {
    const rows = await this.database.query<Omit<ToldMessage, 'seq'> & { seq: string }>(
      'missed-since',
      `SELECT m.id, m."roomId", m.seq, m."senderId", m."threadId", m."inRoom", o.kind, a."createdAt" AS at
       FROM (
         SELECT * FROM "Alert" x WHERE x."userId" = $1::uuid AND x."createdAt" > $2::timestamptz
           AND x."readAt" IS NULL AND x.because NOT IN ('reminder', 'request', 'answer') ORDER BY x."createdAt" DESC, x."messageId" DESC LIMIT $3
       ) a
       CROSS JOIN LATERAL (SELECT * FROM "Message" x WHERE x.id = a."messageId" LIMIT 1) m
       CROSS JOIN LATERAL ${memberWhoMay('read', 'm."roomId"', '$1::uuid')} k
       CROSS JOIN LATERAL ${rowOf('Room', 'm."roomId"')} o
       WHERE m."deletedAt" IS NULL AND ${visible('m.seq', readsFrom('k', 'o'))}
       ORDER BY a."createdAt" DESC, a."messageId" DESC`,
      [userId, since.toISOString(), limit],
    );
    return rows.map((row) => ({ ...row, seq: safeInteger(row.seq) }));
  }
}
