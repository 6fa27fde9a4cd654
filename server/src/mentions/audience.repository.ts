import { Injectable } from '@nestjs/common';
import { Database, membershipOf, rowOf } from '../prisma/index.js';

/** How many people there are to speak to. */
@Injectable()
export class AudienceRepository {
  constructor(private readonly database: Database) {}

  /** People of the room beside somebody who is in it; 0 where they are not. Looks up Room_pkey and a membership. */
  async othersIn(roomId: string, userId: string): Promise<number> {
    const [row] = await this.database.query<{ others: number }>(
      'mention-audience',
      `SELECT r."memberCount" - 1 AS others FROM ${rowOf('Room', '$1::uuid')} r
       CROSS JOIN LATERAL ${membershipOf('r.id', '$2::uuid')} m`,
      [roomId, userId],
    );
    return row?.others ?? 0;
  }
}
