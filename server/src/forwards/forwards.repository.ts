import { Injectable } from '@nestjs/common';
import { Database, safeInteger } from '../prisma/index.js';

/** What became of forwarding; the names of the SQL function. */
export type ForwardOutcome =
  | { kind: 'stored' | 'duplicate'; messageId: string; seq: number; createdAt: string }
  | { kind: 'forbidden' | 'no_source' | 'deleted' };

export interface NewForward {
  sourceId: string;
  roomId: string;
  /** Of the new message. */
  messageId: string;
  senderId: string;
  clientMsgId: string;
}

interface ForwardRow {
  outcome: ForwardOutcome['kind'];
  message_id: string;
  seq: string;
  created_at: Date;
}

/** Stores what is brought from one room into another. */
@Injectable()
export class ForwardsRepository {
  constructor(private readonly database: Database) {}

  /** The guarantees are those of the SQL function `message_forward`. */
  async add({ sourceId, roomId, messageId, senderId, clientMsgId }: NewForward): Promise<ForwardOutcome> {
    const [row] = await this.database.query<ForwardRow>(
      'message-forward',
      'SELECT outcome, message_id, seq, created_at FROM message_forward($1, $2, $3, $4, $5)',
      [sourceId, roomId, messageId, senderId, clientMsgId],
    );
    if (!row) throw new Error('a forward has one outcome');
    const { outcome, message_id, seq, created_at } = row;
    if (outcome !== 'stored' && outcome !== 'duplicate') return { kind: outcome };
    return {
      kind: outcome,
      messageId: message_id,
      seq: safeInteger(seq),
      createdAt: created_at.toISOString(),
    };
  }
}
