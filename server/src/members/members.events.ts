import type { UserRef } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

export interface MembershipChange {
  roomId: string;
  user: UserRef;
}

/** Somebody became a member of a room. */
export const memberJoined = defineEvent<MembershipChange>('member.joined');
/** Somebody gave up a membership. */
export const memberLeft = defineEvent<MembershipChange>('member.left');
