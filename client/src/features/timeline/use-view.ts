import type { Message } from '@chatket/contract';
import { useStore } from 'zustand';
import { timelineOf, useChatStores, windowOf, type HistoryPages } from '../../store';

/** The part of a room's messages that is on the screen. */
export interface View {
  messages: readonly Message[];
  older: HistoryPages;
  newer: HistoryPages;
  /** It lies in the past: newer messages exist that are not in it. */
  isDetached: boolean;
}

export function useView(roomId: string): View {
  const { timelines } = useChatStores();
  const timeline = useStore(timelines, timelineOf(roomId));
  const window = useStore(timelines, windowOf(roomId));
  const { messages, older } = window ?? timeline;
  return { messages, older, newer: window?.newer ?? 'none', isDetached: window !== undefined };
}
