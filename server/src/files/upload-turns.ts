import { OneATurn } from '../common/index.js';

/**
 * All uploads of this process pass here, request by request and piece by piece: many at once would otherwise keep the loop
 * from whoever only wants to say something.
 */
export const uploadTurns = new OneATurn();
