import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples } from './wire.js';

export interface MessageEdit {
  roomId: string;
  messageId: string;
  text: string;
  /** The `rev` of the state that was edited: an older one than the message's is a `CONFLICT`. */
  rev: number;
}

export interface MessageEdited {
  /** The message's `rev` now. */
  seq: number;
  editedAt: string;
  /** People whom the text names and who are not in the room. */
  notMembers?: UserRef[];
}

export interface MessageDelete {
  roomId: string;
  messageId: string;
  /** Why, for a message of somebody else. */
  reason?: string;
}

/** Hides a message from everybody, as if it were deleted, until it is shown again. */
export type MessageHide = MessageDelete;

export interface MessageShow {
  roomId: string;
  messageId: string;
}

/** What a hidden message says, for moderators. */
export interface HiddenText {
  text: string;
}

/** A text that a message had before. */
export interface MessageRevision {
  text: string;
  /** When it was written. */
  writtenAt: string;
}

declare module './errors.js' {
  interface AckFailure {
    /** The message as it is, for `CONFLICT`. */
    current?: Message;
  }
}

declare module './wire.js' {
  interface ClientToServer {
    'message:edit': ClientEventOf<MessageEdit, MessageEdited>;
    'message:delete': ClientEventOf<MessageDelete, { seq: number }>;
    'message:hide': ClientEventOf<MessageHide, { seq: number }>;
    'message:show': ClientEventOf<MessageShow, { seq: number }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function editEvents() {
  const { roomId, message } = SAMPLE;
  const messageId = message.messageId;
  return {
    client: {
      'message:edit': {
        summary:
          'Change the text of a message of mine. To repeat it is harmless. `CONFLICT` carries the message as it is (`current`) when it has changed meanwhile; `EDIT_WINDOW_OVER`, `MESSAGE_DELETED`, `FORBIDDEN`, `MESSAGE_NOT_FOUND`.',
        payload: { roomId, messageId, text: 'Tea is ready.', rev: 17 },
        ack: { seq: 18, editedAt: '2026-01-31T12:01:00.000Z' },
      },
      'message:delete': {
        summary:
          'Delete a message of mine or, as a moderator, of somebody below me. Its text is gone from everywhere. To repeat it is harmless.',
        payload: { roomId, messageId },
        ack: { seq: 19 },
      },
      'message:hide': {
        summary:
          'As a moderator, hide a message of somebody below me or of mine: to everybody it is deleted, with `deleted.isHidden`. Moderators look at it by `GET /messages/{id}/hidden`. To repeat it is harmless.',
        payload: { roomId, messageId, reason: 'Not in this room' },
        ack: { seq: 20 },
      },
      'message:show': {
        summary: 'Show a hidden message again as it was. To repeat it is harmless.',
        payload: { roomId, messageId },
        ack: { seq: 21 },
      },
    },
  } as const satisfies EventExamples;
}
