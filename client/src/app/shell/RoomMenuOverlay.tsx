import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { closeDirect, useDirectContext } from '../../features/direct';
import { askPermission, useChoice } from '../../features/notifications';
import { markRead } from '../../features/reads';
import { RoomRowMenu } from '../../features/sidebar';
import { useRealtime } from '../../realtime';
import { bellOf, isSilent, useChatStores } from '../../store';

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
  const isMuted = useStore(stores.bells, (state) => isSilent(state, room));
  const choose = useChoice();

  function mute() {
    const isKept = stores.bells.getState().settings !== undefined;
    // A level that says nothing is left by the level, a mute by ending it.
    const isNone = bellOf(stores.bells.getState(), room) === 'none';
    if (!isMuted) void choose(room.id, isKept ? { isMuted: true } : { level: 'none' });
    else void choose(room.id, { isMuted: false, ...(isNone && { level: 'all' }) });
    if (isMuted) void askPermission();
  }

  return (
    <RoomRowMenu
      room={room}
      at={at}
      isMuted={isMuted}
      onRead={() => markRead({ stores, realtime, room })}
      onMute={mute}
      onLeave={() => (room.people ? void closeDirect(direct, room) : onLeave(room))}
      onClose={onClose}
    />
  );
}
