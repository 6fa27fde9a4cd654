import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase, type Statements } from '../../prisma/index.js';
import { CODE_LIFE_MS } from './login-code.js';

export const MAX_TRIES_PER_CODE = 5;
const MAX_FAILURES_PER_DAY = 20;
const CODE_LIFE = `${String(CODE_LIFE_MS)} milliseconds`;

export interface NewLoginCode {
  username: string;
  codeId: string;
  codeHash: string;
}

export interface LoginAttempt {
  codeId: string;
  codeHash: string;
}

/** Failures counted today; yesterday's are forgotten. */
const FAILURES_TODAY = `CASE WHEN "failuresOn" = CURRENT_DATE THEN failures ELSE 0 END`;

/** All counting is done by single statements on the account's row, so parallel tries cannot pass a limit. */
@Injectable()
export class LoginCodeRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Makes this the account's only valid code. The failures of the day stay counted. */
  async replace({ username, codeId, codeHash }: NewLoginCode): Promise<void> {
    await this.database.query(
      'login-code-replace',
      `INSERT INTO "LoginCode" (username, "codeId", "codeHash", "expiresAt")
       VALUES ($1, $2, $3, now() + interval '${CODE_LIFE}')
       ON CONFLICT (username) DO UPDATE
       SET "codeId" = excluded."codeId", "codeHash" = excluded."codeHash", "expiresAt" = excluded."expiresAt",
           sealed = NULL, "consumedAt" = NULL, tries = 0`,
      [username, codeId, codeHash],
    );
    await this.forgetOld();
  }

  /** How long the account stays locked, in milliseconds; 0 when it is not. */
  async lockedForMs(username: string): Promise<number> {
    const [row] = await this.database.query<{ ms: number }>(
      'login-code-locked',
      `SELECT ceil(extract(epoch FROM CURRENT_DATE + 1 - now()) * 1000)::float8 AS ms
       FROM "LoginCode" WHERE username = $1 AND ${FAILURES_TODAY} >= ${String(MAX_FAILURES_PER_DAY)}`,
      [username],
    );
    return row?.ms ?? 0;
  }

  /** Whether half of what the account may fail today has failed. */
  async isHalfUsed(username: string): Promise<boolean> {
    const rows = await this.database.query(
      'login-code-half',
      `SELECT 1 FROM "LoginCode" WHERE username = $1 AND ${FAILURES_TODAY} >= ${String(MAX_FAILURES_PER_DAY / 2)}`,
      [username],
    );
    return rows.length > 0;
  }

  /** The code for whoever has a budget of their own: however many others have tried it. */
  async find(username: string): Promise<LoginAttempt | undefined> {
    const [row] = await this.database.query<LoginAttempt>(
      'login-code-find',
      `SELECT "codeId", "codeHash" FROM "LoginCode"
       WHERE username = $1 AND "consumedAt" IS NULL AND "expiresAt" > now()`,
      [username],
    );
    return row;
  }

  /** Takes a try with a proof: there are as many again as without. It is no failure of the account. */
  async takeProvenTry(username: string): Promise<LoginAttempt | undefined> {
    const [row] = await this.database.query<LoginAttempt>(
      'login-code-take-proven-try',
      `UPDATE "LoginCode" SET tries = tries + 1
       WHERE username = $1 AND "consumedAt" IS NULL AND "expiresAt" > now() AND tries < ${String(2 * MAX_TRIES_PER_CODE)}
       RETURNING "codeId", "codeHash"`,
      [username],
    );
    return row;
  }

  /** Takes one of the code's tries and counts it as a failure until `consume` takes that back. */
  async takeTry(username: string): Promise<LoginAttempt | undefined> {
    const [row] = await this.database.query<LoginAttempt>(
      'login-code-take-try',
      `UPDATE "LoginCode"
       SET tries = tries + 1, failures = ${FAILURES_TODAY} + 1, "failuresOn" = CURRENT_DATE
       WHERE username = $1 AND "consumedAt" IS NULL AND "expiresAt" > now()
         AND tries < ${String(MAX_TRIES_PER_CODE)} AND ${FAILURES_TODAY} < ${String(MAX_FAILURES_PER_DAY)}
       RETURNING "codeId", "codeHash"`,
      [username],
    );
    return row;
  }

  /**
   * Uses the code up. True for exactly one of all who try at once.
   * @param counted how many failures of the account its try counts as, to be taken back
   */
  async consume(
    { username, codeId, counted }: { username: string; codeId: string; counted: number },
    statements: Statements = this.database,
  ): Promise<boolean> {
    const rows = await statements.query(
      'login-code-consume',
      `UPDATE "LoginCode" SET "consumedAt" = now(), failures = greatest(failures - $3::int, 0)
       WHERE username = $1 AND "codeId" = $2 AND "consumedAt" IS NULL
       RETURNING username`,
      [username, codeId, counted],
    );
    return rows.length === 1;
  }

  /** Rows that no longer decide anything: the code and the day it was tried on are over. */
  private async forgetOld(): Promise<void> {
    await this.database.query(
      'login-code-forget',
      `DELETE FROM "LoginCode" WHERE "expiresAt" < now() - interval '1 day' AND "failuresOn" < CURRENT_DATE`,
    );
  }
}
