import { isGuestName, type Message, type Room } from '@chatket/contract';
import { Suspense } from 'react';
import { useLocation } from 'wouter';
import { DeviceList } from '../../features/devices';
import { openDirect, PeopleDialog, useDirectContext } from '../../features/direct';
import { KeywordsForm, MentionsDialog } from '../../features/mentions';
import { AlertsDialog, NoticesDialog, playChime, WhyUnreadDialog } from '../../features/notifications';
import { UnreadBadge, unreadNow } from '../../features/reads';
import { CreateRoomDialog, LeaveRoomDialog } from '../../features/rooms';
import { SavedDialog } from '../../features/saved';
import { SearchDialog } from '../../features/search';
import { PrivacyChoices } from '../../features/receipts';
import { SettingsDialog } from '../../features/settings';
import { ShortcutSheet } from '../../features/shortcuts';
import { ArrangeDialog } from '../../features/sidebar';
import { QuickSwitcher } from '../../features/switcher';
import { useChatStores } from '../../store';
import { messagePath } from '../room/room-path';
import { RoomMenuOverlay } from './RoomMenuOverlay';
import { useCommands } from './use-commands';

export type Overlay =
  | {
      kind:
        | 'sidebar'
        | 'switcher'
        | 'settings'
        | 'shortcuts'
        | 'people'
        | 'arrange'
        | 'saved'
        | 'mentions'
        | 'alerts'
        | 'notices';
    }
  | { kind: 'why-unread'; room: Room }
  | { kind: 'create'; name: string }
  | { kind: 'search'; text: string }
  | { kind: 'room-menu'; room: Room; at: { x: number; y: number } }
  | { kind: 'leave'; room: Room }
  | undefined;

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
  const [, navigate] = useLocation();
  const direct = useDirectContext();
  const leave = (room: Room) => onOpen({ kind: 'leave', room });
  const openMessage = (message: Message) => {
    onClose();
    navigate(messagePath(message));
  };
  const commands = useCommands({
    openRoomId,
    onSearch: (text) => onOpen({ kind: 'search', text }),
    onCreate: () => onOpen({ kind: 'create', name: '' }),
    onSaved: () => onOpen({ kind: 'saved' }),
    onMentions: () => onOpen({ kind: 'mentions' }),
    onAlerts: () => onOpen({ kind: 'alerts' }),
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
          badge={(room) => <UnreadBadge unread={unreadNow(stores, room)} />}
          onRoom={onRoom}
          onSearch={(text) => onOpen({ kind: 'search', text })}
          onPerson={(person) => void openDirect(direct, [person.id]).then((room) => room && onRoom(room))}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'search' && (
        <SearchDialog text={overlay.text} onOpen={openMessage} onClose={onClose} />
      )}
      {overlay?.kind === 'settings' && (
        <SettingsDialog
          onListen={() => void playChime()}
          privacy={<PrivacyChoices />}
          devices={<DeviceList />}
          onClose={onClose}
          keywords={isGuestName(stores.me.username) ? undefined : <KeywordsForm />}
        />
      )}
      {overlay?.kind === 'alerts' && (
        <AlertsDialog
          onGo={(path) => {
            onClose();
            navigate(path);
          }}
          onSettings={() => onOpen({ kind: 'notices' })}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'notices' && <NoticesDialog onClose={onClose} />}
      {overlay?.kind === 'why-unread' && (
        <WhyUnreadDialog
          room={overlay.room}
          onGo={(path) => {
            onClose();
            navigate(path);
          }}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'mentions' && (
        <MentionsDialog
          onGo={(path) => {
            onClose();
            navigate(path);
          }}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'saved' && (
        <SavedDialog
          onGo={(path) => {
            onClose();
            navigate(path);
          }}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'shortcuts' && <ShortcutSheet onClose={onClose} />}
      {overlay?.kind === 'people' && <PeopleDialog onOpened={onRoom} onClose={onClose} />}
      {overlay?.kind === 'arrange' && <ArrangeDialog onClose={onClose} />}
      {overlay?.kind === 'room-menu' && (
        <RoomMenuOverlay
          room={overlay.room}
          at={overlay.at}
          onWhy={(room) => onOpen({ kind: 'why-unread', room })}
          onLeave={leave}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'leave' && (
        <LeaveRoomDialog room={overlay.room} onClose={onClose} onLeft={onClose} />
      )}
    </Suspense>
  );
}
