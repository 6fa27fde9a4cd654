import { Injectable } from '@nestjs/common';
import { ACTIONS } from '@chatket/contract';
import { Database } from '../../prisma/index.js';
import type { MemberTarget } from '../membership.repository.js';

/** What became of a mute; the outcomes of the SQL function `room_member_mute`. */
export interface MuteOutcome {
  kind: 'changed' | 'unchanged' | 'not_member' | 'forbidden' | 'no_room';
  /** Null where somebody may speak again. */
  until: Date | null;
}

/** Whose word was taken. */
@Injectable()
export class MuteRepository {
  constructor(private readonly database: Database) {}

  /** Rights are looked at under the room's lock. @param seconds null gives the word back */
  async set(
    { roomId, userId, actorId }: MemberTarget,
    { seconds, reason }: { seconds: number | null; reason?: string | undefined },
  ): Promise<MuteOutcome> {
    const [row] = await this.database.query<{ outcome: MuteOutcome['kind']; until: Date | null }>(
      'member-mute',
      'SELECT outcome, until FROM room_member_mute($1, $2, $3, $4, $5, $6)',
      [roomId, userId, actorId, seconds, reason ?? null, ACTIONS.mute.role],
    );
    if (!row) throw new Error('a change has one outcome');
    return { kind: row.outcome, until: row.until };
  }
}
