import type { MemberChange, UserRef } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

export interface MembershipChange {
  roomId: string;
  user: UserRef;
  /** Its entry in the room's log, where it is one. */
  entry?: MemberChange | undefined;
}

/** How somebody was put out; missing where they left by themselves. */
export interface PutOut {
  what: 'kicked' | 'banned';
  by: UserRef;
  reason?: string | undefined;
  until?: Date | undefined;
}

/** A membership may be about to end: nothing of the room may reach the person from here on. */
export const memberLeaving = defineEvent<{ roomId: string; userId: string }>('member.leaving');
/** Somebody became a member of a room. */
export const memberJoined = defineEvent<MembershipChange>('member.joined');
/** Somebody is no longer a member: by themselves, or put out. */
export const memberLeft = defineEvent<MembershipChange & { putOut?: PutOut | undefined }>('member.left');
/** A room that was hidden from a member is among their rooms again, or for the first time. */
export const roomShown = defineEvent<Pick<MembershipChange, 'roomId' | 'user'>>('room.shown');
/** One of their rooms is hidden from a member, who stays one. */
export const roomHidden = defineEvent<Pick<MembershipChange, 'roomId' | 'user'>>('room.hidden');
/** A member is something else in the room than before. */
export const memberRoleChanged = defineEvent<MembershipChange & { role: number }>('member.role');
