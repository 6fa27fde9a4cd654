import { defineEvent } from '../events/index.js';

/**
 * Somebody has read a room, its threads too, or one thread of it, perhaps no further than before. Going back is nobody
 * else's business, and is not told.
 */
export const positionMoved = defineEvent<{
  roomId: string;
  userId: string;
  lastReadSeq: number;
  threads?: 'all' | { rootId: string };
}>('reads.position');
