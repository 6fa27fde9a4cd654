import type { Room } from '@chatket/contract';
import { lazy, Suspense, useState } from 'react';
import { Route, Switch, useLocation, useRoute } from 'wouter';
import { CreateRoomDialog, Discover } from '../features/rooms';
import { useMediaQuery } from '../lib';
import { IconButton, MenuIcon, Sheet } from '../ui';
import { ConnectionBanner } from './ConnectionBanner';
import { Home } from './Home';
import { RoomPage } from './RoomPage';
import { Sidebar } from './Sidebar';
import { useShellKeys } from './use-shell-keys';
import { useTitle } from './use-title';

const QuickSwitcher = lazy(async () => ({ default: (await import('../features/switcher')).QuickSwitcher }));

type Overlay = { kind: 'sidebar' } | { kind: 'switcher' } | { kind: 'create'; name: string } | undefined;

interface ChatShellProps {
  onReload: () => void;
  onLogOut: () => void;
}

/** The frame around every place of the chat: sidebar, the place itself, and what lies over both. */
export function ChatShell({ onReload, onLogOut }: ChatShellProps) {
  const [, navigate] = useLocation();
  const [, parameters] = useRoute('/rooms/:id');
  const isNarrow = useMediaQuery('(max-width: 759px)');
  const [overlay, setOverlay] = useState<Overlay>();
  const close = () => setOverlay(undefined);

  function go(room: Room) {
    navigate(`/rooms/${room.id}`);
    close();
  }

  useShellKeys({
    openRoomId: parameters?.id,
    onSwitcher: () => setOverlay({ kind: 'switcher' }),
    onRoom: go,
  });
  useTitle(parameters?.id);

  const sidebar = (
    <Sidebar
      onSearch={() => setOverlay({ kind: 'switcher' })}
      onCreate={() => setOverlay({ kind: 'create', name: '' })}
      onNavigate={close}
      onReload={onReload}
      onLogOut={onLogOut}
    />
  );
  const lead = isNarrow && (
    <IconButton label="Open rooms" className="-ml-2.5" onClick={() => setOverlay({ kind: 'sidebar' })}>
      <MenuIcon />
    </IconButton>
  );

  return (
    <div className="flex h-full">
      {!isNarrow && (
        <aside aria-label="Sidebar" className="w-68 shrink-0 border-r border-line bg-surface-0">
          {sidebar}
        </aside>
      )}
      <div className="relative flex min-w-0 flex-1">
        <Switch>
          <Route path="/rooms/:id">
            {({ id }) => <RoomPage key={id} roomId={id} lead={lead} onGo={navigate} />}
          </Route>
          <Route path="/discover">
            <Discover lead={lead} onOpen={go} onCreate={(name) => setOverlay({ kind: 'create', name })} />
          </Route>
          <Route>
            <Home lead={lead} onReload={onReload} />
          </Route>
        </Switch>
        <ConnectionBanner />
      </div>
      {isNarrow && overlay?.kind === 'sidebar' && (
        <Sheet side="left" label="Rooms and settings" onClose={close}>
          {sidebar}
        </Sheet>
      )}
      {overlay?.kind === 'create' && (
        <CreateRoomDialog initialName={overlay.name} onClose={close} onCreated={go} />
      )}
      {overlay?.kind === 'switcher' && (
        <Suspense>
          <QuickSwitcher onClose={close} onPick={go} />
        </Suspense>
      )}
    </div>
  );
}
