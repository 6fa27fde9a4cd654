import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../../prisma/index.js';

export interface KeptTotp {
  sealed: Buffer;
  isConfirmed: boolean;
}

/** Authenticator apps and recovery codes of people. */
@Injectable()
export class TotpRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async find(userId: string): Promise<KeptTotp | undefined> {
    const [row] = await this.database.query<KeptTotp>(
      'totp-find',
      `SELECT sealed, "confirmedAt" IS NOT NULL AS "isConfirmed" FROM "Totp" WHERE "userId" = $1`,
      [userId],
    );
    return row;
  }

  async recoveryLeft(userId: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'recovery-left',
      'SELECT count(*)::int AS count FROM "RecoveryCode" WHERE "userId" = $1',
      [userId],
    );
    return row?.count ?? 0;
  }

  /** In the place of one that was begun. @returns false where one is in use */
  async begin(userId: string, sealed: Buffer): Promise<boolean> {
    const rows = await this.database.query(
      'totp-begin',
      `INSERT INTO "Totp" AS t ("userId", sealed) VALUES ($1, decode($2, 'hex'))
       ON CONFLICT ("userId") DO UPDATE SET sealed = excluded.sealed, "lastStep" = 0, "createdAt" = now()
       WHERE t."confirmedAt" IS NULL RETURNING 1`,
      [userId, sealed.toString('hex')],
    );
    return rows.length > 0;
  }

  /** Uses up the code of a step, and all of before. True for exactly one of all who show it at once. */
  async useStep(userId: string, step: number): Promise<boolean> {
    const rows = await this.database.query(
      'totp-use-step',
      'UPDATE "Totp" SET "lastStep" = $2::int WHERE "userId" = $1 AND "lastStep" < $2::int RETURNING 1',
      [userId, step],
    );
    return rows.length > 0;
  }

  /** The same for a recovery code. */
  async useRecovery(userId: string, hash: Buffer): Promise<boolean> {
    const rows = await this.database.query(
      'recovery-use',
      `DELETE FROM "RecoveryCode" WHERE "userId" = $1 AND hash = decode($2, 'hex') RETURNING 1`,
      [userId, hash.toString('hex')],
    );
    return rows.length > 0;
  }

  /** It is asked for from now on. @returns false where it was so already */
  async confirm(userId: string, recoveryHashes: readonly Buffer[]): Promise<boolean> {
    return this.database.transaction(async (statements) => {
      const rows = await statements.query(
        'totp-confirm',
        `UPDATE "Totp" SET "confirmedAt" = now() WHERE "userId" = $1 AND "confirmedAt" IS NULL RETURNING 1`,
        [userId],
      );
      if (rows.length === 0) return false;
      await statements.query('recovery-clear', 'DELETE FROM "RecoveryCode" WHERE "userId" = $1', [userId]);
      await statements.query(
        'recovery-add',
        `INSERT INTO "RecoveryCode" ("userId", hash) SELECT $1::uuid, decode(h, 'hex') FROM unnest($2::text[]) h`,
        [userId, recoveryHashes.map((hash) => hash.toString('hex'))],
      );
      await statements.query(
        'totp-audit-on',
        `SELECT audit_add($1::uuid, 'factor.on', NULL, $1::uuid, NULL, NULL, NULL, NULL)`,
        [userId],
      );
      return true;
    });
  }

  /** It is not asked for any more. Twice is once. */
  async remove(userId: string): Promise<void> {
    await this.database.transaction(async (statements) => {
      const rows = await statements.query(
        'totp-remove',
        'DELETE FROM "Totp" WHERE "userId" = $1 RETURNING 1',
        [userId],
      );
      if (rows.length === 0) return;
      await statements.query('recovery-remove', 'DELETE FROM "RecoveryCode" WHERE "userId" = $1', [userId]);
      await statements.query(
        'totp-audit-off',
        `SELECT audit_add($1::uuid, 'factor.off', NULL, $1::uuid, NULL, NULL, NULL, NULL)`,
        [userId],
      );
    });
  }
}
