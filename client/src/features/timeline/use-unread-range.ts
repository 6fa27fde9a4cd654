import type { Room } from '@chatket/contract';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useRealtime } from '../../realtime';
import { timelineOf, useChatStores } from '../../store';
import type { UnreadRange } from './rows';

/** What was waiting when the room was opened, or when the person came back to it from another tab. */
export function useUnreadRange(room: Room): UnreadRange | undefined {
  const { reads, timelines } = useChatStores();
  const isVisible = useIsVisible();
  const read = (): UnreadRange => ({
    from: reads.getState().seenSeq[room.id] ?? room.lastSeq,
    upTo: Math.max(room.lastSeq, timelineOf(room.id)(timelines.getState()).cursor ?? 0),
  });
  const [range, setRange] = useState(read);
  const [wasVisible, setWasVisible] = useState(isVisible);
  if (isVisible !== wasVisible) {
    setWasVisible(isVisible);
    if (isVisible) setRange(read());
  }
  return range.from < range.upTo ? range : undefined;
}

/** Marks the room as seen while its end is on the screen. */
export function useMarkSeen(position: { roomId: string; seq: number; isAtBottom: boolean }): void {
  const { reads } = useChatStores();
  const realtime = useRealtime();
  const isVisible = useIsVisible();
  const { roomId, seq, isAtBottom } = position;
  useEffect(() => {
    if (!isVisible || !isAtBottom || seq <= (reads.getState().seenSeq[roomId] ?? -1)) return;
    reads.actions.see(roomId, seq);
    realtime.markRead(roomId, seq);
  }, [reads, realtime, roomId, seq, isAtBottom, isVisible]);
}

function useIsVisible(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === 'visible');
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}
