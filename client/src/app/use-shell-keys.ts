import type { Room } from '@chatket/contract';
import { hasCommandKey, useHotkey } from '../lib';
import { byActivity, useChatStores } from '../store';

interface Options {
  openRoomId: string | undefined;
  onSwitcher: () => void;
  onRoom: (room: Room) => void;
}

/** Ctrl or Cmd+K opens the switcher, Alt+Up and Alt+Down walk through my rooms. */
export function useShellKeys({ openRoomId, onSwitcher, onRoom }: Options): void {
  const { rooms } = useChatStores();

  useHotkey((event) => {
    if (hasCommandKey(event) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      onSwitcher();
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const sorted = byActivity(rooms.getState().mine);
      const place = sorted.findIndex((room) => room.id === openRoomId);
      const step = event.key === 'ArrowUp' ? -1 : 1;
      const room = sorted[(place + step + sorted.length) % Math.max(sorted.length, 1)];
      if (room) onRoom(room);
    }
  });
}
