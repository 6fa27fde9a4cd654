import { useCallback, useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import { useRealtime } from '../../realtime';
import { readSeq, useChatStores } from '../../store';

const READING_MS = 500;

export interface Sight {
  roomId: string;
  /** The newest there is. */
  seq: number;
  /** Its line is on the screen and somebody is looking. */
  isBeforeEyes: boolean;
}

/**
 * Marks the room as read up to what has been before somebody's eyes for half a second. Until then it only looks read
 * here; who turns away earlier finds it unread again.
 */
export function useMarkRead({ roomId, seq, isBeforeEyes }: Sight): void {
  const { reads } = useChatStores();
  const realtime = useRealtime();
  const seenSeq = useStore(reads, (state) => state.seenSeq[roomId] ?? -1);
  const readUpTo = useStore(reads, (state) => readSeq(state)[roomId] ?? -1);
  // Who goes back in the room that is open wants it unread, though it is on the screen.
  const isHeld = useStore(reads, ({ held }) => roomId in held);
  const hasUnread = seq > readUpTo && !isHeld;

  const mark = useCallback(
    (upTo: number) => {
      reads.actions.see(roomId, upTo);
      realtime.markRead(roomId, upTo, reads.getState().versions[roomId]);
    },
    [reads, realtime, roomId],
  );
  const newest = useEffectEvent(() => seq);

  useEffect(() => {
    reads.actions.release(roomId);
  }, [reads, roomId]);

  useEffect(() => {
    if (isBeforeEyes && !isHeld && seq > seenSeq) reads.actions.glance(roomId, seq);
  }, [reads, roomId, seq, seenSeq, isBeforeEyes, isHeld]);

  useEffect(() => {
    if (isBeforeEyes) return () => reads.actions.lookAway();
  }, [reads, roomId, isBeforeEyes]);

  useEffect(() => {
    if (!isBeforeEyes || !hasUnread) return;
    const looked = newest();
    const timer = setTimeout(() => mark(looked), READING_MS);
    return () => clearTimeout(timer);
    // What comes during the half second waits for the next one: a flood must not put reading off for ever.
  }, [isBeforeEyes, hasUnread, readUpTo, mark]);
}
