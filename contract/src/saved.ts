import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** A message that I keep for later; nobody else knows. */
export interface SavedMessage {
  messageId: string;
  savedAt: string;
  /** What I have written to it. */
  note?: string;
  /** I am through with it. */
  isDone?: true;
  /** As it is now; missing where it was deleted, or is not mine to read any more. */
  message?: Message;
}

/** What is left out stays as it is. */
export interface SaveBody {
  /** Null takes it away. */
  note?: string | null;
  isDone?: boolean;
}

export interface SavedChange {
  messageId: string;
  isSaved: boolean;
}

declare module './wire.js' {
  interface ServerToClient {
    'saved:changed': ServerEventOf<SavedChange>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function savedEvents() {
  return {
    server: {
      'saved:changed': {
        summary: 'I have saved a message on one of my devices, changed what I noted of it, or let go of it.',
        payload: { messageId: SAMPLE.message.messageId, isSaved: true },
      },
    },
  } as const satisfies EventExamples;
}
