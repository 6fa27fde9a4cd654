import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { OrdinaryDatabase, type Statements } from '../../prisma/index.js';

/** A password's hash, and whose it is. */
export interface KeptPassword {
  user: UserRef;
  hash: string;
}

@Injectable()
export class PasswordRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async findByName(username: string): Promise<KeptPassword | undefined> {
    const [row] = await this.database.query<UserRef & { hash: string }>(
      'password-by-name',
      `SELECT u.id, u.username, p.hash FROM "User" u JOIN "Password" p ON p."userId" = u.id WHERE u.username = $1`,
      [username],
    );
    return row && { user: { id: row.id, username: row.username }, hash: row.hash };
  }

  async find(userId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ hash: string }>(
      'password-find',
      'SELECT hash FROM "Password" WHERE "userId" = $1',
      [userId],
    );
    return row?.hash;
  }

  /** Of an account that is made in the same transaction. */
  async add(statements: Statements, userId: string, hash: string): Promise<boolean> {
    const rows = await statements.query(
      'password-add',
      `INSERT INTO "Password" ("userId", hash) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1`,
      [userId, hash],
    );
    if (rows.length > 0) await this.note(statements, userId);
    return rows.length > 0;
  }

  /** Puts a hash in the place of the one that was looked at, and notes it. @returns false where there is another one by now */
  async replace(userId: string, before: string | undefined, hash: string): Promise<boolean> {
    return this.database.transaction(async (statements) => {
      if (before === undefined) return this.add(statements, userId, hash);
      const rows = await statements.query(
        'password-replace',
        `UPDATE "Password" SET hash = $3, "changedAt" = now() WHERE "userId" = $1 AND hash = $2 RETURNING 1`,
        [userId, before, hash],
      );
      if (rows.length > 0) await this.note(statements, userId);
      return rows.length > 0;
    });
  }

  /** The same password under a better hash. */
  async rehash(userId: string, before: string, hash: string): Promise<void> {
    await this.database.query(
      'password-rehash',
      'UPDATE "Password" SET hash = $3 WHERE "userId" = $1 AND hash = $2',
      [userId, before, hash],
    );
  }

  private async note(statements: Statements, userId: string): Promise<void> {
    await statements.query(
      'password-audit',
      `SELECT audit_add($1::uuid, 'password.set', NULL, $1::uuid, NULL, NULL, NULL, NULL)`,
      [userId],
    );
  }
}
