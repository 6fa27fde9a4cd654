import { isGuestName, type Message, type Room } from '@chatket/contract';
import { Suspense } from 'react';
import { useLocation } from 'wouter';
import { AccountPart } from '../../features/account';
import { DeviceList } from '../../features/devices';
import { Programs } from '../../features/programs';
import { openDirect, PeopleDialog, useDirectContext } from '../../features/direct/more';
import { RequestsDialog } from '../../features/invites';
import { LaterDialog } from '../../features/later/more';
import { KeywordsForm, MentionsDialog } from '../../features/mentions';
import { AlertsDialog, NoticesDialog, playChime, WhyUnreadDialog } from '../../features/notifications/more';
import { UnreadBadge, unreadNow } from '../../features/reads';
import { CreateRoomDialog, LeaveRoomDialog } from '../../features/rooms/more';
import { SavedDialog } from '../../features/saved';
import { SearchDialog } from '../../features/search';
import { ProfileForm } from '../../features/profiles/more';
import { PrivacyChoices } from '../../features/receipts/more';
import type { AccountTask } from '../../features/settings';
import { SecurityPart } from '../../features/security';
import { SettingsDialog } from '../../features/settings/more';
import { ShortcutSheet } from '../../features/shortcuts/more';
import { ArrangeDialog } from '../../features/sidebar';
import { QuickSwitcher } from '../../features/switcher';
import { ThreadsDialog } from '../../features/threads';
import { useChatStores } from '../../store';
import { messagePath } from '../room/room-path';
import { RoomMenuOverlay } from './RoomMenuOverlay';
import { useCommands } from './use-commands';
import { useRoomCommands } from './use-room-commands';

export type Overlay =
  | { kind: 'sidebar' | 'switcher' | 'people' | 'arrange' | 'notices' | Exclude<AccountTask, 'server'> }
  | { kind: 'why-unread' | 'requests' | 'add-people'; room: Room }
  | { kind: 'create'; name: string }
  | { kind: 'search'; text: string }
  | { kind: 'room-menu'; room: Room; at: { x: number; y: number } }
  | { kind: 'leave'; room: Room }
  | undefined;

interface OverlaysProps {
  overlay: Overlay;
  openRoomId: string | undefined;
  onOpen: (overlay: Overlay) => void;
  onChoose: (task: AccountTask) => void;
  onClose: () => void;
  onRoom: (room: Room) => void;
  onLogOut: () => void;
}

/** The dialogs that can be opened from anywhere, one at a time. */
export function Overlays(props: OverlaysProps) {
  const { overlay, openRoomId, onOpen, onChoose, onClose, onRoom, onLogOut } = props;
  const stores = useChatStores();
  const [, navigate] = useLocation();
  const direct = useDirectContext();
  const leave = (room: Room) => onOpen({ kind: 'leave', room });
  const goTo = (path: string) => {
    onClose();
    navigate(path);
  };
  const openMessage = (message: Message) => goTo(messagePath(message));
  const commands = useCommands({
    openRoomId,
    onSearch: (text) => onOpen({ kind: 'search', text }),
    onCreate: () => onOpen({ kind: 'create', name: '' }),
    onOpen: (kind) => onOpen({ kind }),
    onChoose,
    onLogOut,
  });
  const ofRoom = useRoomCommands(openRoomId, {
    onWhy: (room) => onOpen({ kind: 'why-unread', room }),
    onAddPeople: (room) => onOpen({ kind: 'add-people', room }),
    onClosed: () => navigate('/'),
  });

  return (
    <Suspense>
      {overlay?.kind === 'create' && (
        <CreateRoomDialog initialName={overlay.name} onClose={onClose} onCreated={onRoom} />
      )}
      {overlay?.kind === 'switcher' && (
        <QuickSwitcher
          commands={[...commands, ...ofRoom]}
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
          profile={isGuestName(stores.me.username) ? undefined : <ProfileForm />}
          privacy={<PrivacyChoices />}
          security={isGuestName(stores.me.username) ? undefined : <SecurityPart />}
          devices={<DeviceList />}
          programs={isGuestName(stores.me.username) ? undefined : <Programs />}
          account={isGuestName(stores.me.username) ? undefined : <AccountPart onClosed={onLogOut} />}
          onClose={onClose}
          keywords={isGuestName(stores.me.username) ? undefined : <KeywordsForm />}
        />
      )}
      {overlay?.kind === 'alerts' && (
        <AlertsDialog
          onGo={goTo}
          onRequests={(roomId) => {
            const room = stores.rooms.getState().mine[roomId];
            if (room) onOpen({ kind: 'requests', room });
          }}
          onSettings={() => onOpen({ kind: 'notices' })}
          onExport={() => onOpen({ kind: 'settings' })}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'requests' && <RequestsDialog room={overlay.room} onClose={onClose} />}
      {overlay?.kind === 'notices' && <NoticesDialog onClose={onClose} />}
      {overlay?.kind === 'why-unread' && (
        <WhyUnreadDialog room={overlay.room} onGo={goTo} onClose={onClose} />
      )}
      {overlay?.kind === 'threads' && (
        <ThreadsDialog
          onOpen={(thread) => {
            stores.threads.setState({ open: thread });
            goTo(`/rooms/${thread.roomId}`);
          }}
          onClose={onClose}
        />
      )}
      {overlay?.kind === 'mentions' && <MentionsDialog onGo={goTo} onClose={onClose} />}
      {overlay?.kind === 'saved' && <SavedDialog onGo={goTo} onClose={onClose} />}
      {overlay?.kind === 'later' && <LaterDialog onGo={goTo} onClose={onClose} />}
      {overlay?.kind === 'shortcuts' && <ShortcutSheet onClose={onClose} />}
      {overlay?.kind === 'people' && <PeopleDialog onOpened={onRoom} onClose={onClose} />}
      {overlay?.kind === 'add-people' && (
        <PeopleDialog with={overlay.room.people ?? []} onOpened={onRoom} onClose={onClose} />
      )}
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
