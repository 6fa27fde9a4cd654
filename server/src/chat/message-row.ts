import type { Message } from '@chatket/contract';
import { safeInteger } from '../prisma/index.js';

/** What a message query selects from `"Message" m JOIN "User" u`. */
export const MESSAGE_COLUMNS = `
  m.id, m."roomId", m.seq, m.text, m."createdAt", m."clientMsgId", u.id AS "senderId", u.username`;

/** The same as a JSON document of a `Message`, made by the database; a test keeps it equal to `toMessage`. */
export const MESSAGE_JSON = `
  json_build_object(
    'messageId', m.id, 'roomId', m."roomId", 'seq', m.seq, 'text', m.text,
    'createdAt', to_char(m."createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'sender', json_build_object('id', u.id, 'username', u.username), 'clientMsgId', m."clientMsgId")`;

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
