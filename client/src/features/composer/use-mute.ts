import { useState } from 'react';
import { useStore } from 'zustand';
import { useNow } from '../../lib';
import { useChatStores } from '../../store';

const TICK_MS = 250;

/** For how long I may not write in a room, in ms, counting down; 0 when I may. */
export function useMute(roomId: string): number {
  const { rooms } = useChatStores();
  const until = useStore(rooms, (state) => state.mutedUntil[roomId]);
  const [over, setOver] = useState<string>();
  const isRunning = until !== undefined && until !== over;
  const now = useNow(isRunning ? TICK_MS : null);
  if (!isRunning) return 0;
  const remainingMs = new Date(until).getTime() - now;
  if (remainingMs <= 0) setOver(until);
  return Math.max(0, remainingMs);
}
