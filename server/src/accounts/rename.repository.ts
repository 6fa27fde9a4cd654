import { Injectable } from '@nestjs/common';
import { RENAMES_MAX } from '@chatket/contract';
import { OrdinaryDatabase } from '../prisma/index.js';

/** What became of a new name; the outcomes of the SQL function `account_rename`. */
export interface Renamed {
  outcome: 'changed' | 'unchanged' | 'taken' | 'limit' | 'no_user';
  /** When it can be changed again, for `limit`. */
  again: Date | null;
}

/** Names of accounts, and who hears of them. */
@Injectable()
export class RenameRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Audited in the same transaction. */
  async rename(userId: string, username: string): Promise<Renamed> {
    const [row] = await this.database.query<Renamed>(
      'account-rename',
      'SELECT outcome, again FROM account_rename($1, $2, $3)',
      [userId, username, RENAMES_MAX],
    );
    if (!row) throw new Error('a change has one outcome');
    return row;
  }

  /**
   * Everybody who shares a room with somebody, they themselves, and who may answer where they asked to come in. Walks
   * RoomMembership_userId_roomId_idx, RoomMembership_pkey and RoomMembership_moderator_idx.
   */
  async audienceOf(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'rename-audience',
      `SELECT $1::uuid AS id UNION SELECT theirs."userId" FROM "RoomMembership" mine
         JOIN "RoomMembership" theirs ON theirs."roomId" = mine."roomId" WHERE mine."userId" = $1
       UNION SELECT m."userId" FROM "JoinRequest" q JOIN "RoomMembership" m ON m."roomId" = q."roomId" AND m.role >= 1
         WHERE q."userId" = $1 AND request_waits(q)`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }
}
