import { Injectable } from '@nestjs/common';
import type { Message } from '@chatket/contract';
import { Database, safeInteger } from '../../prisma/index.js';
import { MESSAGE_COLUMNS, type MessageRow, toMessage } from '../message/message-row.js';

export interface NewMessage {
  messageId: string;
  roomId: string;
  senderId: string;
  clientMsgId: string;
  text: string;
}

export interface StoredMessage {
  messageId: string;
  seq: number;
  createdAt: string;
}

export type SendOutcome = { kind: 'stored' | 'duplicate'; message: StoredMessage } | { kind: 'forbidden' };

interface SendRow {
  outcome: 'stored' | 'duplicate' | 'forbidden';
  message_id: string;
  seq: string;
  created_at: Date;
}

/** Writing and finding single messages. Pages are read by `HistoryRepository`. */
@Injectable()
export class MessageRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores a batch in one statement and tells for each item, in order, what became of it. The guarantees are those of
   * the SQL function `chat_send`.
   */
  async send(batch: readonly NewMessage[]): Promise<SendOutcome[]> {
    const rows = await this.database.query<SendRow>(
      'chat-send',
      'SELECT outcome, message_id, seq, created_at FROM chat_send($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])',
      [
        batch.map(({ roomId }) => roomId),
        batch.map(({ messageId }) => messageId),
        batch.map(({ senderId }) => senderId),
        batch.map(({ clientMsgId }) => clientMsgId),
        batch.map(({ text }) => text),
      ],
    );
    return rows.map(toOutcome);
  }

  /** The message a person has sent under that key, if any. Uses
   * Message_senderId_clientMsgId_roomId_key; that the room is compared so is explained at `chat_send`. */
  async findByKey(roomId: string, senderId: string, clientMsgId: string): Promise<Message | undefined> {
    const rows = await this.database.query<MessageRow>(
      'message-by-key',
      `SELECT ${MESSAGE_COLUMNS} FROM "Message" m JOIN "User" u ON u.id = m."senderId"
       WHERE m."senderId" = $2 AND m."clientMsgId" = $3 AND m."roomId" IS NOT DISTINCT FROM $1::uuid`,
      [roomId, senderId, clientMsgId],
    );
    return rows.map(toMessage)[0];
  }
}

function toOutcome(row: SendRow): SendOutcome {
  if (row.outcome === 'forbidden') return { kind: 'forbidden' };
  const message = {
    messageId: row.message_id,
    seq: safeInteger(row.seq),
    createdAt: row.created_at.toISOString(),
  };
  return { kind: row.outcome, message };
}
