import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';

export interface Sight {
  roomId: string;
  userId: string;
  at: Date;
}

/** When people were last seen in their rooms. */
@Injectable()
export class LastSeenRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Never backwards, all in one statement. Uses RoomMembership_pkey. */
  async save(sights: readonly Sight[]): Promise<void> {
    await this.database.query(
      'membership-last-seen',
      `UPDATE "RoomMembership" m SET "lastSeenAt" = greatest(m."lastSeenAt", e.at)
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS e (room_id, user_id, at)
       WHERE m."roomId" = e.room_id AND m."userId" = e.user_id`,
      [
        sights.map(({ roomId }) => roomId),
        sights.map(({ userId }) => userId),
        sights.map(({ at }) => at.toISOString()),
      ],
    );
  }
}
