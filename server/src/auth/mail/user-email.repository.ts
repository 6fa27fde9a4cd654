import { Injectable } from '@nestjs/common';
import type { UserRef } from '@chatket/contract';
import { OrdinaryDatabase } from '../../prisma/index.js';

/** The addresses of accounts. */
@Injectable()
export class UserEmailRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async addressOf(userId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ address: string }>(
      'user-email-of',
      'SELECT address FROM "UserEmail" WHERE "userId" = $1',
      [userId],
    );
    return row?.address;
  }

  async addressOfName(username: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ address: string }>(
      'user-email-of-name',
      'SELECT e.address FROM "User" u JOIN "UserEmail" e ON e."userId" = u.id WHERE u.username = $1',
      [username],
    );
    return row?.address;
  }

  async userOf(key: string): Promise<UserRef | undefined> {
    const [row] = await this.database.query<UserRef>(
      'user-email-user',
      `SELECT u.id::text, u.username FROM "UserEmail" e JOIN "User" u ON u.id = e."userId" WHERE e.key = $1`,
      [key],
    );
    return row;
  }

  /** Makes it the account's address. False when another account has it: of two at once, one gets it. */
  set(userId: string, key: string): Promise<boolean> {
    return this.database.transaction(async (statements) => {
      // Whoever wants the same address waits here.
      await statements.query(
        'user-email-lock',
        'SELECT 1 FROM pg_advisory_xact_lock(hashtextextended($1::text, 23))',
        [key],
      );
      const rows = await statements.query(
        'user-email-set',
        `INSERT INTO "UserEmail" ("userId", address, key)
         SELECT $1::uuid, $2::varchar, $2::varchar
         WHERE NOT EXISTS (SELECT 1 FROM "UserEmail" WHERE key = $2::varchar AND "userId" <> $1::uuid)
         ON CONFLICT ("userId") DO UPDATE SET address = excluded.address, key = excluded.key, "verifiedAt" = now()
         RETURNING 1`,
        [userId, key],
      );
      return rows.length === 1;
    });
  }

  async remove(userId: string): Promise<void> {
    await this.database.query('user-email-remove', 'DELETE FROM "UserEmail" WHERE "userId" = $1', [userId]);
  }
}
