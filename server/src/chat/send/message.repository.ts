import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/index.js';
import { noteSpokenTo, type Noted, parameterOf, type SpokenTo } from '../../mentions/index.js';
import { Database, safeInteger, type SqlValue } from '../../prisma/index.js';
import { nameableMessage } from '../../rooms/access/index.js';

/** The error that `chat_send_5` raises. */
const FILE_MISSING = 'CK404';
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
  /** Uploads of the sender's that it is sent with. */
  attachments?: readonly string[] | undefined;
  /** Whom it speaks to. */
  spokenTo?: SpokenTo | undefined;
}

export interface StoredMessage {
  messageId: string;
  seq: number;
  createdAt: string;
}

export type SendOutcome =
  | { kind: 'stored' | 'duplicate'; message: StoredMessage; noted?: Noted }
  /** Not a member, or what it answers, or its thread, is not there. */
  | { kind: 'forbidden' | 'no_target' | 'no_thread' };

interface SendRow {
  outcome: SendOutcome['kind'];
  message_id: string;
  seq: string;
  /** As PostgreSQL writes it: what is stored together has the same, and is read once. */
  created_at: string;
  /** What came of whom it speaks to. */
  noted?: Noted | null;
}

const sendWith = (
  targets: string,
  { columns = '', send = 'chat_send_3', threads = '' } = {},
) => `SELECT s.outcome, s.message_id, s.seq, s.created_at::text${columns}
  FROM ${send}($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], ${targets}${threads}) s`;
const SEND = sendWith('$6::uuid[]');
/** For batches in which nothing is special, which are nearly all. */
const SEND_PLAIN = `SELECT outcome, message_id, seq, created_at::text
  FROM chat_send_plain($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[])`;
/** What was said before what is the sender's to read is as little there to be answered as a message that never was. */
const ANSWERED = `ARRAY(
  SELECT CASE WHEN i.target IS NOT NULL
    THEN coalesce(${nameableMessage('i.room_id', 'i.sender_id', 'i.target')}, '${NO_MESSAGE}'::uuid) END
  FROM unnest($1::uuid[], $3::uuid[], $6::uuid[]) WITH ORDINALITY AS i (room_id, sender_id, target, ord) ORDER BY i.ord)`;
const SEND_ANSWERS = sendWith(ANSWERED);
/** Notes whom the items speak to. What the function around it returns is there whole before the first row is. */
const noted = (
  spoken: string,
) => `, CASE WHEN s.outcome = 'stored' AND (${spoken}::jsonb[])[s.ord] IS NOT NULL
    THEN ${noteSpokenTo({ messageId: 's.message_id', spoken: `(${spoken}::jsonb[])[s.ord]`, since: 's.seq' })} END AS noted`;
/** Only batches that speak to somebody pay for it. */
const SEND_SPEAKING = sendWith(ANSWERED, { columns: noted('$7') });
/** Only batches that hold a reply in a thread pay for threads. */
const IN_THREADS = { send: 'chat_send_4', threads: ', $7::uuid[], $8::boolean[]' };
const SEND_IN_THREADS = sendWith(ANSWERED, IN_THREADS);
const SEND_SPEAKING_IN_THREADS = sendWith(ANSWERED, { ...IN_THREADS, columns: noted('$9') });

/** Only batches that hold a message with files pay for files; what one may have, all of it may have. */
const SEND_WITH_FILES = sendWith(ANSWERED, {
  send: 'chat_send_5',
  threads: ', $7::uuid[], $8::boolean[], $9::jsonb[]',
  columns: noted('$10'),
});

/** Writing and finding single messages. Pages are read by `HistoryRepository`. */
@Injectable()
export class MessageRepository {
  constructor(private readonly database: Database) {}

  /**
   * Stores a batch in one statement and tells for each item, in order, what became of it. The guarantees are those of
   * the SQL function `chat_send_3`; `chat_send_plain` has the same, and so has `chat_send_4` with those of threads.
   * @throws AppError `ATTACHMENT_NOT_FOUND` when a file of any of them is not there: then none is stored (`chat_send_5`)
   */
  async send(batch: readonly NewMessage[]): Promise<SendOutcome[]> {
    const rows = await this.database.query<SendRow>(...statementFor(batch)).catch(refuseFiles);
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

/** Name, text and values of the statement that a batch takes. */
function statementFor(batch: readonly NewMessage[]): [string, string, SqlValue[]] {
  const values = [
    batch.map(({ roomId }) => roomId),
    batch.map(({ messageId }) => messageId),
    batch.map(({ senderId }) => senderId),
    batch.map(({ clientMsgId }) => clientMsgId),
    batch.map(({ text }) => text),
  ];
  const targets = () => batch.map(({ replyToId }) => replyToId ?? null);
  const isSpeaking = batch.some(({ spokenTo }) => spokenTo !== undefined);
  const spoken = () => batch.map(({ spokenTo }) => (spokenTo ? parameterOf(spokenTo) : null));
  const places = () => {
    const threads = batch.map(({ threadId }) => threadId ?? null);
    return [...values, targets(), threads, batch.map(({ inRoom }) => inRoom ?? false)];
  };
  if (batch.some(({ attachments }) => attachments !== undefined)) {
    const files = batch.map(({ attachments }) => (attachments ? JSON.stringify(attachments) : null));
    return ['chat-send-with-files', SEND_WITH_FILES, [...places(), files, spoken()]];
  }
  if (batch.some(({ threadId }) => threadId !== undefined)) {
    return isSpeaking
      ? ['chat-send-speaking-in-threads', SEND_SPEAKING_IN_THREADS, [...places(), spoken()]]
      : ['chat-send-in-threads', SEND_IN_THREADS, places()];
  }
  if (isSpeaking) return ['chat-send-speaking', SEND_SPEAKING, [...values, targets(), spoken()]];
  if (batch.some(({ replyToId }) => replyToId !== undefined))
    return ['chat-send-answers', SEND_ANSWERS, [...values, targets()]];
  const hasRepeats = new Set(batch.map(({ clientMsgId }) => clientMsgId)).size < batch.length;
  // None at all is the same as none of each, and nothing to write and to read.
  return hasRepeats ? ['chat-send', SEND, [...values, null]] : ['chat-send-plain', SEND_PLAIN, values];
}

/** @throws AppError `ATTACHMENT_NOT_FOUND` in place of what `chat_send_5` raises */
function refuseFiles(error: unknown): never {
  const cause = error instanceof AppError ? error.details.cause : undefined;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === FILE_MISSING)
    throw new AppError('ATTACHMENT_NOT_FOUND', 'A file of this message is not there to be sent.');
  throw error;
}

function toOutcome(row: SendRow, times: Map<string, string>): SendOutcome {
  if (row.outcome !== 'stored' && row.outcome !== 'duplicate') return { kind: row.outcome };
  return { kind: row.outcome, message: toStored(row, times), ...(row.noted && { noted: row.noted }) };
}

/** @param times ISO 8601 by what PostgreSQL writes, as far as it was read */
function toStored(
  { message_id, seq, created_at }: Omit<SendRow, 'outcome' | 'noted'>,
  times: Map<string, string>,
) {
  const createdAt = times.get(created_at) ?? new Date(created_at).toISOString();
  times.set(created_at, createdAt);
  return { messageId: message_id, seq: safeInteger(seq), createdAt };
}
