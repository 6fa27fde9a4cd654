import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** What a moderator makes of a message that waits. */
export const HELD_OUTCOMES = ['sent', 'refused'] as const;
export type HeldOutcome = (typeof HELD_OUTCOMES)[number];

/** A message that is not in the room: it met a rule, and waits for a moderator. */
export interface HeldMessage {
  id: string;
  roomId: string;
  sender: UserRef;
  text: string;
  createdAt: string;
  /** Of the rule. */
  pattern: string;
}

declare module './wire.js' {
  interface ServerToClient {
    /** Something waits, or does not any more: to the moderators of the room. */
    'held:changed': ServerEventOf<{ roomId: string; count: number }>;
    /** A message of mine that waited was refused. One that is let through comes as any message does. */
    'held:refused': ServerEventOf<{ roomId: string; clientMsgId: string }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function heldEvents() {
  const { roomId, message } = SAMPLE;
  return {
    server: {
      'held:changed': {
        summary: 'How many messages wait for a moderator of the room; to its moderators, on all devices.',
        payload: { roomId, count: 1 },
      },
      'held:refused': {
        summary:
          'A message of mine that waited (`HELD`) was refused. One that is let through comes as any message.',
        payload: { roomId, clientMsgId: message.clientMsgId },
      },
    },
  } as const satisfies EventExamples;
}
