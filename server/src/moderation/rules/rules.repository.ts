import { Injectable } from '@nestjs/common';
import { ACTIONS, LIMITS, type ModerationRule, type RuleBody, type UserRef } from '@chatket/contract';
import { OrdinaryDatabase, userRefOf } from '../../prisma/index.js';

type Refused = 'no_room' | 'forbidden' | 'archived';
/** What became of a change; the names of the SQL functions `room_rule_set` and `room_rule_remove`. */
export interface SetOutcome {
  kind: 'added' | 'changed' | 'unchanged' | 'limit' | Refused;
  /** Of the rule that is there now; null where there is none. */
  id: string | null;
}
export type RemoveOutcome = 'removed' | 'none' | Refused;

interface RuleRow extends Omit<ModerationRule, 'createdAt' | 'createdBy'> {
  createdAt: Date;
  createdBy: UserRef | null;
}

/** Words and links that moderators look for. How they are looked for is in `rooms/rules`. */
@Injectable()
export class TextRulesRepository {
  constructor(private readonly database: OrdinaryDatabase) {}

  /** The newest first. Walks RoomRule_roomId_kind_patternKey_key. */
  async list(roomId: string): Promise<ModerationRule[]> {
    const rows = await this.database.query<RuleRow>(
      'rules-of-room',
      `SELECT k.id, k.kind, k.pattern, k.act, k."createdAt", ${userRefOf('k."createdById"')} AS "createdBy"
       FROM "RoomRule" k WHERE k."roomId" = $1 ORDER BY k."createdAt" DESC, k.id DESC`,
      [roomId],
    );
    return rows.map(({ createdAt, createdBy, ...rule }) => ({
      ...rule,
      createdAt: createdAt.toISOString(),
      ...(createdBy && { createdBy }),
    }));
  }

  /** @param key the pattern as it is compared */
  async set(
    { roomId, actorId, id }: { roomId: string; actorId: string; id: string },
    { kind, pattern, act }: RuleBody,
    key: string,
  ): Promise<SetOutcome> {
    const [row] = await this.database.query<SetOutcome>(
      'rule-set',
      'SELECT outcome AS kind, rule_id AS id FROM room_rule_set($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [roomId, id, actorId, kind, pattern, key, act, ACTIONS.guard.role, LIMITS.rulesPerRoom],
    );
    if (!row) throw new Error('a change has one outcome');
    return row;
  }

  async remove({
    roomId,
    actorId,
    id,
  }: {
    roomId: string;
    actorId: string;
    id: string;
  }): Promise<RemoveOutcome> {
    const [row] = await this.database.query<{ outcome: RemoveOutcome }>(
      'rule-remove',
      'SELECT outcome FROM room_rule_remove($1, $2, $3, $4)',
      [roomId, id, actorId, ACTIONS.guard.role],
    );
    if (!row) throw new Error('a change has one outcome');
    return row.outcome;
  }
}
