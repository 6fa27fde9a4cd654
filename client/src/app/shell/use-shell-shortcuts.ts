import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { markRead, unreadNow } from '../../features/reads';
import { useShortcuts } from '../../features/shortcuts';
import { escape, focusMain, useEscape } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';

interface Options {
  openRoomId: string | undefined;
  isPanelOpen: boolean;
  onSwitcher: () => void;
  onSearch: () => void;
  onSheet: () => void;
  onRoom: (room: Room) => void;
  onClosePanel: () => void;
}

/** What the keys that work everywhere do. */
export function useShellShortcuts(options: Options): void {
  const { openRoomId, isPanelOpen, onSwitcher, onSearch, onSheet, onRoom, onClosePanel } = options;
  const stores = useChatStores();
  const realtime = useRealtime();

  async function walk(by: 1 | -1, counts: (room: Room) => boolean) {
    // It is there as soon as the sidebar shows them.
    const { roomBeside, sectionsOf } = await import('../../store/sections');
    const sections = sectionsOf(stores.rooms.getState().mine, stores.sidebar.getState());
    const room = roomBeside(sections, { openRoomId, by, counts });
    if (room) onRoom(room);
  }

  function markOpenRoom() {
    const room = openRoomId ? stores.rooms.getState().mine[openRoomId] : undefined;
    if (room) markRead({ stores, realtime, room });
  }

  const hasRoom = useStore(stores.rooms, ({ mine }) => openRoomId !== undefined && openRoomId in mine);
  useEscape('panel', { isOpen: isPanelOpen, settle: onClosePanel });
  useEscape('room', { isOpen: hasRoom, settle: markOpenRoom });

  const isAny = () => true;
  const isUnread = (room: Room) => unreadNow(stores, room).hasNews;
  useShortcuts({
    switcher: onSwitcher,
    search: onSearch,
    sheet: onSheet,
    previousRoom: () => void walk(-1, isAny),
    nextRoom: () => void walk(1, isAny),
    previousUnread: () => void walk(-1, isUnread),
    nextUnread: () => void walk(1, isUnread),
    nextRegion: () => void step(1),
    previousRegion: () => void step(-1),
    compose: focusMain,
    escape,
  });
}

/** Becomes the function itself once its code is there: then the next key goes to where the focus is by then. */
let step: (by: 1 | -1) => unknown = async (by) => {
  ({ stepRegion: step } = await import('./regions'));
  step(by);
};
