import { Injectable } from '@nestjs/common';
import { type Noted, noteSpokenTo, parameterOf, type SpokenTo } from '../mentions/index.js';
import { Database, safeInteger } from '../prisma/index.js';

/** What became of forwarding; the names of the SQL function. */
export type ForwardOutcome =
  | { kind: 'stored' | 'duplicate'; messageId: string; seq: number; createdAt: string; noted?: Noted }
  | { kind: 'forbidden' | 'no_source' | 'deleted' | 'no_thread' };

export interface NewForward {
  sourceId: string;
  roomId: string;
  /** The message in whose thread it is said. */
  threadId?: string | null | undefined;
  /** Of the new message. */
  messageId: string;
  senderId: string;
  clientMsgId: string;
  /** Whom its text speaks to where it is brought. */
  spokenTo?: SpokenTo | undefined;
}

interface ForwardRow {
  outcome: ForwardOutcome['kind'];
  message_id: string;
  seq: string;
  created_at: Date;
  noted?: Noted | null;
}

const FORWARD =
  'SELECT f.outcome, f.message_id, f.seq, f.created_at FROM message_forward_3($1, $2, $3, $4, $5, $6) f';
const NOTED = noteSpokenTo({ messageId: 'f.message_id', spoken: '$7::jsonb', since: 'f.seq' });
const FORWARD_SPEAKING = `SELECT f.outcome, f.message_id, f.seq, f.created_at,
    CASE WHEN f.outcome = 'stored' THEN ${NOTED} END AS noted
  FROM message_forward_3($1, $2, $3, $4, $5, $6) f`;

/** Stores what is brought from one room into another. */
@Injectable()
export class ForwardsRepository {
  constructor(private readonly database: Database) {}

  /** The guarantees are those of the SQL function `message_forward_3`. */
  async add({ spokenTo, ...forward }: NewForward): Promise<ForwardOutcome> {
    const { sourceId, roomId, messageId, senderId, clientMsgId, threadId = null } = forward;
    const [row] = await this.database.query<ForwardRow>(
      spokenTo ? 'message-forward-speaking' : 'message-forward',
      spokenTo ? FORWARD_SPEAKING : FORWARD,
      [
        ...[sourceId, roomId, messageId, senderId, clientMsgId, threadId],
        ...(spokenTo ? [parameterOf(spokenTo)] : []),
      ],
    );
    if (!row) throw new Error('a forward has one outcome');
    const { outcome, message_id, seq, created_at, noted } = row;
    if (outcome !== 'stored' && outcome !== 'duplicate') return { kind: outcome };
    return {
      kind: outcome,
      messageId: message_id,
      seq: safeInteger(seq),
      createdAt: created_at.toISOString(),
      ...(noted && { noted }),
    };
  }
}
