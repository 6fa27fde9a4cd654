/** What people have said lately. Guarantee: of what is counted at once, no more than the limit is let through in a window. */
export abstract class CountedMessages {
  /**
   * Counts a message of somebody under its key; one key is counted once.
   * @returns the ms after which there is room again, where there is none
   */
  abstract count(message: { userId: string; key: string }, limit: number): Promise<number | undefined>;
}

export const COUNTED_MS = 60 * 60 * 1_000;
