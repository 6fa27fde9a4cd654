import type { Message } from '@chatket/contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import {
  NO_LINES,
  timelineOf,
  useChatStores,
  windowOf,
  type HistoryPages,
  type Line,
  type PendingChange,
} from '../../store';
import { useOverlay } from './use-overlay';

/** The part of a room's messages that is on the screen, as what I did to them will make them. */
export interface View {
  messages: readonly Message[];
  /** What became of members and of the room meanwhile. */
  lines: readonly Line[];
  older: HistoryPages;
  newer: HistoryPages;
  /** It lies in the past: newer messages exist that are not in it. */
  isDetached: boolean;
}

export function useView(roomId: string): View {
  const { me, outbox, timelines } = useChatStores();
  const timeline = useStore(timelines, timelineOf(roomId));
  const window = useStore(timelines, windowOf(roomId));
  const changes = useStore(outbox, (state) => state.changes);
  const overlay = useOverlay(me);
  const shown = useMemo(() => changes.filter((change) => !isUndoable(change)), [changes]);
  const { messages, lines = NO_LINES, older } = window ?? timeline;
  return {
    messages: overlay(messages, shown),
    lines,
    older,
    newer: window?.newer ?? 'none',
    isDetached: window !== undefined,
  };
}

/** A deletion that was not sent yet: the message is still there, faded, and the deletion can be taken back. */
export function isUndoable({ kind, state }: PendingChange): boolean {
  return kind === 'delete' && state.kind === 'queued';
}
