import { LIMITS } from './limits.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { ClientEventOf, EventExamples, ServerEventOf } from './wire.js';

/** Up to where somebody has read a room. */
export interface ReadReceipt {
  user: UserRef;
  seq: number;
}

/** Missing: no room is before me any more. */
export interface WatchReceipts {
  roomId?: string;
}

export interface RoomReceipts {
  roomId: string;
  reads: ReadReceipt[];
}

/** What I keep to myself, and therefore do not see of others either. */
export interface Privacy {
  /** Up to where I have read. */
  hidesReads: boolean;
  /** When I was last there. */
  hidesLastSeen: boolean;
  /** That I am there: I look offline to everybody, am not said to be writing, and nobody is told what I read. This holds one way. */
  isInvisible: boolean;
  /** Whether I am before a device: I look idle to everybody. This holds one way, too. */
  looksAway: boolean;
}

/** What is left out stays as it is. */
export type PrivacyBody = Partial<Privacy>;

/** When somebody was last there; missing where nobody is to know, or nobody does. */
export interface LastSeenAt {
  at?: string;
}

declare module './wire.js' {
  interface ClientToServer {
    'room:receipts': ClientEventOf<WatchReceipts, { reads: ReadReceipt[] }>;
  }
  interface ServerToClient {
    'room:receipts': ServerEventOf<RoomReceipts>;
    'privacy:changed': ServerEventOf<Privacy>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function receiptEvents() {
  const { roomId, bob } = SAMPLE;
  const reads = [{ user: bob, seq: 17 }];
  return {
    client: {
      'room:receipts': {
        summary: `Who has read how far, of a direct room, a group, or a room of at most ${String(LIMITS.receiptPeopleMax)} people; of others nobody is told. From then on \`room:receipts\` tells of it to this connection, for one room at a time, until it asks for another or none.`,
        payload: { roomId },
        ack: { reads },
      },
    },
    server: {
      'room:receipts': {
        summary:
          'Others have read on in the room that is before me: at most once a second, and it may be lost. Who hides that, or is blocked, is never in it.',
        payload: { roomId, reads },
      },
      'privacy:changed': {
        summary: 'I have changed on one of my devices what I keep to myself.',
        payload: { hidesReads: false, hidesLastSeen: false, isInvisible: false, looksAway: true },
      },
    },
  } as const satisfies EventExamples;
}
