import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { closeDirect, useDirectContext } from '../../features/direct/more';
import { markRead } from '../../features/reads';
import { RoomRowMenu } from '../../features/sidebar';
import { useRealtime } from '../../realtime';
import { isSilent, useChatStores, usePageStores } from '../../store';
import { toggleMute } from './mute-room';

interface RoomMenuOverlayProps {
  room: Room;
  at: { x: number; y: number };
  onWhy: (room: Room) => void;
  onLeave: (room: Room) => void;
  onClose: () => void;
}

/** What can be done with a room of the sidebar, put together. */
export function RoomMenuOverlay({ room, at, onWhy, onLeave, onClose }: RoomMenuOverlayProps) {
  const stores = useChatStores();
  const realtime = useRealtime();
  const direct = useDirectContext();
  const isMuted = useStore(stores.bells, (state) => isSilent(state, room));
  const api = useApi();
  const { toasts } = usePageStores();
  return (
    <RoomRowMenu
      room={room}
      at={at}
      isMuted={isMuted}
      onRead={() => markRead({ stores, realtime, room })}
      onMute={() => toggleMute({ bells: stores.bells, toasts, api }, room)}
      onWhy={stores.bells.getState().settings && (() => onWhy(room))}
      onLeave={() => (room.people ? void closeDirect(direct, room) : onLeave(room))}
      onClose={onClose}
    />
  );
}
