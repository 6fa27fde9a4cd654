import { Injectable } from '@nestjs/common';
import { ACTIONS, type MessageRevision, type UserRef } from '@chatket/contract';
import { Database, safeInteger } from '../prisma/index.js';
import { nameableMessage } from '../rooms/access/index.js';

/** What became of a change; the names of the SQL functions. */
export type ChangeOutcome =
  | { kind: 'changed' | 'unchanged'; seq: number; at: string }
  | {
      kind:
        | 'not_member'
        | 'no_message'
        | 'deleted'
        | 'forbidden'
        | 'archived'
        | 'muted'
        | 'window_over'
        | 'conflict';
    };

interface ChangeRow {
  outcome: ChangeOutcome['kind'];
  seq: string;
  at: Date;
}

/** Which message of which room somebody wants to change. */
export interface ChangeTarget {
  roomId: string;
  messageId: string;
  actor: UserRef;
}

const TARGET = nameableMessage('$1::uuid', '$3::uuid', '$2::uuid');

/** Changes texts of messages. The rules are those of the SQL functions `message_edit` and `message_delete`. */
@Injectable()
export class EditsRepository {
  constructor(private readonly database: Database) {}

  /** @param rev of the state whose text was edited */
  async edit({ roomId, messageId, actor }: ChangeTarget, text: string, rev: number): Promise<ChangeOutcome> {
    const rows = await this.database.query<ChangeRow>(
      'message-edit',
      `SELECT outcome, seq, at FROM message_edit($1, ${TARGET}, $3, $4, $5)`,
      [roomId, messageId, actor.id, text, rev],
    );
    return toOutcome(rows[0]);
  }

  async delete(
    { roomId, messageId, actor }: ChangeTarget,
    reason: string | undefined,
  ): Promise<ChangeOutcome> {
    const rows = await this.database.query<ChangeRow>(
      'message-delete',
      `SELECT outcome, seq, at FROM message_delete($1, ${TARGET}, $3, $4, $5)`,
      [roomId, messageId, actor.id, reason ?? null, ACTIONS.delete.othersRole],
    );
    return toOutcome(rows[0]);
  }

  /** The newest `limit` of the texts a message had before, oldest first. Walks MessageRevision_pkey. */
  async revisions(messageId: string, limit: number): Promise<MessageRevision[]> {
    const rows = await this.database.query<{ text: string; writtenAt: Date }>(
      'message-revisions',
      `SELECT text, "writtenAt" FROM "MessageRevision" WHERE "messageId" = $1 ORDER BY seq DESC LIMIT $2`,
      [messageId, limit],
    );
    return rows.reverse().map(({ text, writtenAt }) => ({ text, writtenAt: writtenAt.toISOString() }));
  }
}

function toOutcome(row: ChangeRow | undefined): ChangeOutcome {
  if (!row) throw new Error('a change has one outcome');
  if (row.outcome !== 'changed' && row.outcome !== 'unchanged') return { kind: row.outcome };
  return { kind: row.outcome, seq: safeInteger(row.seq), at: row.at.toISOString() };
}
