import type { UserRef } from '@chatket/contract';
import { defineEvent } from '../events/index.js';

export interface JoinAsked {
  roomId: string;
  roomName: string;
  asker: UserRef;
  /** Those who may answer. */
  moderatorIds: readonly string[];
}

export interface JoinAnswered {
  userId: string;
  /** Missing where the room is not there for them. */
  roomId?: string;
  roomName: string;
  what: 'accepted' | 'refused';
}

export interface JoinSettled {
  roomId: string;
  askerId: string;
}

/** Somebody asks to come in. */
export const joinAsked = defineEvent<JoinAsked>('join.asked');
/** Whoever has asked was answered. */
export const joinAnswered = defineEvent<JoinAnswered>('join.answered');
/** A request waits no more, for whatever reason. */
export const joinSettled = defineEvent<JoinSettled>('join.settled');
