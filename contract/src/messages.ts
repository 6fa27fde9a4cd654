import { LIMITS } from './limits.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

export interface Message {
  messageId: string;
  roomId: string;
  /** Position in the room: 1 for its first change, one more for each further one. */
  seq: number;
  text: string;
  /** ISO 8601, UTC; never goes backwards inside a room. */
  createdAt: string;
  sender: UserRef;
  clientMsgId: string;
}

export interface MessageSend {
  roomId: string;
  text: string;
  clientMsgId: string;
}

export interface MessageStored {
  messageId: string;
  seq: number;
  createdAt: string;
  isDuplicate?: boolean;
}

export interface MessageBatch {
  roomId: string;
  /** Ascending by seq. */
  messages: Message[];
}

declare module './wire.js' {
  interface ClientToServer {
    'message:send': ClientEventOf<MessageSend, MessageStored>;
  }
  interface ServerToClient {
    'message:new': ServerEventOf<Message>;
    'message:batch': ServerEventOf<MessageBatch>;
  }
}

const { roomId, message } = SAMPLE;

export const messageEvents = {
  client: {
    'message:send': {
      summary: `Store a message of 1 to ${String(LIMITS.messageTextMax)} characters. The ack comes after the commit. Repeat it under the same \`clientMsgId\` until it is acknowledged: it is stored once. With \`replyToId\` it answers a message of the room.`,
      payload: { roomId, text: message.text, clientMsgId: message.clientMsgId },
      ack: { messageId: message.messageId, seq: message.seq, createdAt: message.createdAt },
    },
  },
  server: {
    'message:new': { summary: 'A message, to connections without `auth.batch`.', payload: message },
    'message:batch': {
      summary: 'Messages of one room in order, to connections with `auth.batch: true`.',
      payload: { roomId, messages: [message] },
    },
  },
} as const satisfies EventExamples;
