import type { LineChange, Message, MessageChange } from '@chatket/contract';
import { firstOf, mergeLines, type Line } from './lines';
import { newest, remember, withReplies, withStates, type States } from './states';

/** The part of a room's messages that this page holds. */
export interface Timeline {
  /** Ascending by seq, each seq once. */
  messages: readonly Message[];
  /** What became of members and of the room meanwhile; ascending by seq. */
  lines?: readonly Line[];
  /** Nothing newer than the messages is missing up to here. Unknown until the room was followed or loaded once. */
  cursor: number | undefined;
  /** In which life of the server's database the cursor holds. */
  epoch?: string;
  older: HistoryPages;
  /** Where the next older page ends, as the last one said; missing where that is the first entry. */
  olderFrom?: string;
  /** What was told of messages lately: a page that was read before may still come. */
  recent?: States;
  /** How often everything was dropped. */
  resets?: number;
}

/** What has happened in a room between two positions. */
export interface News {
  messages: readonly Message[];
  changes?: readonly MessageChange[];
  lines?: readonly LineChange[];
  cursor: number;
  epoch?: string;
  /** Drops everything that was there. */
  isReset: boolean;
}

/** Messages that follow each other, read at one time. */
export interface Page {
  messages: readonly Message[];
  lines?: readonly LineChange[];
  hasOlder: boolean;
  /** Where the page before it ends. */
  olderFrom?: string;
  /** The timeline as it was when the page was asked for. */
  asked?: Timeline;
}

/** What is known of the pages beyond the last message in one direction: not asked yet, there are some, or none. */
export type HistoryPages = 'unknown' | 'some' | 'none' | 'loading' | 'failed';

export const EMPTY_TIMELINE: Timeline = { messages: [], cursor: undefined, older: 'unknown' };

/** New messages, changes of messages and the position they lead to. */
export function deliver(timeline: Timeline, news: News): Timeline {
  const { changes = [], epoch = timeline.epoch } = news;
  if (news.isReset) {
    const recent = remember(undefined, changes);
    const messages = withReplies(merge([], withStates(news.messages, recent)), news.messages);
    const held = withLines({ messages }, news.lines);
    const older = firstOf(held) ? 'some' : 'unknown';
    const resets = (timeline.resets ?? 0) + 1;
    return { ...held, cursor: news.cursor, epoch: news.epoch, older, recent, resets };
  }
  const cursor = Math.max(timeline.cursor ?? 0, news.cursor);
  const recent = remember(timeline.recent, changes);
  const grown = withReplies(merge(timeline.messages, withStates(news.messages, recent)), news.messages);
  const messages = changes.length > 0 ? withStates(grown, remember(undefined, changes)) : grown;
  const { lines } = withLines(timeline, news.lines);
  const isSame = messages === timeline.messages && lines === timeline.lines && cursor === timeline.cursor;
  return isSame && epoch === timeline.epoch && recent === timeline.recent
    ? timeline
    : { ...timeline, messages, ...(lines && { lines }), cursor, epoch, recent };
}

/** The place before which the next older page ends; undefined while nothing is held. */
export function olderEnd(timeline: Timeline): string | undefined {
  return timeline.olderFrom ?? firstOf(timeline)?.place;
}

/**
 * A page of history, which ends right before the first entry or is the newest one. One that would leave a hole,
 * because the first entry is another by now, is asked for again.
 */
export function addPage(timeline: Timeline, page: Page): Timeline {
  const { messages, lines, hasOlder, olderFrom, asked } = page;
  const before = asked && olderEnd(asked);
  const isElsewhere = before !== undefined && olderEnd(timeline) !== before;
  if (isElsewhere || isOutdated(timeline, page))
    return timeline.older === 'loading' ? { ...timeline, older: 'some' } : timeline;
  return {
    ...withLines(timeline, lines),
    messages: withReplies(merge(timeline.messages, withStates(messages, timeline.recent)), timeline.messages),
    older: hasOlder ? 'some' : 'none',
    olderFrom,
  };
}

/** Whether everything was dropped since the page was asked for: what has changed in it since cannot be told. */
export function isOutdated(timeline: Timeline, { asked }: Pick<Page, 'asked'>): boolean {
  return asked !== undefined && asked.resets !== timeline.resets;
}

/** Forgets the oldest messages beyond `keep`; they can be loaded again. */
export function trim(timeline: Timeline, keep: number): Timeline {
  if (timeline.messages.length <= keep) return timeline;
  const messages = timeline.messages.slice(-keep);
  const from = messages[0]?.seq ?? 0;
  const lines = timeline.lines?.filter(({ seq }) => seq > from);
  return { ...timeline, messages, ...(lines && { lines }), older: 'some', olderFrom: undefined };
}

/** With more lines; without any where there are none. */
export function withLines<Held extends { messages: readonly Message[]; lines?: readonly Line[] }>(
  held: Held,
  fresh: readonly (LineChange | Line)[] | undefined,
): Held {
  const lines = mergeLines(held.lines, fresh);
  return lines.length === 0 || lines === held.lines ? held : { ...held, lines };
}

/** The sorted union by seq, of each message the newest state. Gives back the same array when nothing is new. */
export function merge(known: readonly Message[], fresh: readonly Message[]): readonly Message[] {
  if (fresh.length === 0) return known;
  const last = known.at(-1)?.seq ?? -1;
  const first = fresh[0]?.seq ?? 0;
  if (first > last && isAscending(fresh)) return [...known, ...fresh];
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  let isNew = false;
  for (const message of fresh) {
    const held = bySeq.get(message.seq);
    const after = held ? newest(held, message) : message;
    if (after === held) continue;
    bySeq.set(message.seq, after);
    isNew = true;
  }
  return isNew ? [...bySeq.values()].sort((one, other) => one.seq - other.seq) : known;
}

function isAscending(messages: readonly Message[]): boolean {
  return messages.every((message, index) => index === 0 || message.seq > (messages[index - 1]?.seq ?? 0));
}
