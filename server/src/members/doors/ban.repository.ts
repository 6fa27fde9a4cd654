import { Inject, Injectable } from '@nestjs/common';
import { OrdinaryDatabase, rowOf, type Statements } from '../../prisma/index.js';
import { memberWhoMay } from '../../rooms/access/index.js';

/** A place in the list of bans: the newest first. */
export interface BanKey {
  createdAt: Date;
  userId: string;
}

export interface StoredBan extends BanKey {
  username: string;
  byId: string;
  byName: string;
  until: Date | null;
  reason: string | null;
}

/** Who may not come in. */
@Injectable()
export class BanRepository {
  constructor(@Inject(OrdinaryDatabase) private readonly database: Statements) {}

  /** Those that have not ended, from behind `after`. Walks RoomBan_roomId_createdAt_userId_idx. */
  page(roomId: string, after: BanKey | undefined, limit: number): Promise<StoredBan[]> {
    return this.database.query<StoredBan>(
      'bans-page',
      `SELECT b."createdAt", b."userId", u.username, w.id AS "byId", w.username AS "byName", b.until, b.reason
       FROM (
         SELECT * FROM "RoomBan" k WHERE k."roomId" = $1 AND (k."createdAt", k."userId") < ($2::timestamptz, $3::uuid)
           AND coalesce(k.until > clock_timestamp(), true)
         ORDER BY k."createdAt" DESC, k."userId" DESC LIMIT $4
       ) b
       JOIN LATERAL ${rowOf('User', 'b."userId"')} u ON true
       JOIN LATERAL ${rowOf('User', 'b."bannedById"')} w ON true
       ORDER BY b."createdAt" DESC, b."userId" DESC`,
      [
        roomId,
        after?.createdAt.toISOString() ?? 'infinity',
        after?.userId ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
        limit,
      ],
    );
  }

  /** Lets somebody come in again, if the actor may do that now. Looks up RoomBan_pkey and a membership. */
  async lift(roomId: string, userId: string, actorId: string): Promise<void> {
    await this.database.query(
      'ban-lift',
      `SELECT room_ban_lift($1, $2, $3) FROM ${memberWhoMay('remove', '$1', '$3')} m`,
      [roomId, userId, actorId],
    );
  }
}
