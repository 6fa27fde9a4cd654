import type { Room } from '@chatket/contract';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { isOnline, timelineOf, useChatStores } from '../../store';
import { NOTHING_PLACED, placedReads } from './placed-reads';
import { placeReads } from './place-reads';
import { useReceipts } from './use-receipts';

/** Draws nothing; finds out who has read how far, and where that is shown. */
export function RoomReceipts({ room }: { room: Room }) {
  const { me, presence, timelines } = useChatStores();
  const reads = useReceipts(room);
  const messages = useStore(timelines, (state) => timelineOf(room.id)(state).messages);
  const [other, ...others] = room.people ?? [];
  const otherId = others.length === 0 ? other?.id : undefined;
  const isHere = useStore(presence, ({ rosters }) => otherId !== undefined && isOnline(rosters, otherId));
  const placed = useMemo(
    () =>
      placeReads({ messages, reads, me, ...(otherId !== undefined && { other: { id: otherId, isHere } }) }),
    [messages, reads, me, otherId, isHere],
  );
  useEffect(() => {
    placedReads.setState(placed, true);
    return () => placedReads.setState(NOTHING_PLACED, true);
  }, [placed]);
  return null;
}
