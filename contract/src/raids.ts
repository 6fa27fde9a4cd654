import { SAMPLE } from './samples.js';
import type { EventExamples, ServerEventOf } from './wire.js';

export interface RaidBody {
  on: boolean;
}

/** Whether a room is in raid mode, and since when. */
export interface RaidMode {
  isOn: boolean;
  since?: string;
}

/** Many people have come into a room within a minute. */
interface RaidAlarm {
  roomId: string;
  joinCount: number;
  /** So long it is news; it ends by itself. */
  forMs: number;
}

declare module './wire.js' {
  interface ServerToClient {
    /** To the moderators of the room. */
    'raid:alarm': ServerEventOf<RaidAlarm>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function raidEvents() {
  return {
    server: {
      'raid:alarm': {
        summary: 'Many people have come into a room within a minute; to its moderators, on all devices.',
        payload: { roomId: SAMPLE.roomId, joinCount: 11, forMs: 300_000 },
      },
    },
  } as const satisfies EventExamples;
}
