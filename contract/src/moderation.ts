import type { Message } from './messages.js';
import { SAMPLE } from './samples.js';
import type { UserRef } from './users.js';
import type { EventExamples, ServerEventOf } from './wire.js';

/** Why a message is reported. */
export const REPORT_REASONS = ['spam', 'abuse', 'illegal', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** What moderators did about it. */
export const REPORT_OUTCOMES = ['dismissed', 'hidden', 'deleted', 'muted', 'kicked', 'banned'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

export interface ReportBody {
  reason: ReportReason;
  note?: string;
}

/** What somebody wants the moderators of a room to look at. */
export interface Report {
  id: string;
  roomId: string;
  /** As it is now: a deleted one has no text. */
  message: Message;
  /** The server itself where a rule of the room was met. */
  reporter: UserRef;
  /** `rule`: a rule of the room was met, which `note` names. */
  reason: ReportReason | 'rule';
  note?: string;
  createdAt: string;
  /** What was done; missing while it is open. */
  outcome?: ReportOutcome;
  handledBy?: UserRef;
  handledAt?: string;
}

declare module './wire.js' {
  interface ServerToClient {
    /** Somebody has reported a message, or something was done about one: to the moderators of the room. */
    'report:changed': ServerEventOf<{ roomId: string; openCount: number }>;
    /** Something was done about a message that I had reported. */
    'report:handled': ServerEventOf<{ roomId: string; messageId: string; outcome: ReportOutcome }>;
  }
}

/** What the documentation shows. A function, so that clients do not carry it. */
export function moderationEvents() {
  const { roomId, message } = SAMPLE;
  return {
    server: {
      'report:changed': {
        summary:
          'Somebody has reported a message of the room, or something was done about one; to the moderators of the room, on all devices.',
        payload: { roomId, openCount: 1 },
      },
      'report:handled': {
        summary: 'Something was done about a message that I had reported.',
        payload: { roomId, messageId: message.messageId, outcome: 'deleted' },
      },
    },
  } as const satisfies EventExamples;
}
