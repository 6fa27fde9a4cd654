import { useStore } from 'zustand';
import { bellOf, isSilent, useChatStores, type Bell } from '../../store';

/** Which messages of a room of mine are worth a notification. */
export function useBell(roomId: string): Bell {
  const { bells, rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[roomId]);
  return useStore(bells, (state) => bellOf(state, room));
}

/** Whether nothing of it is told now: it was chosen so, or it is muted. */
export function useIsSilent(roomId: string): boolean {
  const { bells, rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[roomId]);
  return useStore(bells, (state) => isSilent(state, room));
}
