import { Injectable } from '@nestjs/common';
import type { Privacy, PrivacyBody } from '@chatket/contract';
import { isoTime, OrdinaryDatabase } from '../prisma/index.js';

/** What people keep to themselves. */
@Injectable()
export class PrivacyRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  async change(
    userId: string,
    { hidesReads, hidesLastSeen, isInvisible, looksAway }: PrivacyBody,
  ): Promise<Privacy | undefined> {
    const [row] = await this.database.query<Privacy>(
      'privacy-change',
      `UPDATE "User" u SET "hidesReads" = coalesce($2, u."hidesReads"), "hidesLastSeen" = coalesce($3, u."hidesLastSeen"),
         "isInvisible" = coalesce($4, u."isInvisible"), "looksAway" = coalesce($5, u."looksAway")
       WHERE u.id = $1 RETURNING u."hidesReads", u."hidesLastSeen", u."isInvisible", u."looksAway"`,
      [userId, hidesReads ?? null, hidesLastSeen ?? null, isInvisible ?? null, looksAway ?? null],
    );
    return row;
  }

  async find(userId: string): Promise<Privacy | undefined> {
    const [row] = await this.database.query<Privacy>(
      'privacy-find',
      'SELECT u."hidesReads", u."hidesLastSeen", u."isInvisible", u."looksAway" FROM "User" u WHERE u.id = $1',
      [userId],
    );
    return row;
  }

  /**
   * When a member of the room was last there, in whichever room, for somebody who is told of it: nobody is who hides it
   * themselves, or of whom and the member one has blocked the other. Walks the member's own memberships.
   */
  async lastSeen(
    roomId: string,
    { userId, askedBy }: { userId: string; askedBy: string },
  ): Promise<string | undefined> {
    const [row] = await this.database.query<{ at: string | null }>(
      'privacy-last-seen',
      `SELECT ${isoTime('max(m."lastSeenAt")')} AS at FROM "RoomMembership" m WHERE m."userId" = $2
         AND EXISTS (SELECT 1 FROM "RoomMembership" k WHERE k."roomId" = $1 AND k."userId" = $2)
         AND NOT EXISTS (SELECT 1 FROM "User" u WHERE u.id = ANY(ARRAY[$2::uuid, $3::uuid]) AND u."hidesLastSeen")
         AND NOT EXISTS (SELECT 1 FROM "PersonBlock" b WHERE b."blockerId" = ANY(ARRAY[$2::uuid, $3::uuid])
           AND b."blockedId" = ANY(ARRAY[$2::uuid, $3::uuid]))`,
      [roomId, userId, askedBy],
    );
    return row?.at ?? undefined;
  }
}
