import type { MessageStored } from './messages.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples } from './wire.js';

/** Where the text of a message comes from that was brought here from elsewhere. */
export interface MessageOrigin {
  /** Who has said it, and when. */
  sender: UserRef;
  at: string;
  /** Where; told only as long as that is a public room, or this one. */
  from?: { roomId: string; name: string; messageId: string };
}

export interface MessageForward {
  /** The message that is brought. */
  messageId: string;
  /** The room it is brought into. */
  roomId: string;
  /** Brings it into the thread of this message of that room; a reply stands for its root. */
  threadId?: string | null;
  /** The key of the new message, as that of `message:send`. */
  clientMsgId: string;
}

declare module './messages.js' {
  interface Message {
    forwarded?: MessageOrigin;
  }
}

declare module './wire.js' {
  interface ClientToServer {
    'message:forward': ClientEventOf<MessageForward, MessageStored>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function forwardEvents() {
  const { roomId, message } = SAMPLE;
  const { messageId, seq, createdAt } = message;
  return {
    client: {
      'message:forward': {
        summary:
          'Bring a message into a room: a new message of mine with its text, which says where it comes from. What others have said leaves public rooms only (`FORBIDDEN`); what I have said, every room. With `threadId` it is brought into a thread of the room. Repeat it under the same `clientMsgId` until it is acknowledged. Otherwise as `message:send`.',
        payload: { messageId, roomId, clientMsgId: 'c0ffee-0002' },
        ack: { messageId: '0193f1d2-7f00-7b31-8c77-41c0de5a9b03', seq: seq + 1, createdAt },
      },
    },
  } as const satisfies EventExamples;
}
