import type { Message, MessageChange } from '@chatket/contract';
import { newest, remember, withStates, type States } from './states';

/** The part of a room's messages that this page holds. */
export interface Timeline {
  /** Ascending by seq, each seq once. */
  messages: readonly Message[];
  /** Nothing newer than the messages is missing up to here. Unknown until the room was followed or loaded once. */
  cursor: number | undefined;
  /** In which life of the server's database the cursor holds. */
  epoch?: string;
  older: HistoryPages;
  /** What was told of messages lately: a page that was read before may still come. */
  recent?: States;
  /** How often everything was dropped. */
  resets?: number;
}

/** What has happened in a room between two positions. */
export interface News {
  messages: readonly Message[];
  changes?: readonly MessageChange[];
  cursor: number;
  epoch?: string;
  /** Drops everything that was there. */
  isReset: boolean;
}

/** Messages that follow each other, read at one time. */
export interface Page {
  messages: readonly Message[];
  hasOlder: boolean;
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
    const messages = merge([], withStates(news.messages, recent));
    const older = messages.length > 0 ? 'some' : 'unknown';
    const resets = (timeline.resets ?? 0) + 1;
    return { messages, cursor: news.cursor, epoch: news.epoch, older, recent, resets };
  }
  const cursor = Math.max(timeline.cursor ?? 0, news.cursor);
  const recent = remember(timeline.recent, changes);
  const grown = merge(timeline.messages, withStates(news.messages, recent));
  const messages = changes.length > 0 ? withStates(grown, remember(undefined, changes)) : grown;
  const isSame = messages === timeline.messages && cursor === timeline.cursor;
  return isSame && epoch === timeline.epoch && recent === timeline.recent
    ? timeline
    : { ...timeline, messages, cursor, epoch, recent };
}

/**
 * A page of history, which ends right before the first message or is the newest one. One that would leave a hole,
 * because the first message is another by now, is asked for again.
 */
export function addPage(timeline: Timeline, page: Page): Timeline {
  const { messages, hasOlder, asked } = page;
  const before = asked?.messages[0]?.messageId;
  const isElsewhere = before !== undefined && timeline.messages[0]?.messageId !== before;
  if (isElsewhere || isOutdated(timeline, page))
    return timeline.older === 'loading' ? { ...timeline, older: 'some' } : timeline;
  return {
    ...timeline,
    messages: merge(timeline.messages, withStates(messages, timeline.recent)),
    older: hasOlder ? 'some' : 'none',
  };
}

/** Whether everything was dropped since the page was asked for: what has changed in it since cannot be told. */
export function isOutdated(timeline: Timeline, { asked }: Pick<Page, 'asked'>): boolean {
  return asked !== undefined && asked.resets !== timeline.resets;
}

/** Forgets the oldest messages beyond `keep`; they can be loaded again. */
export function trim(timeline: Timeline, keep: number): Timeline {
  if (timeline.messages.length <= keep) return timeline;
  return { ...timeline, messages: timeline.messages.slice(-keep), older: 'some' };
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
