import { Injectable } from '@nestjs/common';
import { ACTIONS } from '@chatket/contract';
import { Database, safeInteger } from '../prisma/index.js';
import { nameableMessage } from '../rooms/access/index.js';
import type { ChangeOutcome, ChangeTarget } from './edits.repository.js';

const TARGET = nameableMessage('$1::uuid', '$3::uuid', '$2::uuid');

interface HideRow {
  outcome: Exclude<ChangeOutcome['kind'], 'archived' | 'muted' | 'window_over' | 'conflict'>;
  seq: string;
  at: Date;
}

/** What became of it, and where that stands in the log. */
export type HideOutcome =
  | { kind: 'changed' | 'unchanged'; seq: number; at: string }
  | { kind: Exclude<HideRow['outcome'], 'changed' | 'unchanged'> };

/** Hides messages and shows them again. The rules are those of the SQL functions `message_hide` and `message_show`. */
@Injectable()
export class HiddenRepository {
  constructor(private readonly database: Database) {}

  async hide({ roomId, messageId, actor }: ChangeTarget, reason: string | undefined): Promise<HideOutcome> {
    const rows = await this.database.query<HideRow>(
      'message-hide',
      `SELECT outcome, seq, at FROM message_hide($1, ${TARGET}, $3, $4, $5)`,
      [roomId, messageId, actor.id, reason ?? null, ACTIONS.hide.role],
    );
    return toOutcome(rows[0]);
  }

  async show({ roomId, messageId, actor }: ChangeTarget): Promise<HideOutcome> {
    const rows = await this.database.query<HideRow>(
      'message-show',
      `SELECT outcome, seq, at FROM message_show($1, ${TARGET}, $3, $4)`,
      [roomId, messageId, actor.id, ACTIONS.hide.role],
    );
    return toOutcome(rows[0]);
  }

  /** What a hidden message says. Looks up HiddenMessage_pkey. */
  async text(messageId: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ text: string }>(
      'message-hidden-text',
      'SELECT text FROM "HiddenMessage" WHERE "messageId" = $1',
      [messageId],
    );
    return row?.text;
  }
}

function toOutcome(row: HideRow | undefined): HideOutcome {
  if (!row) throw new Error('a change has one outcome');
  if (row.outcome !== 'changed' && row.outcome !== 'unchanged') return { kind: row.outcome };
  return { kind: row.outcome, seq: safeInteger(row.seq), at: row.at.toISOString() };
}
