import type { UserRef } from './users.js';

/** A public room before one joins it. */
export interface RoomGlimpse {
  /** A few of its members that I share a small room with. */
  known: UserRef[];
  /** How many of them there are, counted up to what was looked at. */
  knownCount: number;
}
