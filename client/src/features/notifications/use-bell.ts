import { useStore } from 'zustand';
import { bellOf, useChatStores, type Bell } from '../../store';

/** Which messages of a room of mine are worth a notification. */
export function useBell(roomId: string): Bell {
  const { bells, rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[roomId]);
  return useStore(bells, (state) => bellOf(state, room));
}
