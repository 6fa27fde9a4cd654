import { Injectable } from '@nestjs/common';
import { SERVER_ROLES } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

export type AccountOutcome = 'changed' | 'unchanged' | 'forbidden' | 'no_user';

/** What became of an account; `sessionIds` are the logins that ended, `validFrom` since when other tokens count. */
export interface AccountChange {
  outcome: AccountOutcome;
  sessionIds: string[];
  validFrom: Date | null;
}

/** Accounts that are closed and logins that are ended by those who run the server. Rights and audit are in the functions. */
@Injectable()
export class ServerAccountsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async mayTo(actorId: string, userId: string): Promise<'allowed' | 'forbidden' | 'no_user'> {
    const [row] = await this.database.query<{ may: 'allowed' | 'forbidden' | 'no_user' }>(
      'server-may-to',
      'SELECT server_may_to($1, $2, $3) AS may',
      [actorId, userId, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a question has one answer');
    return row.may;
  }

  async set(userId: string, actorId: string, { isOpen }: { isOpen: boolean }): Promise<AccountChange> {
    const [row] = await this.database.query<AccountChange>(
      'server-account-set',
      `SELECT outcome, session_ids AS "sessionIds", valid_from AS "validFrom"
       FROM server_account_set($1, $2, $3, $4)`,
      [userId, actorId, isOpen, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a change has one outcome');
    return row;
  }

  async endSession(userId: string, actorId: string, id: string): Promise<AccountOutcome | 'no_session'> {
    const [row] = await this.database.query<{ outcome: AccountOutcome | 'no_session' }>(
      'server-session-end',
      'SELECT outcome FROM server_session_end($1, $2, $3, $4)',
      [userId, actorId, id, SERVER_ROLES.admin],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }
}
