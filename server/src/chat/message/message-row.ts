import type { Message } from '@chatket/contract';
import { safeInteger } from '../../prisma/index.js';

/** What a message query selects from `"Message" m JOIN "User" u`. */
export const MESSAGE_COLUMNS = `
  m.id, m."roomId", m.seq, m.text, m."createdAt", m."clientMsgId", u.id AS "senderId", u.username`;

/** Between the fields of a record, and between records. JSON has no control characters, so they are nowhere else. */
const FIELD_END = '\x1f';
const RECORD_END = '\x1e';

/** Messages of `"Message" m JOIN "User" u`, oldest first, as one text that costs the database little; see `toJson`. */
export const MESSAGE_RECORDS = `
  string_agg(concat_ws('${FIELD_END}', m.id, m."roomId", m.seq, to_json(m.text),
    (extract(epoch FROM m."createdAt") * 1000)::bigint, u.id, to_json(u.username), to_json(m."clientMsgId")), '${RECORD_END}' ORDER BY m.seq)`;

export interface MessageRow {
  id: string;
  roomId: string;
  seq: string;
  text: string;
  createdAt: Date;
  clientMsgId: string;
  senderId: string;
  username: string;
}

export function toMessage(row: MessageRow): Message {
  return {
    messageId: row.id,
    roomId: row.roomId,
    seq: safeInteger(row.seq),
    text: row.text,
    createdAt: row.createdAt.toISOString(),
    sender: { id: row.senderId, username: row.username },
    clientMsgId: row.clientMsgId,
  };
}

/** A message as a JSON document; a test keeps it equal to that of `toMessage`. */
export interface MessageJson {
  messageId: string;
  json: string;
}

/** @param records what `MESSAGE_RECORDS` has selected */
export function toJson(records: string | null): MessageJson[] {
  return records === null ? [] : records.split(RECORD_END).map(recordToJson);
}

function recordToJson(record: string): MessageJson {
  const fields = record.split(FIELD_END);
  const [messageId = '', roomId = '', seq = '', text = '', at = '', senderId = '', username = '', key = ''] =
    fields;
  const createdAt = new Date(Number(at)).toISOString();
  const sender = `{"id":"${senderId}","username":${username}}`;
  const json = `{"messageId":"${messageId}","roomId":"${roomId}","seq":${seq},"text":${text},"createdAt":"${createdAt}","sender":${sender},"clientMsgId":${key}}`;
  return { messageId, json };
}
