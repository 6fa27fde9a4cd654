import { Injectable } from '@nestjs/common';
import { ACTIONS, type MessageRevision, type UserRef } from '@chatket/contract';
import { type Noted, noteSpokenTo, parameterOf, type SpokenTo } from '../mentions/index.js';
import { Database, safeInteger } from '../prisma/index.js';
import { nameableMessage } from '../rooms/access/index.js';

/** What became of a change; the names of the SQL functions. */
export type ChangeOutcome =
  | { kind: 'changed' | 'unchanged'; seq: number; at: string; noted?: Noted }
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
  noted?: Noted | null;
}

/** Which message of which room somebody wants to change. */
export interface ChangeTarget {
  roomId: string;
  messageId: string;
  actor: UserRef;
}

const TARGET = nameableMessage('$1::uuid', '$3::uuid', '$2::uuid');

/** What is said in a text of others than before, in its transaction. */
const EDIT = `SELECT e.outcome, e.seq, e.at, CASE WHEN e.outcome = 'changed'
    THEN ${noteSpokenTo({ messageId: '$2', spoken: '$6::jsonb', since: 'e.seq' })} END AS noted
  FROM message_edit($1, ${TARGET}, $3, $4, $5) e`;

/** Changes texts of messages. The rules are those of the SQL functions `message_edit` and `message_delete`. */
@Injectable()
export class EditsRepository {
  constructor(private readonly database: Database) {}

  /** @param rev of the state whose text was edited */
  async edit(
    { roomId, messageId, actor }: ChangeTarget,
    { text, rev, spokenTo }: { text: string; rev: number; spokenTo?: SpokenTo | undefined },
  ): Promise<ChangeOutcome> {
    const rows = await this.database.query<ChangeRow>('message-edit', EDIT, [
      roomId,
      messageId,
      actor.id,
      text,
      rev,
      spokenTo ? parameterOf(spokenTo) : null,
    ]);
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
  const { outcome, seq, at, noted } = row;
  return { kind: outcome, seq: safeInteger(seq), at: at.toISOString(), ...(noted && { noted }) };
}
