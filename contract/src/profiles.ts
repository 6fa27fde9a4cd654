import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** What somebody is doing, for a time. */
export interface PersonStatus {
  emoji?: string;
  text?: string;
  /** ISO 8601, UTC; without it the status stays. From then on it is none. */
  until?: string;
}

/**
 * What somebody tells of themselves to those who share a room with them. What they have not told is missing; of a deleted
 * account everybody is told the handle that says so.
 */
export interface Profile {
  id: string;
  /** The handle: whoever has kept things that say another one learns of the change. */
  username?: string;
  /** Stands beside the handle, and never in its place where it matters who somebody is. */
  displayName?: string;
  about?: string;
  status?: PersonStatus;
  /** An IANA name, such as Europe/Istanbul. */
  timeZone?: string;
  /** Of their picture, which is at `/api/files/pictures/{picture}/256`: another one has another key. */
  picture?: string;
  /** They have closed their account for a while. */
  isPaused?: true;
  /** Of two states the greater one holds; 0 where nothing was ever told. */
  rev: number;
}

/** What is left out stays as it is; null takes it away. */
export interface ProfileBody {
  displayName?: string | null;
  about?: string | null;
  status?: PersonStatus | null;
  timeZone?: string | null;
}

declare module './wire.js' {
  interface ServerToClient {
    /** Somebody I share a room with, or I myself, tells something else now. */
    'user:updated': ServerEventOf<Profile>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function profileEvents() {
  return {
    server: {
      'user:updated': {
        summary:
          'What somebody tells of themselves has changed: to those who share a room with them, and to their own devices. Whoever was away asks `GET /users/profiles`.',
        payload: {
          id: SAMPLE.alice.id,
          username: SAMPLE.alice.username,
          displayName: 'Alice Example',
          status: { emoji: '🌴', text: 'On holiday', until: '2026-02-14T08:00:00.000Z' },
          timeZone: 'Europe/Istanbul',
          rev: 3,
        },
      },
    },
  } as const satisfies EventExamples;
}
