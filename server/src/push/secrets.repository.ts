import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';

/** What the server has made up for itself, sealed. */
@Injectable()
export class SecretsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async find(name: string): Promise<Buffer | undefined> {
    const [row] = await this.database.query<{ sealed: Buffer }>(
      'secret-find',
      'SELECT sealed FROM "InstanceSecret" WHERE name = $1',
      [name],
    );
    return row?.sealed;
  }

  /** The first writer wins. */
  async add(name: string, sealed: Buffer): Promise<void> {
    await this.database.query(
      'secret-add',
      `INSERT INTO "InstanceSecret" (name, sealed) VALUES ($1, decode($2, 'hex')) ON CONFLICT DO NOTHING`,
      [name, sealed.toString('hex')],
    );
  }

  /** Puts another one in the place of one that cannot be opened; subscriptions to it are worth nothing. */
  async replace(name: string, { lost, made }: { lost: Buffer; made: Buffer }): Promise<void> {
    await this.database.transaction(async (statements) => {
      const replaced = await statements.query(
        'secret-replace',
        `UPDATE "InstanceSecret" SET sealed = decode($3, 'hex') WHERE name = $1 AND sealed = decode($2, 'hex') RETURNING 1`,
        [name, lost.toString('hex'), made.toString('hex')],
      );
      if (replaced.length > 0)
        await statements.query('secret-subscriptions', 'DELETE FROM "PushSubscription"');
    });
  }
}
