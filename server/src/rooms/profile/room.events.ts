import type { RoomChange, UserRef } from '@chatket/contract';
import { defineEvent } from '../../events/index.js';

/** What holds for everybody in a room was changed, and where that stands in its log. */
export interface RoomChanged extends Pick<RoomChange, 'seq' | 'what' | 'at'> {
  roomId: string;
  by: UserRef;
}

export const roomChanged = defineEvent<RoomChanged>('room.changed');
