import { LIMITS } from './limits.js';
import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

export interface RoomRead {
  roomId: string;
  /** The last message that was seen. Going back changes nothing, going beyond the head means the head. */
  seq: number;
  /** Its threads, too, up to there. */
  threads?: boolean;
  /**
   * The `version` that this device knows. What was read under an older one is not counted. Missing: 0 for connections
   * with `auth.log`; for others, whichever holds.
   */
  version?: number;
}

export interface RoomsRead {
  /** Each room once. */
  rooms: RoomRead[];
}

export interface RoomUnread {
  roomId: string;
  /** The first message that is to be unread. */
  seq: number;
  /** The `version` under which it is read from then on: it is done once under each. Missing: under the next. */
  version?: number;
}

/** Up to where I have read a room, and how many messages of others are behind that. */
export interface ReadState {
  lastReadSeq: number;
  unread: number;
  /** How many threads that I follow have something unread; missing where none has. */
  unreadThreads?: number;
  /** How often I have gone back in it; missing: never. A state with a greater one holds, whatever its seq. */
  version?: number;
}

export type RoomReadState = { roomId: string } & ReadState;

declare module './wire.js' {
  interface ClientToServer {
    'room:read': ClientEventOf<RoomRead, ReadState>;
    'room:unread': ClientEventOf<RoomUnread, ReadState>;
    'rooms:read': ClientEventOf<RoomsRead, { rooms: RoomReadState[] }>;
  }
  interface ServerToClient {
    /** One of my devices has read a room, or gone back in it; with `threads` its threads too, up to there, which connections that take the log are told. */
    'room:read': ServerEventOf<RoomReadState & { threads?: true }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function readEvents() {
  const { roomId } = SAMPLE;
  return {
    client: {
      'room:read': {
        summary:
          'Say up to where a room has been read. It never goes back, and never beyond the head; what was read before one of my devices went back (`version`) changes nothing. With `threads` its threads too.',
        payload: { roomId, seq: 17 },
        ack: { lastReadSeq: 17, unread: 0 },
      },
      'rooms:read': {
        summary: `The same for up to ${String(LIMITS.readRoomsMax)} rooms at once. Rooms one is not a member of are left out.`,
        payload: { rooms: [{ roomId, seq: 17 }] },
        ack: { rooms: [{ roomId, lastReadSeq: 17, unread: 0 }] },
      },
      'room:unread': {
        summary:
          'Go back: the room is unread from this message on, on all my devices, until one of them that knows of it reads on.',
        payload: { roomId, seq: 16 },
        ack: { lastReadSeq: 15, unread: 2, version: 1 },
      },
    },
    server: {
      'room:read': {
        summary: 'One of my devices has read a room, or gone back in it: then `version` is greater.',
        payload: { roomId, lastReadSeq: 17, unread: 0 },
      },
    },
  } as const satisfies EventExamples;
}
