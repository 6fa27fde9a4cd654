import { Injectable } from '@nestjs/common';
import { type Bot, TOKEN_LIMITS, type UserRef } from '@chatket/contract';
import { isoTime, OrdinaryDatabase } from '../prisma/index.js';

const COLUMNS = `u.id, u.username, ${isoTime('b."createdAt"')} AS "createdAt"`;

/** The accounts of programs. Single ones are found by Bot_pkey, those of a person by Bot_ownerId_idx. */
@Injectable()
export class BotsRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async list(ownerId: string): Promise<Bot[]> {
    return this.database.query<Bot>(
      'bot-list',
      `SELECT ${COLUMNS} FROM "Bot" b JOIN "User" u ON u.id = b."userId" WHERE b."ownerId" = $1 ORDER BY u.username`,
      [ownerId],
    );
  }

  async find(ownerId: string, id: string): Promise<Bot | undefined> {
    const [bot] = await this.database.query<Bot>(
      'bot-find',
      `SELECT ${COLUMNS} FROM "Bot" b JOIN "User" u ON u.id = b."userId" WHERE b."userId" = $1 AND b."ownerId" = $2`,
      [id, ownerId],
    );
    return bot;
  }

  /** The owner's row is locked, so that many at once do not come past the limit. */
  insert(ownerId: string, { id, username }: UserRef): Promise<Bot | 'limit' | 'taken'> {
    return this.database.transaction(async (statements) => {
      await statements.query('bot-lock', 'SELECT 1 FROM "User" u WHERE u.id = $1 FOR NO KEY UPDATE', [
        ownerId,
      ]);
      // A statement of its own: it sees what was made while the lock was waited for.
      const [owned] = await statements.query<{ count: number }>(
        'bot-count',
        'SELECT count(*)::int AS count FROM "Bot" b WHERE b."ownerId" = $1',
        [ownerId],
      );
      if (!owned || owned.count >= TOKEN_LIMITS.botsMax) return 'limit';
      const [bot] = await statements.query<Bot>(
        'bot-insert',
        `WITH u AS (
           INSERT INTO "User" (id, username, "isBot") VALUES ($1, $2, true) ON CONFLICT (username) DO NOTHING RETURNING *
         ), b AS (
           INSERT INTO "Bot" ("userId", "ownerId") SELECT u.id, $3 FROM u RETURNING *
         )
         SELECT ${COLUMNS} FROM u JOIN b ON b."userId" = u.id`,
        [id, username, ownerId],
      );
      return bot ?? 'taken';
    });
  }

  /** Its account stays, and with it its name and what it has said. @returns false where there is none */
  async remove(ownerId: string, id: string): Promise<boolean> {
    const rows = await this.database.query(
      'bot-remove',
      'DELETE FROM "Bot" b WHERE b."userId" = $1 AND b."ownerId" = $2 RETURNING 1',
      [id, ownerId],
    );
    return rows.length > 0;
  }
}
