import { Injectable } from '@nestjs/common';
import { AppError } from '../common/index.js';
import { OrdinaryDatabase } from '../prisma/index.js';
import { type Budget, keyWithin } from './budget.js';

const MAX_FAILURES_PER_DAY = 20;

/** Failed tries of the day, by what was tried. Counted by single statements, so parallel tries cannot pass the limit. */
@Injectable()
export class LoginTriesRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /**
   * Counts one try as a failure until `takeBack`.
   * @param key such as `password:alice`; it need not belong to anybody
   * @param budget in which it counts, if not in that of everybody
   * @throws AppError `TOO_MANY_ATTEMPTS`
   */
  async take(key: string, budget?: Budget): Promise<void> {
    const rows = await this.database.query(
      'login-try-take',
      `INSERT INTO "LoginTries" AS t (key, failures, "failuresOn") VALUES ($1, 1, CURRENT_DATE)
       ON CONFLICT (key) DO UPDATE
       SET failures = CASE WHEN t."failuresOn" = CURRENT_DATE THEN t.failures ELSE 0 END + 1, "failuresOn" = CURRENT_DATE
       WHERE t."failuresOn" < CURRENT_DATE OR t.failures < ${String(MAX_FAILURES_PER_DAY)}
       RETURNING key`,
      [keyWithin(key, budget)],
    );
    if (rows.length === 0) await this.refuse();
    await this.database.query(
      'login-try-forget',
      'DELETE FROM "LoginTries" WHERE "failuresOn" < CURRENT_DATE',
      [],
    );
  }

  /** It was none. */
  async takeBack(key: string, budget?: Budget): Promise<void> {
    await this.database.query(
      'login-try-take-back',
      'UPDATE "LoginTries" SET failures = greatest(failures - 1, 0) WHERE key = $1',
      [keyWithin(key, budget)],
    );
  }

  /** Whether half of what everybody may fail today has failed. */
  async isHalfUsed(key: string): Promise<boolean> {
    const rows = await this.database.query(
      'login-try-half',
      `SELECT 1 FROM "LoginTries" WHERE key = $1 AND "failuresOn" = CURRENT_DATE
         AND failures >= ${String(MAX_FAILURES_PER_DAY / 2)}`,
      [key],
    );
    return rows.length > 0;
  }

  private async refuse(): Promise<never> {
    const [row] = await this.database.query<{ ms: number }>(
      'login-try-locked',
      'SELECT ceil(extract(epoch FROM CURRENT_DATE + 1 - now()) * 1000)::float8 AS ms',
      [],
    );
    throw new AppError('TOO_MANY_ATTEMPTS', 'Too many wrong tries today. Try again tomorrow.', {
      retryAfterMs: row?.ms ?? 0,
    });
  }
}
