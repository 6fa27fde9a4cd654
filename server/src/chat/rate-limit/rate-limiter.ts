export type Verdict =
  | { isAllowed: true }
  | {
      isAllowed: false;
      /** End of the mute, in milliseconds since the epoch. */
      mutedUntil: number;
      /** This take began the mute. */
      isNewlyMuted: boolean;
    };

/**
 * A sliding window log with a mute. Guarantee: of the takes of one key, at most the configured number is allowed in any
 * window; the next one mutes the key. A take under an id that was counted already is not counted again.
 */
export abstract class RateLimiter {
  /** Counts `id` for `key`, or refuses it. */
  abstract take(key: string, id: string): Verdict;
  /** Takes the counting of `id` back: nothing came of it. */
  abstract release(key: string, id: string): void;
}
