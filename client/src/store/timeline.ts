import type { Message } from '@chatket/contract';

/** The part of a room's messages that this page holds. */
export interface Timeline {
  /** Ascending by seq, each seq once. */
  messages: readonly Message[];
  /** Nothing newer than the messages is missing up to here. Unknown until the room was followed or loaded once. */
  cursor: number | undefined;
  older: HistoryPages;
}

/** What is known of the pages beyond the last message in one direction: not asked yet, there are some, or none. */
export type HistoryPages = 'unknown' | 'some' | 'none' | 'loading' | 'failed';

export const EMPTY_TIMELINE: Timeline = { messages: [], cursor: undefined, older: 'unknown' };

/** New messages and the position they lead to. `isReset` drops everything that was there. */
export function deliver(
  timeline: Timeline,
  news: { messages: readonly Message[]; cursor: number; isReset: boolean },
): Timeline {
  if (news.isReset) {
    return {
      messages: merge([], news.messages),
      cursor: news.cursor,
      older: news.messages.length > 0 ? 'some' : 'unknown',
    };
  }
  const cursor = Math.max(timeline.cursor ?? 0, news.cursor);
  const messages = merge(timeline.messages, news.messages);
  return messages === timeline.messages && cursor === timeline.cursor
    ? timeline
    : { ...timeline, messages, cursor };
}

/** A page of history, which ends right before the first message or is the newest one. */
export function addPage(
  timeline: Timeline,
  page: { messages: readonly Message[]; hasOlder: boolean },
): Timeline {
  return {
    ...timeline,
    messages: merge(timeline.messages, page.messages),
    older: page.hasOlder ? 'some' : 'none',
  };
}

/** Forgets the oldest messages beyond `keep`; they can be loaded again. */
export function trim(timeline: Timeline, keep: number): Timeline {
  if (timeline.messages.length <= keep) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-keep), older: 'some' };
}

/** The sorted union by seq. Gives back the same array when nothing is new. */
export function merge(known: readonly Message[], fresh: readonly Message[]): readonly Message[] {
  if (fresh.length === 0) return known;
  const last = known.at(-1)?.seq ?? -1;
  const first = fresh[0]?.seq ?? 0;
  if (first > last && isAscending(fresh)) return [...known, ...fresh];
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  const before = bySeq.size;
  for (const message of fresh) if (!bySeq.has(message.seq)) bySeq.set(message.seq, message);
  if (bySeq.size === before) return known;
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

function isAscending(messages: readonly Message[]): boolean {
  return messages.every((message, index) => index === 0 || message.seq > (messages[index - 1]?.seq ?? 0));
}
