import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';

/** What became of a break; the outcomes of the SQL function `account_pause`. */
export interface Paused {
  outcome: 'paused' | 'no_user' | 'last_owner';
  sessionIds: string[];
  /** Tokens without a login that were issued before do not count. */
  validFrom: Date | null;
}

/** Accounts that are closed by their own people. */
@Injectable()
export class PauseRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Audited in the same transaction. */
  async pause(userId: string): Promise<Paused> {
    const [row] = await this.database.query<Paused>(
      'account-pause',
      `SELECT outcome, session_ids AS "sessionIds", valid_from AS "validFrom" FROM account_pause($1)`,
      [userId],
    );
    if (!row) throw new Error('a change has one outcome');
    return row;
  }
}
