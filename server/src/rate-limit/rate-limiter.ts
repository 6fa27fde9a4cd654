export type Verdict =
  | {
      isAllowed: true;
      /** False when the id had been counted before. */
      isCounted: boolean;
    }
  | {
      isAllowed: false;
      /** What is left of the mute, in whole milliseconds. */
      mutedForMs: number;
      /** Its end, in milliseconds since the epoch: the same for the whole mute unless somebody sets the clock. */
      mutedUntil: number;
      /** This take began the mute. */
      isNewlyMuted: boolean;
    };

/** How much is allowed. */
export interface Rate {
  limit: number;
  windowMs: number;
  muteMs: number;
}

/**
 * A sliding window log with a mute. Guarantee: of the takes of one key, at most the limit is allowed in any
 * window; the next one mutes the key. A take under an id that was counted already is not counted again. Takes of a key
 * are counted one after the other and answered in the order of the calls, however many are made at once.
 */
export abstract class RateLimiter {
  /** Counts `id` for `key`, or refuses it. @param rate instead of the configured one; another one counts from now on */
  abstract take(key: string, id: string, rate?: Rate): Promise<Verdict>;
  /** Takes the counting of `id` back, when it turned out to be a repeat or was not stored. Takes made after it see that. */
  abstract release(key: string, id: string): Promise<void>;
}
