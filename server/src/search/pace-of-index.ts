/** What was said is to be found within two seconds: from a quarter of that on, the index hurries. */
const LATE_MS = 500;
const BATCH = 300;
/** What goes with each batch is spread over more of them. */
const BATCH_WHEN_LATE = 1_000;
const REST_TIMES = 3;
const REST_TIMES_WHEN_LATE = 1;

interface Facts {
  /** So much is sent that whoever sends comes first. */
  isBusy: boolean;
  /** The age of the oldest message that had not been taken in, in ms. */
  lateMs: number;
}

/** How many messages are taken in at once, and how many times as long as that has taken the index rests then. */
export function paceOf({ isBusy, lateMs }: Facts): { limit: number; rest: number } {
  const isLate = lateMs > LATE_MS;
  const rest = isLate ? REST_TIMES_WHEN_LATE : REST_TIMES;
  return { limit: isLate ? BATCH_WHEN_LATE : BATCH, rest: isBusy ? rest : 0 };
}
