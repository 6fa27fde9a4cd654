import { defineEvent } from '../events/index.js';

/** Up to where somebody has read a room, on whichever device. */
export const roomRead = defineEvent<{ userId: string; roomId: string; lastReadSeq: number }>('room.read');
