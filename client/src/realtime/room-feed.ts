import type { Message } from '@chatket/contract';

/**
 * What is known of a room's order. `cursor` is the highest seq up to which nothing is missing; messages behind a hole
 * are held until the hole is filled or known to be empty.
 */
export interface RoomFeed {
  cursor: number | undefined;
  /** Ascending by seq, each beyond the cursor. */
  held: readonly Message[];
}

export interface FeedStep {
  feed: RoomFeed;
  /** What may be shown now, ascending by seq. */
  ready: Message[];
}

export const EMPTY_FEED: RoomFeed = { cursor: undefined, held: [] };

/** Takes messages in any order and any number of times; hands out each once, in order, without gaps. */
export function receive(feed: RoomFeed, messages: readonly Message[]): FeedStep {
  const cursor = feed.cursor;
  const fresh = messages.filter((message) => cursor === undefined || message.seq > cursor);
  if (fresh.length === 0) return { feed, ready: [] };
  return release(cursor, [...feed.held, ...fresh], cursor);
}

/** The server says that nothing is missing up to `seq`: holes below it hold nothing. Never moves backwards. */
export function advance(feed: RoomFeed, seq: number): FeedStep {
  return release(Math.max(feed.cursor ?? 0, seq), feed.held, feed.cursor);
}

/** Whether something newer than the cursor is known to exist. */
export function isBehind(feed: RoomFeed, head = 0): boolean {
  return feed.cursor !== undefined && (feed.held.length > 0 || head > feed.cursor);
}

function release(
  cursor: number | undefined,
  candidates: readonly Message[],
  shownUpTo: number | undefined,
): FeedStep {
  const bySeq = new Map(candidates.map((message) => [message.seq, message]));
  const ascending = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  if (cursor === undefined) return { feed: { cursor, held: ascending }, ready: [] };

  const ready: Message[] = [];
  const held: Message[] = [];
  let reached = cursor;
  for (const message of ascending) {
    if (message.seq <= (shownUpTo ?? -1)) continue;
    if (message.seq > reached + 1) held.push(message);
    else {
      ready.push(message);
      reached = Math.max(reached, message.seq);
    }
  }
  return { feed: { cursor: reached, held }, ready };
}
