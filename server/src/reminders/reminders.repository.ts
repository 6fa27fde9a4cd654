import { Injectable } from '@nestjs/common';
import { isQueued } from '../jobs/index.js';
import { isoTime, OrdinaryDatabase, type Statements } from '../prisma/index.js';

/** When people want to be told of what they have saved. Single ones are found by Saved_pkey. */
@Injectable()
export class RemindersRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /** @param at null for never. @returns whether it is saved */
  async set(statements: Statements, userId: string, messageId: string, at: Date | null): Promise<boolean> {
    const rows = await statements.query(
      'reminder-set',
      `UPDATE "Saved" s SET "remindAt" = $3::timestamptz,
         "isDone" = CASE WHEN $3::timestamptz IS NULL THEN s."isDone" ELSE false END
       WHERE s."userId" = $1 AND s."messageId" = $2 RETURNING 1`,
      [userId, messageId, at],
    );
    return rows.length > 0;
  }

  /** Raises one that is due to the first of those that are saved. @returns when it was to be; undefined when none is due */
  async raise(userId: string, messageId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ at: string }>(
      'reminder-raise',
      `UPDATE "Saved" s SET "savedAt" = now(), "isDone" = false, "remindedAt" = now()
       WHERE s."userId" = $1 AND s."messageId" = $2 AND s."remindAt" <= now()
       RETURNING ${isoTime('s."remindAt"')} AS at`,
      [userId, messageId],
    );
    return row?.at;
  }

  /** Its person was told; another time that was set meanwhile stays. */
  async told(userId: string, messageId: string, at: string): Promise<void> {
    await this.database.query(
      'reminder-told',
      `UPDATE "Saved" s SET "remindAt" = NULL
       WHERE s."userId" = $1 AND s."messageId" = $2 AND s."remindAt" = $3::timestamptz`,
      [userId, messageId, at],
    );
  }

  /** Those that are due and for which there is no job: of a database that was restored without its queue. */
  forgotten(limit: number): Promise<{ userId: string; messageId: string }[]> {
    return this.database.query(
      'reminders-forgotten',
      `SELECT s."userId", s."messageId" FROM "Saved" s WHERE s."remindAt" < now() - interval '1 minute'
         AND NOT ${isQueued(`'reminder:' || s."userId" || ':' || s."messageId"`)}
       ORDER BY s."remindAt" LIMIT $1`,
      [limit],
    );
  }
}
