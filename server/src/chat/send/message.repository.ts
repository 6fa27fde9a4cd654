import { Injectable } from '@nestjs/common';
import { Database, safeInteger } from '../../prisma/index.js';
import { nameableMessage } from '../../rooms/access/index.js';

const NO_MESSAGE = '00000000-0000-0000-0000-000000000000';

export interface NewMessage {
  messageId: string;
  roomId: string;
  senderId: string;
  clientMsgId: string;
  text: string;
  /** The message it answers. */
  replyToId?: string | undefined;
  /** The message in whose thread it is said. */
  threadId?: string | undefined;
  /** What is said in a thread is shown in the room too. */
  inRoom?: boolean | undefined;
}

export interface StoredMessage {
  messageId: string;
  seq: number;
  createdAt: string;
}

export type SendOutcome =
  | { kind: 'stored' | 'duplicate'; message: StoredMessage }
  /** Not a member, or what it answers, or its thread, is not there. */
  | { kind: 'forbidden' | 'no_target' | 'no_thread' };

interface SendRow {
  outcome: SendOutcome['kind'];
  message_id: string;
  seq: string;
  /** As PostgreSQL writes it: what is stored together has the same, and is read once. */
  created_at: string;
}

const sendWith = (
  targets: string,
  send = 'chat_send_3',
  threads = '',
) => `SELECT outcome, message_id, seq, created_at::text
  FROM ${send}($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], ${targets}${threads})`;
const SEND = sendWith('$6::uuid[]');
/** What was said before what is the sender's to read is as little there to be answered as a message that never was. */
const NAMEABLE_TARGETS = `ARRAY(
  SELECT CASE WHEN i.target IS NOT NULL
    THEN coalesce(${nameableMessage('i.room_id', 'i.sender_id', 'i.target')}, '${NO_MESSAGE}'::uuid) END
  FROM unnest($1::uuid[], $3::uuid[], $6::uuid[]) WITH ORDINALITY AS i (room_id, sender_id, target, ord) ORDER BY i.ord)`;
const SEND_ANSWERS = sendWith(NAMEABLE_TARGETS);
/** Only batches that hold a reply in a thread pay for threads. */
const SEND_IN_THREADS = sendWith(NAMEABLE_TARGETS, 'chat_send_4', ', $7::uuid[], $8::boolean[]');

/** Writing and finding single messages. Pages are read by `HistoryRepository`. */
@Injectable()
export class MessageRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores a batch in one statement and tells for each item, in order, what became of it. The guarantees are those of
   * the SQL function `chat_send_3`, and of `chat_send_4` where something of it is said in a thread.
   */
  async send(batch: readonly NewMessage[]): Promise<SendOutcome[]> {
    const hasAnswers = batch.some(({ replyToId }) => replyToId !== undefined);
    const values = [
      batch.map(({ roomId }) => roomId),
      batch.map(({ messageId }) => messageId),
      batch.map(({ senderId }) => senderId),
      batch.map(({ clientMsgId }) => clientMsgId),
      batch.map(({ text }) => text),
      // None at all is the same as none of each, and nothing to write and to read.
      batch.some(({ replyToId }) => replyToId !== undefined)
        ? batch.map(({ replyToId }) => replyToId ?? null)
        : null,
    ];
    const rows = batch.some(({ threadId }) => threadId !== undefined)
      ? await this.database.query<SendRow>('chat-send-in-threads', SEND_IN_THREADS, [
          ...values,
          batch.map(({ threadId }) => threadId ?? null),
          batch.map(({ inRoom }) => inRoom ?? false),
        ])
      : await this.database.query<SendRow>(
          hasAnswers ? 'chat-send-answers' : 'chat-send',
          hasAnswers ? SEND_ANSWERS : SEND,
          values,
        );
    const times = new Map<string, string>();
    return rows.map((row) => toOutcome(row, times));
  }

  /** The message a person has sent under that key, if any. Uses
   * Message_senderId_clientMsgId_roomId_key; that the room is compared so is explained at `chat_send_3`. */
  async findByKey(roomId: string, senderId: string, clientMsgId: string): Promise<StoredMessage | undefined> {
    const [row] = await this.database.query<Omit<SendRow, 'outcome'>>(
      'message-by-key',
      `SELECT m.id AS message_id, m.seq, m."createdAt"::text AS created_at FROM "Message" m
       WHERE m."senderId" = $2 AND m."clientMsgId" = $3 AND m."roomId" IS NOT DISTINCT FROM $1::uuid`,
      [roomId, senderId, clientMsgId],
    );
    return row && toStored(row, new Map());
  }
}

function toOutcome(row: SendRow, times: Map<string, string>): SendOutcome {
  if (row.outcome !== 'stored' && row.outcome !== 'duplicate') return { kind: row.outcome };
  return { kind: row.outcome, message: toStored(row, times) };
}

/** @param times ISO 8601 by what PostgreSQL writes, as far as it was read */
function toStored({ message_id, seq, created_at }: Omit<SendRow, 'outcome'>, times: Map<string, string>) {
  const createdAt = times.get(created_at) ?? new Date(created_at).toISOString();
  times.set(created_at, createdAt);
  return { messageId: message_id, seq: safeInteger(seq), createdAt };
}
