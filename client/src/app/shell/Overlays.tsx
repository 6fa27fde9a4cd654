import type { Room } from '@chatket/contract';
import { Suspense } from 'react';
import { playChime } from '../../features/notifications';
import { unreadNow } from '../../features/reads';
import { CreateRoomDialog } from '../../features/rooms';
import { SettingsDialog } from '../../features/settings';
import { ShortcutSheet } from '../../features/shortcuts';
import { QuickSwitcher } from '../../features/switcher';
import { useChatStores } from '../../store';
import { useCommands } from './use-commands';

export type Overlay =
  { kind: 'sidebar' | 'switcher' | 'settings' | 'shortcuts' } | { kind: 'create'; name: string } | undefined;

interface OverlaysProps {
  overlay: Overlay;
  openRoomId: string | undefined;
  onOpen: (overlay: Overlay) => void;
  onClose: () => void;
  onRoom: (room: Room) => void;
  onLogOut: () => void;
}

/** The dialogs that can be opened from anywhere, one at a time. */
export function Overlays({ overlay, openRoomId, onOpen, onClose, onRoom, onLogOut }: OverlaysProps) {
  const stores = useChatStores();
  const commands = useCommands({
    openRoomId,
    onCreate: () => onOpen({ kind: 'create', name: '' }),
    onSettings: () => onOpen({ kind: 'settings' }),
    onShortcuts: () => onOpen({ kind: 'shortcuts' }),
    onLogOut,
  });

  return (
    <Suspense>
      {overlay?.kind === 'create' && (
        <CreateRoomDialog initialName={overlay.name} onClose={onClose} onCreated={onRoom} />
      )}
      {overlay?.kind === 'switcher' && (
        <QuickSwitcher
          commands={commands}
          hasNews={(room) => unreadNow(stores, room).hasNews}
          onRoom={onRoom}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'settings' && <SettingsDialog onListen={() => void playChime()} onClose={onClose} />}
      {overlay?.kind === 'shortcuts' && <ShortcutSheet onClose={onClose} />}
    </Suspense>
  );
}
