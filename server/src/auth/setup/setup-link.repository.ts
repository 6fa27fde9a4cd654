import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase, type Statements } from '../../prisma/index.js';

/** The link by which somebody comes to own a new server. The rules are those of the SQL functions `server_setup_*`. */
@Injectable()
export class SetupLinkRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** In the place of every earlier one. @returns false where somebody owns the server: there is no link then */
  async offer(tokenHash: string): Promise<boolean> {
    const [row] = await this.database.query<{ isOffered: boolean }>(
      'setup-offer',
      'SELECT server_setup_offer($1) AS "isOffered"',
      [tokenHash],
    );
    return row?.isOffered === true;
  }

  /** Whether it would let somebody in now. */
  async isGood(tokenHash: string): Promise<boolean> {
    const rows = await this.database.query(
      'setup-look',
      `SELECT 1 FROM "SetupLink" l WHERE l.id = 1 AND l."tokenHash" = $1
         AND NOT EXISTS (SELECT 1 FROM "User" u WHERE u."serverRole" >= 2)`,
      [tokenHash],
    );
    return rows.length > 0;
  }

  /** Uses it up for an account that is made in the same transaction. @returns false where it lets nobody in */
  async take(statements: Statements, tokenHash: string, userId: string): Promise<boolean> {
    const [row] = await statements.query<{ isTaken: boolean }>(
      'setup-take',
      'SELECT server_setup_take($1, $2) AS "isTaken"',
      [tokenHash, userId],
    );
    return row?.isTaken === true;
  }
}
