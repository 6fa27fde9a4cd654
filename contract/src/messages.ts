import { LIMITS } from './limits.js';
import type { Reaction } from './reactions.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

/** A message as it is now. What is optional is missing until it happens: most messages have none of it. */
export interface Message {
  messageId: string;
  roomId: string;
  /** Position in the room: 1 for its first entry, one more for each further one. */
  seq: number;
  /** Empty when it was deleted or is hidden. */
  text: string;
  /** ISO 8601, UTC; never goes backwards inside a room. */
  createdAt: string;
  sender: UserRef;
  clientMsgId: string;
  /** The seq of its last change; missing while nothing has changed: then it is `seq`. See `revOf`. */
  rev?: number;
  /** When its text was last changed. */
  editedAt?: string;
  deleted?: MessageDeletion;
  /** In the order in which each kind was first used. */
  reactions?: Reaction[];
  replyTo?: MessageQuote;
}

export interface MessageDeletion {
  at: string;
  /** Who deleted it: its sender, or whoever moderates the room. */
  by: UserRef;
  /** Why, as a moderator has put it. */
  reason?: string;
  /** Moderators can look at it, and show it again. */
  isHidden?: true;
}

/** A copy of what is answered, as it was when this state was read. */
export interface MessageQuote {
  id: string;
  /** Where it stands in the room; missing from older servers, and where it is hidden. */
  seq?: number;
  /** Empty when it was deleted or is hidden. */
  text: string;
  sender: UserRef;
  /** The copy's `rev`: a newer state of the message replaces it. 0 where it is hidden. */
  rev: number;
  isDeleted?: true;
  /** It is hidden by moderators, which is a kind of deleted. */
  isHiddenByModerators?: true;
  /** It was said before what is the reader's to read (`Room.fromSeq`): nothing is told of it but who said it. */
  isHidden?: true;
}

/** Which state of a message is newer: the one with the greater number. */
export function revOf({ seq, rev }: Pick<Message, 'seq' | 'rev'>): number {
  return rev ?? seq;
}

export interface MessageSend {
  roomId: string;
  text: string;
  clientMsgId: string;
  /** Answers this message of the same room; null, as plain clients say it, is none. */
  replyToId?: string | null;
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

/** What the documentation shows. A function, so that clients do not carry it. */
export function messageEvents() {
  const { roomId, message } = SAMPLE;
  return {
    client: {
      'message:send': {
        summary: `Store a message of 1 to ${String(LIMITS.messageTextMax)} characters; with \`auth.log\` as long as the room lets it be, ${String(LIMITS.longTextMax)} where nothing is said otherwise. The ack comes after the commit. Repeat it under the same \`clientMsgId\` until it is acknowledged: it is stored once. With \`replyToId\` it answers a message of the room, with \`threadId\` it is said in the thread of one, and with \`alsoInRoom\` in the room too. \`@name\`, \`@here\` and \`@all\` outside of code speak to people; to more than 30 all are spoken to with \`mentionAll\` only (\`CONFIRM_REQUIRED\`). With \`attachments\`, ids of 1 to 10 complete uploads of mine in the room, it may have no text (\`ATTACHMENT_NOT_FOUND\`).`,
        payload: { roomId, text: message.text, clientMsgId: message.clientMsgId },
        ack: { messageId: message.messageId, seq: message.seq, createdAt: message.createdAt },
      },
    },
    server: {
      'message:new': { summary: 'A message, to connections without `auth.batch`.', payload: message },
      'message:batch': {
        summary:
          'Messages of one room in order, to connections with `auth.batch: true` and without `auth.log`.',
        payload: { roomId, messages: [message] },
      },
    },
  } as const satisfies EventExamples;
}
