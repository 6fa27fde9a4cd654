import { SAMPLE } from './samples.js';
import type { Room } from './rooms.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

export interface RoomRemoved {
  roomId: string;
  /** Missing where I left by myself. */
  what?: 'kicked' | 'banned';
  by?: UserRef;
  reason?: string;
  /** The end of a ban; missing is for good. */
  until?: string;
}

declare module './wire.js' {
  interface ServerToClient {
    /**
     * I joined a room, on whichever device, or a direct room has come (back) by its next message: the room as I see it.
     * Without one it has to be read.
     */
    'room:added': ServerEventOf<{ roomId: string; room?: Room }>;
    /** I am no longer a member of the room, or I have closed it: it is not among my rooms any more. */
    'room:removed': ServerEventOf<RoomRemoved>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function membershipEvents() {
  const { roomId, createdAt, alice, message } = SAMPLE;
  return {
    server: {
      'room:added': {
        summary:
          'I joined a room, on whichever device, or a direct room or a group has come (back) by its next message. `room` is the room as I see it; it is missing when the server could not read it just then.',
        payload: {
          roomId,
          room: {
            id: roomId,
            name: 'Kitchen table',
            kind: 'public',
            createdAt,
            createdBy: alice,
            memberCount: 4,
            joinedAt: createdAt,
            lastSeq: 17,
            lastReadSeq: 17,
            unread: 0,
            lastMessage: message,
            role: 0,
          },
        },
      },
      'room:removed': {
        summary:
          'I am no longer a member of the room, or have closed it; `what` and what follows are there when I was put out.',
        payload: { roomId, what: 'kicked', by: alice, reason: 'Too loud.' },
      },
    },
  } as const satisfies EventExamples;
}
