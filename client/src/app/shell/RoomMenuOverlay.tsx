import type { Room, RoomNoticesBody } from '@chatket/contract';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { closeDirect, useDirectContext } from '../../features/direct/more';
import { askPermission, chooseNotices } from '../../features/notifications/more';
import { markRead } from '../../features/reads';
import { RoomRowMenu } from '../../features/sidebar';
import { useRealtime } from '../../realtime';
import { bellOf, isSilent, useChatStores, usePageStores } from '../../store';

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
  const choose = (body: RoomNoticesBody) =>
    void chooseNotices({ api, bells: stores.bells, toasts }, room.id, body);

  function mute() {
    const isKept = stores.bells.getState().settings !== undefined;
    // A level that says nothing is left by the level, a mute by ending it.
    const isNone = bellOf(stores.bells.getState(), room) === 'none';
    if (!isMuted) choose(isKept ? { isMuted: true } : { level: 'none' });
    else choose({ isMuted: false, ...(isNone && { level: 'all' }) });
    if (isMuted) void askPermission();
  }

  return (
    <RoomRowMenu
      room={room}
      at={at}
      isMuted={isMuted}
      onRead={() => markRead({ stores, realtime, room })}
      onMute={mute}
      onWhy={stores.bells.getState().settings && (() => onWhy(room))}
      onLeave={() => (room.people ? void closeDirect(direct, room) : onLeave(room))}
      onClose={onClose}
    />
  );
}
