import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { closeDirect, useDirectContext } from '../../features/direct';
import { askPermission } from '../../features/notifications';
import { markRead } from '../../features/reads';
import { RoomRowMenu } from '../../features/sidebar';
import { useRealtime } from '../../realtime';
import { bellOf, useChatStores } from '../../store';

interface RoomMenuOverlayProps {
  room: Room;
  at: { x: number; y: number };
  onLeave: (room: Room) => void;
  onClose: () => void;
}

/** What can be done with a room of the sidebar, put together. */
export function RoomMenuOverlay({ room, at, onLeave, onClose }: RoomMenuOverlayProps) {
  const stores = useChatStores();
  const realtime = useRealtime();
  const direct = useDirectContext();
  const bell = useStore(stores.bells, (state) => bellOf(state, room));

  function mute() {
    stores.bells.actions.set(room.id, bell === 'none' ? 'all' : 'none');
    if (bell === 'none') void askPermission();
  }

  return (
    <RoomRowMenu
      room={room}
      at={at}
      isMuted={bell === 'none'}
      onRead={() => markRead({ stores, realtime, room })}
      onMute={mute}
      onLeave={() => (room.people ? void closeDirect(direct, room) : onLeave(room))}
      onClose={onClose}
    />
  );
}
