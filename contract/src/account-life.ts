import type { EventExamples, ServerEventOf } from './wire.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';

/** So many times somebody may change their name in thirty days. */
export const RENAMES_MAX = 3;

/** What I want to be called. */
export interface RenameBody {
  username: string;
}

declare module './wire.js' {
  interface ServerToClient {
    /** Somebody I share a room with, or I myself, is called something else now. */
    'user:renamed': ServerEventOf<UserRef>;
  }
}

/** Deletes the account of whoever asks, for good. */
export interface DeleteAccountBody {
  /** Their name, typed by hand. */
  username: string;
  /** What they have written goes too; otherwise it stays, as said by a deleted account. */
  removeMessages?: boolean;
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function accountEvents() {
  return {
    server: {
      'user:renamed': {
        summary:
          'Somebody is called something else from now on: to those who share a room with them, and to their own devices. Of an account that was deleted the name says so (`deleted-…`).',
        payload: { id: SAMPLE.alice.id, username: 'alicia' },
      },
    },
  } as const satisfies EventExamples;
}
