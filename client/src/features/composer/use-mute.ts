import { useStore } from 'zustand';
import { useNow } from '../../lib';
import { useChatStores } from '../../store';

/** For how long I may not write in a room, in ms, counting down; 0 when I may. */
export function useMute(roomId: string): number {
  const { rooms } = useChatStores();
  const until = useStore(rooms, (state) => state.mutedUntil[roomId]);
  const now = useNow(until ? 250 : null);
  return until ? Math.max(0, new Date(until).getTime() - now) : 0;
}
