const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/**
 * How long to wait before retry number `attempt` (0, 1, 2 …), in ms: anywhere between zero and an exponentially
 * growing bound, so that clients which failed together do not come back together.
 * "Full jitter" in https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter(attempt: number, random: () => number = Math.random): number {
  const bound = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 16));
  return Math.round(random() * bound);
}
