import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

export interface RemindBody {
  /** When I want to be told. */
  at: string;
}

/** I wanted to be reminded of a message now. It is the first of those that I have saved, and not done. */
export interface ReminderDue {
  messageId: string;
  /** When I wanted to be told. */
  at: string;
  /** As it is now; missing where it was deleted, or is not mine to read any more. */
  message?: Message;
}

declare module './saved.js' {
  interface SavedMessage {
    /** I am told of it then. */
    remindAt?: string;
    /** I was told of it then. */
    remindedAt?: string;
  }
}

declare module './wire.js' {
  interface ServerToClient {
    'reminder:due': ServerEventOf<ReminderDue>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function reminderEvents() {
  const { message, createdAt } = SAMPLE;
  return {
    server: {
      'reminder:due': {
        summary:
          'I wanted to be reminded of a message now. Told to all my devices, after a crash perhaps twice; `message` is missing where it is not there any more.',
        payload: { messageId: message.messageId, at: createdAt, message },
      },
    },
  } as const satisfies EventExamples;
}
