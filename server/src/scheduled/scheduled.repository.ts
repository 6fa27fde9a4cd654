import { Injectable } from '@nestjs/common';
import type { ErrorCode, RescheduleBody, ScheduledMessage, UserRef } from '@chatket/contract';
import { isQueued } from '../jobs/index.js';
import { isoTime, OrdinaryDatabase, type Statements } from '../prisma/index.js';

const COLUMNS = `s.id, s."roomId", s.text, ${isoTime('s.at')} AS at, s."replyToId", s."threadId",
  s."alsoInRoom", s."mentionAll", s.failed`;

interface Row {
  id: string;
  roomId: string;
  text: string;
  at: string;
  replyToId: string | null;
  threadId: string | null;
  alsoInRoom: boolean;
  mentionAll: boolean;
  failed: ErrorCode | null;
}

interface Author {
  userId: string;
  username: string;
  isGuest: boolean;
  isClosed: boolean;
}

export interface NewScheduled {
  id: string;
  userId: string;
  roomId: string;
  text: string;
  at: Date;
  replyToId: string | null;
  threadId: string | null;
  alsoInRoom: boolean;
  mentionAll: boolean;
}

/** One whose time has come, and whether its author's account is closed. */
export type DueMessage = ScheduledMessage & { sender: UserRef; isClosed: boolean };

/** Messages that are sent later. Single ones are found by Scheduled_pkey. */
@Injectable()
export class ScheduledRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /** The next one first. Walks Scheduled_userId_at_id_idx. */
  async list(userId: string): Promise<ScheduledMessage[]> {
    const rows = await this.database.query<Row>(
      'scheduled-list',
      `SELECT ${COLUMNS} FROM "Scheduled" s WHERE s."userId" = $1 ORDER BY s.at, s.id`,
      [userId],
    );
    return rows.map(toScheduled);
  }

  /** The person's row is locked, so that many at once do not come past the limit. @returns false at the limit */
  async add(statements: Statements, added: NewScheduled, max: number): Promise<boolean> {
    const { id, userId, roomId, text, at, replyToId, threadId, alsoInRoom, mentionAll } = added;
    await statements.query('scheduled-lock', 'SELECT 1 FROM "User" u WHERE u.id = $1 FOR NO KEY UPDATE', [
      userId,
    ]);
    const rows = await statements.query(
      'scheduled-add',
      `INSERT INTO "Scheduled" (id, "userId", "roomId", text, at, "replyToId", "mentionAll", "threadId", "alsoInRoom")
       SELECT $1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz, $6::uuid, $8::boolean, $9::uuid, $10::boolean
       WHERE (SELECT count(*) FROM "Scheduled" s WHERE s."userId" = $2) < $7::int RETURNING 1`,
      [id, userId, roomId, text, at, replyToId, max, mentionAll, threadId, alsoInRoom],
    );
    return rows.length > 0;
  }

  async find(userId: string, id: string): Promise<ScheduledMessage | undefined> {
    const [row] = await this.database.query<Row>(
      'scheduled-find',
      `SELECT ${COLUMNS} FROM "Scheduled" s WHERE s.id = $1 AND s."userId" = $2`,
      [id, userId],
    );
    return row && toScheduled(row);
  }

  /** It waits again. @returns undefined when it is on its way or gone */
  async change(
    statements: Statements,
    { id, userId, text, at, mentionAll }: { id: string; userId: string } & RescheduleBody,
  ): Promise<ScheduledMessage | undefined> {
    const [row] = await statements.query<Row>(
      'scheduled-change',
      `UPDATE "Scheduled" s SET text = coalesce($3, s.text), at = coalesce($4::timestamptz, s.at),
         "mentionAll" = coalesce($5, s."mentionAll"), failed = NULL
       WHERE s.id = $1 AND s."userId" = $2 AND NOT s."isSending" RETURNING ${COLUMNS}`,
      [id, userId, text ?? null, at ?? null, mentionAll ?? null],
    );
    return row && toScheduled(row);
  }

  /** @returns its room; undefined when it is on its way or gone */
  async remove(statements: Statements, userId: string, id: string): Promise<string | undefined> {
    const [row] = await statements.query<{ roomId: string }>(
      'scheduled-remove',
      'DELETE FROM "Scheduled" s WHERE s.id = $1 AND s."userId" = $2 AND NOT s."isSending" RETURNING s."roomId"',
      [id, userId],
    );
    return row?.roomId;
  }

  /**
   * Takes one whose time has come; from then on its person cannot change it. One that was taken before is taken again:
   * whoever had it is gone. @returns undefined when there is nothing to send
   */
  async take(id: string): Promise<DueMessage | undefined> {
    const [row] = await this.database.query<Row & Author>(
      'scheduled-take',
      `UPDATE "Scheduled" s SET "isSending" = true FROM "User" u
       WHERE s.id = $1 AND u.id = s."userId" AND s.failed IS NULL AND s.at <= now()
       RETURNING ${COLUMNS}, u.id AS "userId", u.username, u."isGuest", u."deactivatedAt" IS NOT NULL AS "isClosed"`,
      [id],
    );
    if (!row) return undefined;
    const { userId, username, isGuest, isClosed } = row;
    return { ...toScheduled(row), isClosed, sender: { id: userId, username, ...(isGuest && { isGuest }) } };
  }

  /** It is in the room. */
  async forget(id: string): Promise<void> {
    await this.database.query('scheduled-forget', 'DELETE FROM "Scheduled" s WHERE s.id = $1', [id]);
  }

  /** It is not on its way any more. @param failed why it could not be sent; null when it is tried again */
  async putBack(statements: Statements, id: string, failed: ErrorCode | null): Promise<void> {
    await statements.query(
      'scheduled-put-back',
      'UPDATE "Scheduled" s SET "isSending" = false, failed = $2 WHERE s.id = $1',
      [id, failed],
    );
  }

  /** Those whose time has come and for which there is no job: of a database that was restored without its queue. */
  async forgotten(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'scheduled-forgotten',
      `SELECT s.id FROM "Scheduled" s WHERE s.at < now() - interval '1 minute' AND s.failed IS NULL
         AND NOT ${isQueued(`'scheduled:' || s.id`)}
       ORDER BY s.at LIMIT $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }
}

function toScheduled({ id, roomId, text, at, ...row }: Row): ScheduledMessage {
  const { replyToId, threadId, alsoInRoom, mentionAll, failed } = row;
  return {
    id,
    roomId,
    text,
    at,
    ...(replyToId !== null && { replyToId }),
    ...(threadId !== null && { threadId }),
    ...(alsoInRoom && { alsoInRoom }),
    ...(mentionAll && { mentionAll }),
    ...(failed !== null && { failed }),
  };
}
