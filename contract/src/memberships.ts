import { SAMPLE } from './samples.js';
import type { Room } from './rooms.js';
import type { EventExamples, ServerEventOf } from './wire.js';

declare module './wire.js' {
  interface ServerToClient {
    /** I joined a room, on whichever device. */
    'room:added': ServerEventOf<{ roomId: string; room?: Room }>;
    /** I am no longer a member of the room. */
    'room:removed': ServerEventOf<{ roomId: string }>;
  }
}

const { roomId } = SAMPLE;

export const membershipEvents = {
  server: {
    'room:added': { summary: 'I joined a room, on whichever device.', payload: { roomId } },
    'room:removed': { summary: 'I am no longer a member of the room.', payload: { roomId } },
  },
} as const satisfies EventExamples;
