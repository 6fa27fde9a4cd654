/** What is said within this time is taken in together: what a batch costs beside its messages is shared by more of them. */
export const GATHER_MS = 250;
/** What was said is to be found within two seconds: from a quarter of that on, the index hurries. */
const LATE_MS = 500;
/** From half of it on it knows no rest, whoever waits. */
const TOO_LATE_MS = 1_000;
/** While somebody else writes. */
const NOBODY_WAITS_MS = 20;
const REST_TIMES = 3;

interface Facts {
  /** So much is sent that whoever sends comes first. */
  isBusy: boolean;
  /** The age of the oldest message that had not been taken in, in ms. */
  lateMs: number;
  /** Something was left behind because the batch was full. */
  hasMore: boolean;
}

/** How the index rests behind a batch: so many times as long as that has taken, and so long at least. */
export function paceOf({ isBusy, lateMs, hasMore }: Facts): { times: number; leastMs: number } {
  if (!isBusy || (hasMore && lateMs > TOO_LATE_MS)) return { times: 0, leastMs: 0 };
  if (!hasMore) return { times: REST_TIMES, leastMs: GATHER_MS };
  return { times: lateMs > LATE_MS ? 1 : REST_TIMES, leastMs: NOBODY_WAITS_MS };
}
