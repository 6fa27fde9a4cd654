import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../../prisma/index.js';
import type { KnownAccount } from './device-cookie.js';

/** Accounts, as far as browsers know them. One that is closed is known to none. */
@Injectable()
export class DeviceRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async byId(id: string): Promise<KnownAccount | undefined> {
    const [row] = await this.database.query<KnownAccount>(
      'device-account',
      `SELECT id::text, "deviceEra" AS era FROM "User" WHERE id = $1 AND "deactivatedAt" IS NULL`,
      [id],
    );
    return row;
  }

  async byName(username: string): Promise<KnownAccount | undefined> {
    const [row] = await this.database.query<KnownAccount>(
      'device-account-of-name',
      `SELECT id::text, "deviceEra" AS era FROM "User" WHERE username = $1 AND "deactivatedAt" IS NULL`,
      [username],
    );
    return row;
  }

  async byAddress(key: string): Promise<KnownAccount | undefined> {
    const [row] = await this.database.query<KnownAccount>(
      'device-account-of-address',
      `SELECT u.id::text, u."deviceEra" AS era FROM "UserEmail" e JOIN "User" u ON u.id = e."userId"
       WHERE e.key = $1 AND u."deactivatedAt" IS NULL`,
      [key],
    );
    return row;
  }

  /** Makes all browsers strangers to an account. */
  async beginEra(id: string): Promise<void> {
    await this.database.query('device-era', 'UPDATE "User" SET "deviceEra" = "deviceEra" + 1 WHERE id = $1', [
      id,
    ]);
  }
}
