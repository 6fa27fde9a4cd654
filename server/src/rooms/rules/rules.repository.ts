import { Injectable } from '@nestjs/common';
import { Database } from '../../prisma/index.js';
import type { TextRule } from './text-rules.js';

/** What a room says of what is sent to it; null is as the server has it. */
export interface RulesRow {
  messageMax: number | null;
  rateMessages: number | null;
  rateWindowSeconds: number | null;
  rateMuteSeconds: number | null;
  isGuarded: boolean;
  isRaid: boolean;
  /** About what is said; null where there are none. */
  texts: TextRule[] | null;
}

/** What rooms say of what is sent to them. */
@Injectable()
export class RulesRepository {
  constructor(private readonly database: Database) {}

  /** Undefined when there is no such room. Looks up Room_pkey and RoomMembership_muted_idx, and
   * walks RoomRule_roomId_kind_patternKey_key. */
  async find(roomId: string): Promise<RulesRow | undefined> {
    const [row] = await this.database.query<RulesRow>(
      'room-rules',
      `SELECT r."messageMax", r."rateMessages", r."rateWindowSeconds", r."rateMuteSeconds",
         r."raidSince" IS NOT NULL AS "isRaid",
         r."archivedAt" IS NOT NULL OR r."raidSince" IS NOT NULL OR r."postGate" > 0 OR EXISTS (
           SELECT 1 FROM "RoomMembership" m WHERE m."roomId" = r.id AND m."mutedUntil" > clock_timestamp()
         ) AS "isGuarded", (
           SELECT json_agg(json_build_object('id', k.id, 'kind', k.kind, 'pattern', k.pattern, 'act', k.act))
           FROM "RoomRule" k WHERE k."roomId" = r.id
         ) AS texts
       FROM "Room" r WHERE r.id = $1`,
      [roomId],
    );
    return row;
  }
}
