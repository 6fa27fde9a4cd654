import type { Room } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useChatStores, usePageStores } from '../../store';
import { useRoomActions } from './use-room-actions';

/** Opening a room that was discovered: joined first, unless it is mine. A failure is told. */
export function useEntering(room: Room, onOpen: (room: Room) => void) {
  const { rooms } = useChatStores();
  const { toasts } = usePageStores();
  const { join } = useRoomActions();
  const [isBusy, setIsBusy] = useState(false);
  const isMine = useStore(rooms, (state) => room.id in state.mine);

  async function enter() {
    setIsBusy(true);
    try {
      onOpen(isMine ? room : await join(room.id));
    } catch (problem) {
      toasts.actions.show(explain(problem));
    } finally {
      setIsBusy(false);
    }
  }

  return { isMine, isBusy, enter: () => void enter() };
}
