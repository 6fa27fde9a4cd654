import { Injectable } from '@nestjs/common';
import { SERVER_ROLES, type UserRef } from '@chatket/contract';
import { OrdinaryDatabase, safeInteger, type Statements } from '../prisma/index.js';
import { GENERAL_ID } from '../rooms/index.js';

export type AccountOutcome = 'changed' | 'unchanged' | 'forbidden' | 'no_user';

/** What became of an account: the logins that ended, of it and of bots of theirs, and since when other tokens count. */
export interface AccountChange {
  outcome: AccountOutcome;
  ended: { userId: string; sessionIds: string[] }[];
  validFrom: Date | null;
}

export interface Successor {
  user: UserRef;
  seq: number;
  at: string;
}

interface Row {
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

  set(userId: string, actorId: string, { isOpen }: { isOpen: boolean }): Promise<AccountChange> {
    return this.database.transaction(async (statements) => {
      const [row] = await statements.query<Row>(
        'server-account-set',
        `SELECT outcome, session_ids AS "sessionIds", valid_from AS "validFrom"
         FROM server_account_set($1, $2, $3, $4)`,
        [userId, actorId, isOpen, SERVER_ROLES.admin],
      );
      if (!row) throw new Error('a change has one outcome');
      const { outcome, sessionIds, validFrom } = row;
      const ended = [{ userId, sessionIds }];
      if (outcome === 'changed' && !isOpen) ended.push(...(await endBotsOf(statements, userId)));
      return { outcome, ended, validFrom };
    });
  }

  /**
   * Who owns the first room now, if nobody was left who may. In a transaction of its own, which takes the room before all
   * else, as every change of a room does.
   */
  async succeedInFirstRoom(actorId: string): Promise<Successor | undefined> {
    const [row] = await this.database.query<UserRef & { seq: string; at: Date }>(
      'first-room-succeed',
      `SELECT u.id, u.username, s.seq, s.at FROM room_succeed($1, $2) s JOIN "User" u ON u.id = s.user_id`,
      [GENERAL_ID, actorId],
    );
    return (
      row && {
        user: { id: row.id, username: row.username },
        seq: safeInteger(row.seq),
        at: row.at.toISOString(),
      }
    );
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

/** Nobody goes on by a program of theirs. Walks Bot_ownerId_idx and Session_living_idx. */
function endBotsOf(statements: Statements, ownerId: string): Promise<AccountChange['ended']> {
  return statements.query<AccountChange['ended'][number]>(
    'server-account-end-bots',
    `WITH ended AS (
       UPDATE "Session" s SET "revokedAt" = now(), "revokedWhy" = 'deactivated' FROM "Bot" b
       WHERE b."ownerId" = $1 AND s."userId" = b."userId" AND s."revokedAt" IS NULL RETURNING s."userId", s.id
     )
     SELECT e."userId", array_agg(e.id) AS "sessionIds" FROM ended e GROUP BY e."userId"`,
    [ownerId],
  );
}
