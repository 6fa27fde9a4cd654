import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** Somebody I do not want to hear: nobody but me is told. */
export interface Block {
  user: UserRef;
  /** ISO 8601, UTC. */
  createdAt: string;
}

/** What I have done about somebody. */
export interface BlockChange {
  user: UserRef;
  isBlocked: boolean;
}

declare module './wire.js' {
  interface ServerToClient {
    /** I have blocked somebody, or not any more, on whichever device. */
    'block:changed': ServerEventOf<BlockChange>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function blockEvents() {
  return {
    server: {
      'block:changed': {
        summary: 'I have blocked somebody, or not any more, on whichever device. Nobody else hears of it.',
        payload: { user: SAMPLE.bob, isBlocked: true },
      },
    },
  } as const satisfies EventExamples;
}
