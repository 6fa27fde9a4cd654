import { LIMITS } from './limits.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

export interface TypingUpdate {
  roomId: string;
  isTyping: boolean;
}

export interface TypingNotice {
  roomId: string;
  user: UserRef;
  isTyping: boolean;
}

declare module './wire.js' {
  interface ClientToServer {
    'typing:update': ClientEventOf<TypingUpdate>;
  }
  interface ServerToClient {
    'typing:update': ServerEventOf<TypingNotice>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function typingEvents() {
  const { roomId, alice } = SAMPLE;
  return {
    client: {
      'typing:update': {
        summary: 'Say that one is writing, or no longer. May get lost.',
        payload: { roomId, isTyping: true },
        ack: {},
      },
    },
    server: {
      'typing:update': {
        summary: `Somebody writes, or no longer. Forget it after ${String(LIMITS.typingExpiryMs / 1000)} s.`,
        payload: { roomId, user: alice, isTyping: true },
      },
    },
  } as const satisfies EventExamples;
}
