import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

/** What a plain client writes to the other person of a direct room; `conversationId` is the id of that room. */
export interface DirectSend {
  conversationId: string;
  receiverId: string;
  text: string;
  /** Without one a repeated message is a second one. */
  clientMsgId?: string | null;
  replyToId?: string | null;
}

export interface DirectTyping {
  conversationId: string;
  isTyping: boolean;
}

/** What plain clients hear of one who writes to them. */
export interface DirectTypingNotice extends DirectTyping {
  userId: string;
  username: string;
}

/** A message of a direct room, as plain clients know it. */
export interface DirectMessage {
  id: string;
  conversationId: string;
  senderId: string;
  /** In somebody's notes to themselves, themselves. */
  receiverId: string;
  text: string;
  createdAt: string;
  sender: UserRef;
  /** What it answers. */
  replyTo: { id: string; text: string; sender: UserRef } | null;
}

/** The same on a page, with what is known of whether the receiver has read it. */
export interface ReadableDirectMessage extends DirectMessage {
  /** When the newest message was written up to which they have read; missing while they have not. */
  readAt?: string;
}

export interface DirectConversation {
  id: string;
  otherUser: UserRef;
  createdAt: string;
  /** When something was last said, or the room was made. */
  updatedAt: string;
}

export interface DirectConversationSummary {
  id: string;
  otherUser: UserRef;
  lastMessage: {
    id: string;
    text: string;
    createdAt: string;
    senderId: string;
    readAt?: string;
  } | null;
  unreadCount: number;
}

declare module './wire.js' {
  interface ClientToServer {
    'dm:send': ClientEventOf<DirectSend, DirectMessage>;
    'dm:typing': ClientEventOf<DirectTyping>;
  }
  interface ServerToClient {
    'dm:new': ServerEventOf<DirectMessage>;
    'dm:typing': ServerEventOf<DirectTypingNotice>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function plainDirectEvents() {
  const { roomId: conversationId, alice, bob, message } = SAMPLE;
  const { messageId: id, text, createdAt, clientMsgId } = message;
  const direct = {
    id,
    conversationId,
    senderId: alice.id,
    receiverId: bob.id,
    text,
    createdAt,
    sender: alice,
    replyTo: null,
  };
  return {
    client: {
      'dm:send': {
        summary: 'Write to the other person of a direct room, for plain clients; else as `message:send`.',
        payload: { conversationId, receiverId: bob.id, text, clientMsgId },
        ack: direct,
      },
      'dm:typing': {
        summary: 'Say that one is writing to the other person of a direct room, or no longer.',
        payload: { conversationId, isTyping: true },
        ack: {},
      },
    },
    server: {
      'dm:new': {
        summary:
          'Something was said in a direct room of mine, to connections without `auth.batch` and `auth.log`, whether they have joined it or not; the one that wrote it reads it in its ack.',
        payload: direct,
      },
      'dm:typing': {
        summary: 'The other person of a direct room writes, or no longer, to the same connections.',
        payload: { conversationId, userId: alice.id, username: alice.username, isTyping: true },
      },
    },
  } as const satisfies EventExamples;
}
