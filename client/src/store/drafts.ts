/** What was begun in a room, as the tabs of a browser share it. */
export interface Draft {
  /** Empty when it was sent or deleted: kept as well, so that nobody brings the text back who has not heard of it. */
  text: string;
  /** Grows with every change in any tab, near to the time of it in ms. */
  at: number;
  /** Of an empty one: the `at` of the text that it ended. */
  ended?: number;
}

export function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { text, at, ended } = value as Record<string, unknown>;
  return (
    typeof text === 'string' &&
    typeof at === 'number' &&
    Number.isFinite(at) &&
    (ended === undefined || typeof ended === 'number')
  );
}

/** The draft after a change to `text`: newer than both what this tab and what the browser has, whatever the clock says. */
export function changed(
  text: string,
  { mine, kept, now }: { mine: Draft | undefined; kept: Draft | undefined; now: number },
): Draft {
  const at = Math.max(now, (mine?.at ?? 0) + 1, (kept?.at ?? 0) + 1);
  return text === '' && mine ? { text, at, ended: mine.at } : { text, at };
}

/**
 * What a tab does about a draft that another tab has kept: `take` it; `leave` it because its own is newer; look again
 * `later`, because somebody is writing here; or `insist` on its own, which was written beside the one that was sent.
 * What was sent elsewhere just as it stands here is taken even while somebody is writing.
 */
export function judgeKept(
  mine: Draft | undefined,
  kept: Draft,
  { isWriting }: { isWriting: boolean },
): 'take' | 'leave' | 'later' | 'insist' {
  if (!mine) return 'take';
  if (!isNewer(kept, mine)) return 'leave';
  if (kept.ended === mine.at) return 'take';
  if (isWriting) return 'later';
  const isOther = kept.ended !== undefined && mine.at > kept.ended && mine.text !== '';
  return isOther ? 'insist' : 'take';
}

/** Two of the same moment are told apart the same way in every tab. */
function isNewer(one: Draft, other: Draft): boolean {
  return one.at === other.at ? one.text > other.text : one.at > other.at;
}
