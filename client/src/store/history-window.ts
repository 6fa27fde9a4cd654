import type { Message } from '@chatket/contract';
import { merge, type HistoryPages, type Timeline } from './timeline';

/**
 * A part of a room's past that is not connected with its newest messages: a link led into the middle of it. What
 * arrives live goes into the timeline and never here; reading on to it makes both one.
 */
export interface HistoryWindow {
  /** Ascending by seq, never empty, without gaps. */
  messages: readonly Message[];
  older: HistoryPages;
  newer: HistoryPages;
}

/** A page around some message. */
export function openWindow(page: { messages: readonly Message[]; hasOlder: boolean }): HistoryWindow {
  return { messages: page.messages, older: page.hasOlder ? 'some' : 'none', newer: 'some' };
}

export function addOlder(
  window: HistoryWindow,
  page: { messages: readonly Message[]; hasOlder: boolean },
): HistoryWindow {
  return {
    ...window,
    messages: merge(page.messages, window.messages),
    older: page.hasOlder ? 'some' : 'none',
  };
}

export function addNewer(
  window: HistoryWindow,
  page: { messages: readonly Message[]; hasNewer: boolean },
): HistoryWindow {
  return {
    ...window,
    messages: merge(window.messages, page.messages),
    newer: page.hasNewer ? 'some' : 'none',
  };
}

/**
 * The timeline that begins where the window does, once the two meet; nothing before. They meet when the window has
 * reached a message the timeline holds, or the room's end while the timeline holds none.
 */
export function connect(window: HistoryWindow, timeline: Timeline): Timeline | undefined {
  const first = timeline.messages[0];
  const last = window.messages.at(-1);
  const hasMet = first && last ? last.seq >= first.seq : window.newer === 'none';
  if (!hasMet) return undefined;
  return { ...timeline, messages: merge(window.messages, timeline.messages), older: window.older };
}
