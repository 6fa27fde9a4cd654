import { Injectable } from '@nestjs/common';
import { type NewAccountLimits, SERVER_ROLES } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

/** As it is stored: hours that nobody has set are null. */
export interface StoredLimits extends Omit<NewAccountLimits, 'hours'> {
  hours: number | null;
}

/** What those who run the server have set for new accounts. */
@Injectable()
export class NewAccountsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async read(): Promise<StoredLimits> {
    const [row] = await this.database.query<StoredLimits>(
      'new-accounts',
      'SELECT hours, "messagesPerHour", links, direct FROM "NewAccountLimits" WHERE id = 1',
      [],
    );
    return row ?? { hours: null, messagesPerHour: null, links: false, direct: false };
  }

  /** Audited in the same transaction. */
  async set(
    actorId: string,
    { hours, messagesPerHour, links, direct }: NewAccountLimits,
  ): Promise<'changed' | 'unchanged' | 'forbidden'> {
    const [row] = await this.database.query<{ outcome: 'changed' | 'unchanged' | 'forbidden' }>(
      'new-accounts-set',
      'SELECT outcome FROM new_accounts_set($1, $2, $3, $4, $5, $6)',
      [actorId, SERVER_ROLES.admin, hours, messagesPerHour, links, direct],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }

  async mayRead(id: string): Promise<boolean> {
    const rows = await this.database.query(
      'new-accounts-reader',
      'SELECT 1 FROM "User" WHERE id = $1 AND "serverRole" >= $2',
      [id, SERVER_ROLES.admin],
    );
    return rows.length > 0;
  }
}
