import { revOf, type LogEntry } from '@chatket/contract';

/**
 * What is known of a room's order. `cursor` is the highest seq up to which nothing is missing; entries behind a hole
 * are held until the hole is filled or known to be empty.
 */
export interface RoomFeed {
  cursor: number | undefined;
  /** Ascending by seq, each beyond the cursor. */
  held: readonly LogEntry[];
}

export interface FeedStep {
  feed: RoomFeed;
  /** What may be shown now, ascending by seq. */
  ready: LogEntry[];
}

export const EMPTY_FEED: RoomFeed = { cursor: undefined, held: [] };

/** Takes entries in any order and any number of times; hands out each once, in order, without gaps. */
export function receive(feed: RoomFeed, entries: readonly LogEntry[]): FeedStep {
  const cursor = feed.cursor;
  const fresh = entries.filter((entry) => cursor === undefined || entry.seq > cursor);
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

/** Ascending by seq, each seq once: of two, the one that tells the newer state; the later one when both tell the same. */
export function inOrder(entries: readonly LogEntry[]): LogEntry[] {
  const bySeq = new Map<number, LogEntry>();
  for (const entry of entries) {
    const known = bySeq.get(entry.seq);
    if (!known || !isOlder(entry, known)) bySeq.set(entry.seq, entry);
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** Also when only what it quotes is told in an older state. */
function isOlder(one: LogEntry, other: LogEntry): boolean {
  const [a, b] = [stateOf(one), stateOf(other)];
  return a.rev !== b.rev ? a.rev < b.rev : a.quoted < b.quoted;
}

function stateOf(entry: LogEntry): { rev: number; quoted: number } {
  const message = 'message' in entry ? entry.message : entry;
  return { rev: revOf(message), quoted: ('replyTo' in message && message.replyTo?.rev) || 0 };
}

function release(
  cursor: number | undefined,
  candidates: readonly LogEntry[],
  shownUpTo: number | undefined,
): FeedStep {
  const ascending = inOrder(candidates);
  if (cursor === undefined) return { feed: { cursor, held: ascending }, ready: [] };

  const ready: LogEntry[] = [];
  const held: LogEntry[] = [];
  let reached = cursor;
  for (const entry of ascending) {
    if (entry.seq <= (shownUpTo ?? -1)) continue;
    if (entry.seq > reached + 1) held.push(entry);
    else {
      ready.push(entry);
      reached = Math.max(reached, entry.seq);
    }
  }
  return { feed: { cursor: reached, held }, ready };
}
