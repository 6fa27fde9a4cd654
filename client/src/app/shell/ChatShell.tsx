import { isGuestName } from '@chatket/contract';
import { Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import { useNotifier } from '../../features/notifications';
import { Discover } from '../../features/rooms';
import type { AccountTask } from '../../features/settings';
import { useLocale, withTexts } from '../../i18n';
import { later, loadTheRest, useMediaQuery } from '../../lib';
import { readOidcReturn } from '../../lib/oidc-return';
import { useChatStores } from '../../store';
import { Sheet } from '../../ui';
import { ConnectionBanner } from './ConnectionBanner';
import { Home } from './Home';
import { OpenRooms } from './OpenRooms';
import type { Overlay } from './Overlays';
import { messagePath, ROOM_PATH } from '../room/room-path';
import { RoomPage } from '../room/RoomPage';
import { Sidebar } from './Sidebar';
import { usePlace } from './use-place';
import { useShellShortcuts } from './use-shell-shortcuts';

const ServerPlace = later(async () => (await withTexts(import('./server-part'))).ServerPlace);
const Overlays = later(async () => (await withTexts(import('./Overlays'))).Overlays);

interface ChatShellProps {
  onReload: () => void;
  onLogOut: () => void;
}

/** The frame around every place of the chat: sidebar, the place itself, and what lies over both. */
export function ChatShell({ onReload, onLogOut }: ChatShellProps) {
  const { t } = useLocale();
  const isGuest = isGuestName(useChatStores().me.username);
  const [, navigate] = useLocation();
  const [, parameters] = useRoute(ROOM_PATH);
  const isNarrow = useMediaQuery('(max-width: 759px)');
  const hasSpace = useMediaQuery('(min-width: 1100px)');
  const [overlay, setOverlay] = useState<Overlay | undefined>(() =>
    // Back from single sign-on, where the settings sent them.
    window.location.pathname === '/' && readOidcReturn() !== undefined ? { kind: 'settings' } : undefined,
  );
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const close = () => setOverlay(undefined);
  /** The menu of a row lies over the sidebar, and leads back to it. */
  const isSheetOpen = isNarrow && (overlay?.kind === 'sidebar' || overlay?.kind === 'room-menu');
  const openRoomId = parameters?.id;
  const place = usePlace(openRoomId);

  function goTo(path: string) {
    navigate(path);
    close();
    if (!hasSpace) setIsPanelOpen(false);
  }
  const go = ({ id }: { id: string }) => goTo(`/rooms/${id}`);

  function choose(task: AccountTask) {
    if (task !== 'server') return setOverlay({ kind: task });
    navigate('/server');
    close();
  }

  useEffect(loadTheRest, []);
  useNotifier(({ roomId, messageId }) =>
    messageId === undefined ? go({ id: roomId }) : goTo(messagePath({ roomId, messageId })),
  );
  useShellShortcuts({
    openRoomId,
    isPanelOpen,
    onSwitcher: () => setOverlay({ kind: 'switcher' }),
    onSearch: () => setOverlay({ kind: 'search', text: '' }),
    onSheet: () => setOverlay({ kind: 'shortcuts' }),
    onRoom: go,
    onClosePanel: () => setIsPanelOpen(false),
  });

  const sidebar = (
    <Sidebar
      openRoomId={openRoomId}
      onPeople={() => setOverlay({ kind: 'people' })}
      onArrange={() => setOverlay({ kind: 'arrange' })}
      onMenu={(room, at) => setOverlay({ kind: 'room-menu', room, at })}
      onSearch={() => setOverlay({ kind: 'switcher' })}
      onCreate={() => setOverlay({ kind: 'create', name: '' })}
      onNavigate={close}
      onReload={onReload}
      onChoose={choose}
      onLogOut={onLogOut}
    />
  );
  const lead = isNarrow && <OpenRooms onOpen={() => setOverlay({ kind: 'sidebar' })} />;

  return (
    <div className="flex h-full">
      {!isNarrow && (
        <aside aria-label={t('app.sidebar')} className="w-68 shrink-0 border-e border-line bg-surface-0">
          {sidebar}
        </aside>
      )}
      <div className="relative flex min-w-0 flex-1">
        <Suspense fallback={<main className="h-full min-w-0 flex-1 bg-surface-1" />}>
          <Switch>
            <Route path={ROOM_PATH}>
              {({ id = '', messageId }) => (
                <RoomPage
                  key={id}
                  roomId={id}
                  messageId={messageId}
                  lead={lead}
                  panel={{ isOpen: isPanelOpen, isBeside: hasSpace, set: setIsPanelOpen }}
                  onGo={navigate}
                />
              )}
            </Route>
            <Route path="/discover">
              {isGuest ? (
                <Redirect replace to="/name" />
              ) : (
                <Discover lead={lead} onOpen={go} onCreate={(name) => setOverlay({ kind: 'create', name })} />
              )}
            </Route>
            <Route path={/^\/(server|admin)$/}>
              <ServerPlace lead={lead} />
            </Route>
            <Route>
              <Home lead={lead} onReload={onReload} />
            </Route>
          </Switch>
        </Suspense>
        <ConnectionBanner />
      </div>
      {isSheetOpen && (
        <Suspense>
          <Sheet side="start" label={t('app.roomsAndSettings')} onClose={close}>
            {sidebar}
          </Sheet>
        </Suspense>
      )}
      {overlay && overlay.kind !== 'sidebar' && (
        <Suspense>
          <Overlays
            overlay={overlay}
            openRoomId={openRoomId}
            onOpen={setOverlay}
            onChoose={choose}
            onClose={() => setOverlay(isSheetOpen ? { kind: 'sidebar' } : undefined)}
            onRoom={go}
            onLogOut={onLogOut}
          />
        </Suspense>
      )}
      <p aria-live="polite" className="sr-only">
        {place}
      </p>
    </div>
  );
}
