import { type Decision, roleName } from '@chatket/contract';
import { AppError } from '../../common/index.js';

type Refusal = Extract<Decision, { isAllowed: false }>;

const MESSAGES = {
  ROOM_NOT_FOUND: 'There is no such room.',
  NOT_A_MEMBER: 'Join this room first.',
  BANNED: 'You were banned from this room.',
  ASK_FIRST: 'One asks to come into this room.',
  NOT_FOR_GUESTS: 'This is not for guests: it takes a name of one’s own first.',
  FIXED_PEOPLE: 'Who belongs to this room does not change.',
  INVITES_PAUSED: 'Nobody is let in by invitation just now.',
  ROOM_ARCHIVED: 'This room is archived.',
  MUTED: 'You cannot write here for now.',
  SLOW_MODE: 'It is not your turn to write yet.',
  READ_ONLY: 'Not everybody may write in this room.',
  EDIT_WINDOW_OVER: 'This message can no longer be edited.',
  FORBIDDEN: 'You may not do this in this room.',
} as const satisfies Record<Refusal['because'], string>;

/** What is known of who was refused. */
export interface Refused {
  /** Null for who is not a member. */
  role: number | null;
  /** The end of a mute and of the wait in slow mode. */
  mutedUntil?: Date | null;
  slowUntil?: Date | null;
}

/** A decision as the wire carries it. @param now in ms since the epoch */
export function refusalOf(refusal: Refusal, refused: Refused, now = Date.now()): AppError {
  const { because } = refusal;
  const { role, mutedUntil, slowUntil } = refused;
  const until = because === 'MUTED' ? mutedUntil : because === 'SLOW_MODE' ? slowUntil : undefined;
  const forMs = until ? Math.max(0, until.getTime() - now) : 0;
  return new AppError(because, MESSAGES[because], {
    ...('need' in refusal && role !== null && { rights: { need: refusal.need, have: roleName(role) } }),
    ...(until && because === 'MUTED' && { mute: { until, forMs } }),
    ...(until && because === 'SLOW_MODE' && { retryAfterMs: forMs }),
  });
}
