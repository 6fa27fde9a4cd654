import { Injectable } from '@nestjs/common';
import { ACTIONS } from '@chatket/contract';
import { Database, safeInteger } from '../prisma/index.js';

/** Whose messages somebody deletes, in which room. */
export interface RecentTarget {
  roomId: string;
  authorId: string;
  actorId: string;
}

/** A message that was deleted, and where that stands in the log. */
export interface Deleted {
  messageId: string;
  seq: number;
  at: string;
}

/** Messages of one person in a part of a room. */
export interface RecentSlice {
  messageIds: string[];
  /** Ask again with it; undefined at the end. */
  before: number | undefined;
}

interface WalkedRow {
  id: string;
  seq: string;
  isTheirs: boolean;
  isRecent: boolean;
}

/** Finds and deletes what somebody has written lately. */
@Injectable()
export class RecentMessagesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Of the `limit` messages before a seq those of the author, newest first. Times never go backwards inside a room: the walk
   * on Message_roomId_seq_key ends where they are older than `since`.
   */
  async slice(
    { roomId, authorId }: RecentTarget,
    since: Date,
    { before, limit }: { before: number; limit: number },
  ): Promise<RecentSlice> {
    const rows = await this.database.query<WalkedRow>(
      'recent-messages',
      `SELECT m.id, m.seq, m."senderId" = $2 AND (m."deletedAt" IS NULL
           OR EXISTS (SELECT 1 FROM "HiddenMessage" h WHERE h."messageId" = m.id)) AS "isTheirs", m."createdAt" >= $3 AS "isRecent"
       FROM "Message" m WHERE m."roomId" = $1 AND m.seq < $4 ORDER BY m.seq DESC LIMIT $5`,
      [roomId, authorId, since.toISOString(), before, limit],
    );
    const recent = rows.filter(({ isRecent }) => isRecent);
    const last = recent.at(-1);
    return {
      messageIds: recent.filter(({ isTheirs }) => isTheirs).map(({ id }) => id),
      before: last && recent.length === limit ? safeInteger(last.seq) : undefined,
    };
  }

  /**
   * Deletes several messages in one transaction, each as `message_delete` does, with the rights of that moment. What the actor
   * may not delete, and what is deleted already, is left out.
   */
  async delete(
    { roomId, actorId }: RecentTarget,
    messageIds: readonly string[],
    reason: string | undefined,
  ): Promise<Deleted[]> {
    const rows = await this.database.query<{ id: string; seq: string; at: Date }>(
      'recent-messages-delete',
      `SELECT i.id, d.seq, d.at FROM unnest($2::uuid[]) AS i (id)
       CROSS JOIN LATERAL message_delete($1, i.id, $3, $4, $5) d WHERE d.outcome = 'changed'`,
      [roomId, messageIds, actorId, reason ?? null, ACTIONS.delete.othersRole],
    );
    return rows.map(({ id, seq, at }) => ({
      messageId: id,
      seq: safeInteger(seq),
      at: at.toISOString(),
    }));
  }
}
