import { Injectable } from '@nestjs/common';
import { type Block, LIMITS, type UserRef } from '@chatket/contract';
import { OrdinaryDatabase, rowOf } from '../prisma/index.js';

/** Who has blocked whom. */
@Injectable()
export class BlocksRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The newest first. Walks PersonBlock_pkey. */
  async list(blockerId: string): Promise<Block[]> {
    const rows = await this.database.query<UserRef & { createdAt: Date }>(
      'blocks-of-person',
      `SELECT u.id, u.username, b."createdAt" FROM "PersonBlock" b
       CROSS JOIN LATERAL ${rowOf('User', 'b."blockedId"')} u
       WHERE b."blockerId" = $1 ORDER BY b."createdAt" DESC, u.id`,
      [blockerId],
    );
    return rows.map(({ createdAt, ...user }) => ({ user, createdAt: createdAt.toISOString() }));
  }

  /** False where somebody has blocked as many as one can. */
  async add(blockerId: string, blockedId: string): Promise<boolean> {
    const [row] = await this.database.query<{ isThere: boolean }>(
      'block-add',
      `WITH added AS (
         INSERT INTO "PersonBlock" ("blockerId", "blockedId") SELECT $1::uuid, $2::uuid
         WHERE (SELECT count(*) FROM "PersonBlock" b WHERE b."blockerId" = $1) < $3
         ON CONFLICT DO NOTHING RETURNING 1
       )
       SELECT EXISTS (SELECT 1 FROM added) OR EXISTS (
         SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = $1 AND b."blockedId" = $2) AS "isThere"`,
      [blockerId, blockedId, LIMITS.blocksMax],
    );
    return row?.isThere ?? false;
  }

  async remove(blockerId: string, blockedId: string): Promise<void> {
    await this.database.query(
      'block-remove',
      'DELETE FROM "PersonBlock" WHERE "blockerId" = $1 AND "blockedId" = $2',
      [blockerId, blockedId],
    );
  }

  /** Whether one of these people has blocked the other. Looks up PersonBlock_pkey. */
  async hasBlocked(blockerIds: readonly string[], blockedId: string): Promise<boolean> {
    const rows = await this.database.query(
      'blocks-of-one',
      'SELECT 1 FROM "PersonBlock" WHERE "blockerId" = ANY ($1::uuid[]) AND "blockedId" = $2 LIMIT 1',
      [[...blockerIds], blockedId],
    );
    return rows.length > 0;
  }

  /** Makes the direct room of two people say who may write in it. @returns the room, if there is one */
  async bar(oneId: string, otherId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ roomId: string | null }>(
      'direct-bar',
      'SELECT direct_bar($1, $2) AS "roomId"',
      [oneId, otherId],
    );
    return row?.roomId ?? undefined;
  }
}
