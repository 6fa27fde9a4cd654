import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

export interface PresencePing {
  roomId?: string;
  /** Nothing was typed, pointed at or touched on this device for `LIMITS.idleAfterMs`. What is left out stays. */
  isIdle?: boolean;
}

/**
 * Somebody came (first connection), went (last connection) or was muted. A mute is told to all devices of the person;
 * with `auth.batch` not to the one whose message was refused, which reads of it in the ack. One by a moderator may be
 * told again with another end; with `forMs: 0` it is over. Where more than fifty people are in a room, or
 * many come or go at once, only the roster tells of them.
 */
export interface RoomSystem {
  type: 'join' | 'leave' | 'muted';
  roomId: string;
  createdAt: string;
  user?: UserRef;
  /** End of the mute, by the server's clock. */
  until?: string;
  /** What is left of the mute. */
  forMs?: number;
}

export type PresenceStatus = 'online' | 'offline';

/** Idle on every device or by choice, or not to be disturbed. */
export type PresenceKind = 'idle' | 'dnd';

export interface RosterUser extends UserRef {
  status: PresenceStatus;
  /** Of who is online; only to connections with `auth.log`. */
  kind?: PresenceKind;
}

/** Comes to whoever has come into a room: at once, or where many come at once, within a few seconds. */
export interface RoomRoster {
  roomId: string;
  /** Every member of the room. */
  users: RosterUser[];
  version: number;
}

/** Follows a whole roster; none comes before it. */
export interface RoomRosterDelta {
  roomId: string;
  /** One more than that of the snapshot or delta before it; anything else means: ask for the roster again. */
  version: number;
  changed: RosterUser[];
  /** Ids of the users who are no longer members. */
  removed: string[];
}

declare module './wire.js' {
  interface ClientToServer {
    'presence:ping': ClientEventOf<PresencePing, { heads: Record<string, number> }>;
  }
  interface ServerToClient {
    'room:system': ServerEventOf<RoomSystem>;
    'room:roster': ServerEventOf<RoomRoster>;
    'room:roster:delta': ServerEventOf<RoomRosterDelta>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function presenceEvents() {
  const { roomId, alice, createdAt } = SAMPLE;
  const roster = { roomId, version: 3 };
  return {
    client: {
      'presence:ping': {
        summary: 'Every 15 s: say which room is looked at, and learn the heads of the rooms one follows.',
        payload: { roomId },
        ack: { heads: { [roomId]: 17 } },
      },
    },
    server: {
      'room:system': {
        summary:
          'Somebody came with a first connection, went with the last one, or I was muted (with `auth.batch` the ack alone tells the device that sent).',
        payload: {
          type: 'muted',
          roomId,
          user: alice,
          createdAt,
          until: '2026-01-31T12:00:30.000Z',
          forMs: 30_000,
        },
      },
      'room:roster': {
        summary:
          'All members with their presence: to whoever comes (within seconds where many come at once), and on changes to connections without `auth.batch`.',
        payload: { ...roster, users: [{ ...alice, status: 'online' }] },
      },
      'room:roster:delta': {
        summary:
          'Changes of the roster, to connections with `auth.batch: true`. A version that is not the next one means: join again.',
        payload: { ...roster, changed: [{ ...alice, status: 'offline' }], removed: [] },
      },
    },
  } as const satisfies EventExamples;
}
