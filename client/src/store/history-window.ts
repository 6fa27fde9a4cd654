import type { LineChange, Message } from '@chatket/contract';
import { firstOf, lastOf, type Line } from './lines';
import { merge, withLines, type HistoryPages, type Timeline } from './timeline';

/**
 * A part of a room's past that is not connected with its newest messages: a link led into the middle of it. What
 * arrives live goes into the timeline and never here; reading on to it makes both one.
 */
export interface HistoryWindow {
  /** Ascending by seq, never empty, without gaps. */
  messages: readonly Message[];
  lines?: readonly Line[];
  older: HistoryPages;
  newer: HistoryPages;
  /** Where the next pages begin, as the last ones said; missing where that is the first or the last entry. */
  olderFrom?: string;
  newerFrom?: string;
}

/** What was read of the log at one time. */
interface Part {
  messages: readonly Message[];
  lines?: readonly LineChange[];
}

/** A page around some message. */
export function openWindow(page: Part & { hasOlder: boolean; olderFrom?: string }): HistoryWindow {
  const { messages, lines, hasOlder, olderFrom } = page;
  return withLines({ messages, older: hasOlder ? 'some' : 'none', newer: 'some', olderFrom }, lines);
}

export function addOlder(
  window: HistoryWindow,
  page: Part & { hasOlder: boolean; olderFrom?: string },
): HistoryWindow {
  return {
    ...withLines(window, page.lines),
    messages: merge(page.messages, window.messages),
    older: page.hasOlder ? 'some' : 'none',
    olderFrom: page.olderFrom,
  };
}

export function addNewer(
  window: HistoryWindow,
  page: Part & { hasNewer: boolean; newerFrom?: string },
): HistoryWindow {
  return {
    ...withLines(window, page.lines),
    messages: merge(window.messages, page.messages),
    newer: page.hasNewer ? 'some' : 'none',
    newerFrom: page.newerFrom,
  };
}

/**
 * The timeline that begins where the window does, once the two meet; nothing before. They meet when the window has
 * reached an entry the timeline holds, or the room's end while the timeline holds none.
 */
export function connect(window: HistoryWindow, timeline: Timeline): Timeline | undefined {
  const first = firstOf(timeline);
  const last = lastOf(window);
  const hasMet = first && last ? last.seq >= first.seq : window.newer === 'none';
  if (!hasMet) return undefined;
  const messages = merge(window.messages, timeline.messages);
  const { older, olderFrom, lines } = window;
  return { ...withLines(timeline, lines), messages, older, olderFrom };
}
