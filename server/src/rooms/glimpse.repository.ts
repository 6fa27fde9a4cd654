import { Injectable } from '@nestjs/common';
import { LIMITS, type RoomGlimpse, type UserRef } from '@chatket/contract';
import { membershipOf, OrdinaryDatabase, rowOf } from '../prisma/index.js';

/** In larger rooms one does not know each other. */
const SMALL_ROOM = 50;
/** How many of one's small rooms, and so how many people, are looked at. */
const ROOMS_LOOKED_AT = 40;

/** Who of the people that somebody knows is in a room. */
@Injectable()
export class GlimpseRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Knowing is sharing a small room. Looks at some of these, and up each of their people, so the work has a bound. */
  async known(roomId: string, userId: string): Promise<RoomGlimpse> {
    const rows = await this.database.query<UserRef & { total: number }>(
      'room-glimpse',
      `WITH shared AS (
         SELECT m."roomId" FROM "RoomMembership" m JOIN LATERAL ${rowOf('Room', 'm."roomId"')} r ON true
         WHERE m."userId" = $2 AND m."roomId" <> $1 AND r."memberCount" <= ${String(SMALL_ROOM)}
           -- A direct room in which nothing was said is seen by one side only: nobody knows each other by it.
           AND (r.kind NOT IN ('direct', 'group') OR r."lastSeq" > 0)
         LIMIT ${String(ROOMS_LOOKED_AT)}
       ), known AS (
         SELECT DISTINCT o."userId" FROM shared s JOIN "RoomMembership" o ON o."roomId" = s."roomId"
         WHERE o."userId" <> $2
       )
       SELECT u.id, u.username, count(*) OVER ()::int AS total
       FROM known k JOIN LATERAL ${membershipOf('$1', 'k."userId"')} here ON true
       JOIN LATERAL ${rowOf('User', 'k."userId"')} u ON true
       ORDER BY u.username LIMIT ${String(LIMITS.knownShown)}`,
      [roomId, userId],
    );
    return { known: rows.map(({ id, username }) => ({ id, username })), knownCount: rows[0]?.total ?? 0 };
  }
}
