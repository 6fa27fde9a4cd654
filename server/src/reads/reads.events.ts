import { defineEvent } from '../events/index.js';

/** Somebody has read a room, perhaps no further than before. Going back is nobody else's business, and is not told. */
export const positionMoved = defineEvent<{ roomId: string; userId: string; lastReadSeq: number }>(
  'reads.position',
);
