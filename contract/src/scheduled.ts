import type { ErrorCode } from './errors.js';
import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** A message of mine that is sent later, by the server; nobody else knows. */
export interface ScheduledMessage {
  /** And the `clientMsgId` of the message that it becomes. */
  id: string;
  roomId: string;
  text: string;
  /** When it is sent. */
  at: string;
  replyToId?: string;
  /** The message in whose thread it is said. */
  threadId?: string;
  /** It is shown in the room too. */
  alsoInRoom?: true;
  /** I have said that all are meant whom it speaks to. */
  mentionAll?: true;
  /** It could not be sent then, for this reason; it is kept until I change or delete it. */
  failed?: ErrorCode;
}

export interface ScheduleBody {
  text: string;
  at: string;
  replyToId?: string | null;
  /** Says it in the thread of this message of the room; a reply stands for its root. */
  threadId?: string | null;
  /** Shows what is said in a thread in the room too. */
  alsoInRoom?: boolean;
  /** All are meant, however many `@all` or `@here` in it speaks to (`CONFIRM_REQUIRED`). */
  mentionAll?: boolean;
}

/** What is left out stays as it is. One that could not be sent is tried again at its time. */
export interface RescheduleBody {
  text?: string;
  at?: string;
  mentionAll?: boolean;
}

export interface ScheduledChange {
  id: string;
  roomId: string;
  state: 'waiting' | 'sent' | 'failed' | 'deleted';
}

declare module './wire.js' {
  interface ServerToClient {
    'scheduled:changed': ServerEventOf<ScheduledChange>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function scheduledEvents() {
  return {
    server: {
      'scheduled:changed': {
        summary:
          'A message that I have scheduled was added or changed (`waiting`), sent, could not be sent (`failed`), or was deleted.',
        payload: { id: SAMPLE.message.messageId, roomId: SAMPLE.roomId, state: 'waiting' },
      },
    },
  } as const satisfies EventExamples;
}
