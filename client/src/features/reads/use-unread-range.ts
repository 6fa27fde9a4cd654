import type { Room } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { awayOf, countUnread, timelineOf, useChatStores, type UnreadRange } from '../../store';

/**
 * What was waiting when the room was opened, when the person came back to it, or when the connection did. It stays
 * while one is in the room, though it be read.
 */
export function useUnreadRange(room: Room, isAttentive: boolean): UnreadRange | undefined {
  const { me, reads, timelines, away } = useChatStores();
  const missed = useStore(away, awayOf(room.id));
  const read = (): UnreadRange => ({
    from: reads.getState().seenSeq[room.id] ?? room.lastSeq,
    upTo: Math.max(room.lastSeq, timelineOf(room.id)(timelines.getState()).cursor ?? 0),
  });
  const [range, setRange] = useState(read);
  const [wasAttentive, setWasAttentive] = useState(isAttentive);
  const [noted, setNoted] = useState(missed);
  const heldAt = useStore(reads, ({ held }) => held[room.id]);
  const [wasHeldAt, setWasHeldAt] = useState(heldAt);

  if (isAttentive !== wasAttentive) {
    setWasAttentive(isAttentive);
    const now = read();
    const { messages } = timelineOf(room.id)(timelines.getState());
    if (isAttentive && countUnread(messages, { seenSeq: now.from, myId: me.id }) > 0) setRange(now);
  }
  if (heldAt !== wasHeldAt) {
    setWasHeldAt(heldAt);
    if (heldAt !== undefined) setRange(read());
  }
  if (missed !== noted) {
    setNoted(missed);
    if (missed) setRange({ from: missed.firstSeq - 1, upTo: missed.lastSeq });
  }
  return range.from < range.upTo ? range : undefined;
}
