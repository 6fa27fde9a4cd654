import { Injectable } from '@nestjs/common';
import { OrdinaryDatabase } from '../prisma/index.js';
import type { Whereabouts } from '../realtime/index.js';

/** Who is where they do not belong. */
@Injectable()
export class OutsidersRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** Which of these people are no members of those rooms. Each is looked up by RoomMembership_pkey. */
  among(people: readonly Whereabouts[]): Promise<Whereabouts[]> {
    return this.database.query<Whereabouts>(
      'members-outsiders',
      `SELECT p."userId", p."roomId" FROM (SELECT DISTINCT u AS "userId", r AS "roomId"
         FROM unnest($1::uuid[], $2::uuid[]) AS given(u, r)) p
       WHERE NOT EXISTS (SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = p."roomId" AND m."userId" = p."userId")`,
      [people.map(({ userId }) => userId), people.map(({ roomId }) => roomId)],
    );
  }
}
