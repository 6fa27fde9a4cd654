import type { Message } from '@chatket/contract';
import { safeInteger } from '../prisma/index.js';

/** What a message query selects from `"Message" m JOIN "User" u`. */
export const MESSAGE_COLUMNS = `
  m.id, m."roomId", m.seq, m.text, m."createdAt", m."clientMsgId", u.id AS "senderId", u.username`;

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
