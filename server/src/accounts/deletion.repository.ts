import { Injectable } from '@nestjs/common';
import type { NamedRoom, UserRef } from '@chatket/contract';
import { isQueued } from '../jobs/index.js';
import { OrdinaryDatabase, type Statements } from '../prisma/index.js';
import { KEY_SQL } from './deletion-job.js';

/** What became of a deletion; the outcomes of the SQL function `account_delete`. */
export interface Deleted {
  outcome: 'deleted' | 'no_user' | 'last_owner' | 'rooms';
  /** What the account is called from now on. */
  name: string | null;
  rooms: NamedRoom[] | null;
  /** The logins that ended, of the account and of bots of theirs. */
  ended: { userId: string; sessionIds: string[] }[] | null;
  /** Tokens without a login that were issued before do not count. */
  validFrom: Date | null;
}

/** A deletion of which something is left to do. */
export interface Unfinished {
  user: UserRef;
  removesMessages: boolean;
}

/** Rooms in which a request, or messages, of somebody waited. */
export interface Waited {
  requestRooms: string[];
  heldRooms: string[];
}

/** Accounts that are deleted, and what of that is left to do. */
@Injectable()
export class DeletionRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return this.database.transaction(work);
  }

  /** Audited in the same transaction. */
  async delete(statements: Statements, userId: string, removesMessages: boolean): Promise<Deleted> {
    const [row] = await statements.query<Deleted>(
      'account-delete',
      `SELECT outcome, name, rooms, ended, valid_from AS "validFrom" FROM account_delete($1, $2)`,
      [userId, removesMessages],
    );
    if (!row) throw new Error('a change has one outcome');
    return row;
  }

  async find(userId: string): Promise<Unfinished | undefined> {
    const [row] = await this.database.query<UserRef & Pick<Unfinished, 'removesMessages'>>(
      'deletion-find',
      `SELECT u.id, u.username, d."removesMessages" FROM "AccountDeletion" d JOIN "User" u ON u.id = d."userId"
       WHERE d."userId" = $1`,
      [userId],
    );
    if (!row) return undefined;
    const { id, username, removesMessages } = row;
    return { user: { id, username }, removesMessages };
  }

  /** Those of which something is left to do that the queue does not know of, the oldest first. */
  async unfinished(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ userId: string }>(
      'deletions-unfinished',
      `SELECT d."userId" FROM "AccountDeletion" d WHERE NOT ${isQueued(KEY_SQL)} ORDER BY d."askedAt" LIMIT $1`,
      [limit],
    );
    return rows.map(({ userId }) => userId);
  }

  /** In which rooms something of theirs waited for a moderator, and was taken away. */
  async waited(userId: string): Promise<Waited> {
    const [row] = await this.database.query<Waited>(
      'deletion-waited',
      'SELECT "requestRooms", "heldRooms" FROM "AccountDeletion" WHERE "userId" = $1',
      [userId],
    );
    return row ?? { requestRooms: [], heldRooms: [] };
  }

  /** Takes away what was written by requests that were under way. */
  async wipe(userId: string): Promise<void> {
    await this.database.query('account-wipe', 'SELECT account_wipe($1)', [userId]);
  }

  /** The next rooms behind an id in which they are. Walks RoomMembership_userId_roomId_idx. */
  async rooms(userId: string, behind: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ roomId: string }>(
      'deletion-rooms',
      `SELECT "roomId" FROM "RoomMembership" WHERE "userId" = $1 AND "roomId" > $2::uuid ORDER BY "roomId" LIMIT $3`,
      [userId, behind, limit],
    );
    return rows.map(({ roomId }) => roomId);
  }

  async finish(userId: string): Promise<void> {
    await this.database.query('deletion-finish', 'DELETE FROM "AccountDeletion" WHERE "userId" = $1', [
      userId,
    ]);
  }
}
