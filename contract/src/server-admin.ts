import { SAMPLE } from './samples.js';
import type { RoomKind } from './room-profile.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** Somebody who has an account, as those who run the server see them. */
export interface ServerPerson extends UserRef {
  createdAt: string;
  /** `SERVER_ROLES`. */
  serverRole: number;
  isGuest?: true;
  /** The end of their mute on the server, and why. */
  mutedUntil?: string;
  muteReason?: string;
  /** Since when nobody logs in with this account. */
  deactivatedAt?: string;
  /** By its own person, who opens it by logging in. */
  isPaused?: true;
  /** The key of their picture, which is seen by those who share a room with them. */
  picture?: string;
}

export const SERVER_PEOPLE_FILTERS = ['all', 'muted', 'running', 'deactivated'] as const;
export type ServerPeopleFilter = (typeof SERVER_PEOPLE_FILTERS)[number];

/** What those who run the server are shown of a room that they are not in: that it is there, and whether it lives. */
export interface ServerRoom {
  id: string;
  name: string;
  kind: RoomKind;
  createdAt: string;
  memberCount: number;
  /** When something was last said; of a room that is not public the day only. */
  activeAt: string;
  hasOwner: boolean;
  archivedAt?: string;
  deletesAt?: string;
}

export const SERVER_ROOM_FILTERS = ['all', 'archived', 'ownerless'] as const;
export type ServerRoomFilter = (typeof SERVER_ROOM_FILTERS)[number];

export interface ServerBanBody {
  /** The end of the ban: ISO 8601; missing is for good. */
  until?: string;
  reason?: string;
}

/** Since when all rooms are in raid mode; missing where they are not. */
export interface ServerRaid {
  since?: string;
}

/** My word was taken in all rooms for so long, or given back: then it is over now. */
interface ServerMuted {
  until: string;
  forMs: number;
  reason?: string;
}

declare module './wire.js' {
  interface ServerToClient {
    /** Told when it happens, and to whoever connects while it lasts. */
    'server:muted': ServerEventOf<ServerMuted>;
    /** The same for raid mode in all rooms. */
    'server:raid': ServerEventOf<ServerRaid>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function serverAdminEvents() {
  const { createdAt } = SAMPLE;
  return {
    server: {
      'server:muted': {
        summary:
          'Those who run the server have taken my word in all rooms, or given it back (`forMs` 0); also to whoever connects while it lasts. Not to plain clients.',
        payload: { until: createdAt, forMs: 600_000, reason: 'spam' },
      },
      'server:raid': {
        summary:
          'All rooms are in raid mode since then, or not any more; also to whoever connects while it lasts. Not to plain clients.',
        payload: { since: createdAt },
      },
    },
  } as const satisfies EventExamples;
}
