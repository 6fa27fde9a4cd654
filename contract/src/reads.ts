import { SAMPLE } from './samples.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

export interface RoomRead {
  roomId: string;
  /** The last message that was seen. Going back changes nothing, going beyond the head means the head. */
  seq: number;
  /** Its threads, too, up to there. */
  threads?: boolean;
}

/** Up to where I have read a room, and how many messages of others are behind that. */
export interface ReadState {
  lastReadSeq: number;
  unread: number;
  /** How many threads that I follow have something unread; missing where none has. */
  unreadThreads?: number;
}

declare module './wire.js' {
  interface ClientToServer {
    'room:read': ClientEventOf<RoomRead, ReadState>;
  }
  interface ServerToClient {
    /** One of my devices has read a room. */
    'room:read': ServerEventOf<{ roomId: string } & ReadState>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function readEvents() {
  const { roomId } = SAMPLE;
  return {
    client: {
      'room:read': {
        summary:
          'Say up to where a room has been read. It never goes back, and never beyond the head. With `threads` its threads too.',
        payload: { roomId, seq: 17 },
        ack: { lastReadSeq: 17, unread: 0 },
      },
    },
    server: {
      'room:read': {
        summary: 'One of my devices has read a room.',
        payload: { roomId, lastReadSeq: 17, unread: 0 },
      },
    },
  } as const satisfies EventExamples;
}
