import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../../prisma/index.js';

/** The phones of accounts. */
@Injectable()
export class UserPhoneRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async numberOf(userId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ number: string }>(
      'user-phone-of',
      'SELECT number FROM "UserPhone" WHERE "userId" = $1',
      [userId],
    );
    return row?.number;
  }

  async numberOfName(username: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ number: string }>(
      'user-phone-of-name',
      'SELECT p.number FROM "User" u JOIN "UserPhone" p ON p."userId" = u.id WHERE u.username = $1',
      [username],
    );
    return row?.number;
  }

  async set(userId: string, number: string): Promise<void> {
    await this.database.query(
      'user-phone-set',
      `INSERT INTO "UserPhone" ("userId", number) VALUES ($1, $2)
       ON CONFLICT ("userId") DO UPDATE SET number = excluded.number, "verifiedAt" = now()`,
      [userId, number],
    );
  }

  /** Whether there was one. */
  async remove(userId: string): Promise<boolean> {
    const rows = await this.database.query(
      'user-phone-remove',
      'DELETE FROM "UserPhone" WHERE "userId" = $1 RETURNING 1',
      [userId],
    );
    return rows.length > 0;
  }
}
