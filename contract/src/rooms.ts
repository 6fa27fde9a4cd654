import { LIMITS } from './limits.js';
import type { Message } from './messages.js';
import type { RoomProfile, RoomSetting } from './room-profile.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples } from './wire.js';

export interface Room extends RoomProfile {
  id: string;
  createdAt: string;
  createdBy: UserRef;
  memberCount: number;
  /** When the caller joined; missing for a room the caller is not a member of. */
  joinedAt?: string;
  /** When a connection of the caller was last seen in the room. Informative: never a cursor. */
  lastSeenAt?: string;
  /** The room's head. */
  lastSeq: number;
  /** Up to where the caller has read, on whichever device; missing for a room the caller is not a member of. */
  lastReadSeq?: number;
  /** How often the caller has gone back in it (`room:unread`); missing: never. */
  readVersion?: number;
  /** Messages of others behind `lastReadSeq`, counted up to `LIMITS.unreadCountMax`. */
  unread?: number;
  lastMessage?: Message;
  /** When something was said last; in the list of rooms to discover. */
  activeAt?: string;
  /** Nothing up to this seq is the caller's to read: they came when it had been said. Missing: all of it is. */
  fromSeq?: number;
  /** What the caller is in the room (`ROLES`); missing for a room the caller is not a member of. */
  role?: number;
  /** The caller asks to come in, or was refused less than a day ago; missing for members, and where one does not ask. */
  request?: RequestState;
  /** A moderator has taken the caller's word; missing while they may write. */
  mute?: RoomMute;
  /** The others of a direct room or a group, by username: nobody in notes to oneself. Missing in other rooms. */
  people?: UserRef[];
}

/** What became of asking to come in, as long as one is not a member. */
export type RequestState = 'waiting' | 'refused';

/** Until when somebody may not write, and what is left of it by the server's clock. */
export interface RoomMute {
  until: string;
  forMs: number;
}

/** The order in which rooms are discovered. */
export const ROOM_SORTS = ['name', 'activity'] as const;
export type RoomSort = (typeof ROOM_SORTS)[number];

export interface CreateRoomBody {
  name: string;
  /** Missing: public. Direct rooms and groups are opened, not created. */
  kind?: 'public' | 'private';
  topic?: string;
}

/** What is left out stays as it is; null takes a setting back. */
export type ChangeRoomBody = { [Setting in RoomSetting]?: RoomProfile[Setting] | null } & {
  name?: string;
  kind?: 'public' | 'private';
};

export interface RoomCursor {
  roomId: string;
  /** Highest seq up to which the client misses nothing: the answer starts right behind it. */
  lastSeq?: number;
  /** `epoch` of the last answer: another one than the room's means that the database was restored since. */
  epoch?: string;
  /** For clients that know only timestamps: answered with an overlap, so such a client drops what it has. */
  lastSeenAt?: string;
}

export interface RoomsSync {
  rooms: RoomCursor[];
}

export interface RoomSyncResult {
  roomId: string;
  synced: boolean;
  /** How many messages were sent for this room before the ack. */
  messageCount: number;
  /** How many changes were sent for this room before the ack, to connections with `auth.log`. */
  changeCount: number;
  /** The cursor the client now holds, if it applied what was sent. */
  lastSeq: number;
  /** The room's head when it was read. */
  headSeq: number;
  /** In which life of the database this is: see `RoomCursor.epoch`. */
  epoch?: string;
  /** There is more: ask again with this `lastSeq`. */
  hasMore: boolean;
  /**
   * The way from the client's cursor cannot be told (it lies beyond the head, too far behind, or in another epoch): it
   * drops what it has of the room and keeps what was sent.
   */
  reset?: boolean;
  /** What of the reactions that were sent is mine, where not all people are shown; to connections with `auth.log`. */
  mine?: MyReactions[];
}

/** With what I have reacted to a message. */
export interface MyReactions {
  messageId: string;
  /** Of the message when this was read: what I have changed with a greater seq is not in it. */
  rev: number;
  /** Among the kinds that do not show all their people. */
  emojis: string[];
}

export interface RoomLeave {
  roomId: string;
}

declare module './wire.js' {
  interface ClientToServer {
    'rooms:sync': ClientEventOf<RoomsSync, { results: RoomSyncResult[] }>;
    'room:join': ClientEventOf<RoomCursor>;
    'room:leave': ClientEventOf<RoomLeave>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function roomEvents() {
  const { roomId, createdAt } = SAMPLE;
  return {
    client: {
      'rooms:sync': {
        summary: `Follow up to ${String(LIMITS.syncRoomsMax)} rooms and get what was missed: behind \`lastSeq\`, or since \`lastSeenAt\`, or nothing. Ask again with the answered \`lastSeq\` while \`hasMore\`. Rooms one is not a member of are left out.`,
        payload: { rooms: [{ roomId, lastSeq: 15 }] },
        ack: {
          results: [
            {
              roomId,
              synced: true,
              messageCount: 2,
              changeCount: 0,
              lastSeq: 17,
              headSeq: 17,
              hasMore: false,
            },
          ],
        },
      },
      'room:join': {
        summary: 'Follow one room: the roster comes, and what was missed as with `rooms:sync`.',
        payload: { roomId, lastSeenAt: createdAt },
        ack: {},
      },
      'room:leave': { summary: 'Stop following a room. The membership stays.', payload: { roomId }, ack: {} },
    },
  } as const satisfies EventExamples;
}
