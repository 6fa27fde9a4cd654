import { Injectable } from '@nestjs/common';
import { ACTIONS } from '@chatket/contract';
import { Database, safeInteger } from '../../prisma/index.js';

/** What became of a switch; the names of the SQL function `room_raid_set`. */
export interface RaidOutcome {
  kind: 'changed' | 'unchanged' | 'no_room' | 'forbidden' | 'archived';
  since: Date | null;
  /** Where it stands in the room's log. */
  place?: { seq: number; at: string };
}

/** Raid mode of rooms: what it means is said by `decide` and by the statements that send and let people in. */
@Injectable()
export class RaidRepository {
  constructor(private readonly database: Database) {}

  async set(roomId: string, actorId: string, { isOn }: { isOn: boolean }): Promise<RaidOutcome> {
    const [row] = await this.database.query<{
      kind: RaidOutcome['kind'];
      since: Date | null;
      seq: string | null;
      at: Date | null;
    }>('raid-set', 'SELECT outcome AS kind, since, seq, at FROM room_raid_set($1, $2, $3, $4)', [
      roomId,
      actorId,
      isOn,
      ACTIONS.guard.role,
    ]);
    if (!row) throw new Error('a change has one outcome');
    const { kind, since, seq, at } = row;
    return {
      kind,
      since,
      ...(seq !== null && at !== null && { place: { seq: safeInteger(seq), at: at.toISOString() } }),
    };
  }
}
