import type { UserRef } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

export interface ReactionSet {
  roomId: string;
  messageId: string;
  emoji: string;
  user: UserRef;
  isOn: boolean;
}

/** Somebody has reacted, or taken it back; told after the commit, also where the log tells of many at once. */
export const reactionSet = defineEvent<ReactionSet>('reaction.set');
