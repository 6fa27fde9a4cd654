import type { Room } from '@chatket/contract';
import { useRef } from 'react';
import { PresenceChoice } from '../../features/presence/more';
import { RoomNav } from '../../features/rooms';
import { AccountBar, type AccountTask } from '../../features/settings';
import { useLocale, withSectionTexts } from '../../i18n';
import { isApple, later, PRODUCT } from '../../lib';
import { Kbd, Logo, SearchIcon } from '../../ui';

/** Whoever sees it has rooms by then: it is fetched while these are read. */
const RoomSections = later(async () => (await withSectionTexts(import('./RoomSections'))).RoomSections);

interface SidebarProps {
  openRoomId: string | undefined;
  onSearch: () => void;
  onCreate: () => void;
  onPeople: () => void;
  onArrange: () => void;
  onMenu: (room: Room, at: { x: number; y: number }) => void;
  onNavigate: () => void;
  onReload: () => void;
  onChoose: (task: AccountTask) => void;
  onLogOut: () => void;
}

export function Sidebar({
  openRoomId,
  onSearch,
  onCreate,
  onPeople,
  onArrange,
  onMenu,
  onNavigate,
  onReload,
  onChoose,
  onLogOut,
}: SidebarProps) {
  const { t } = useLocale();
  const list = useRef<HTMLDivElement>(null);

  return (
    <div className="flex h-full flex-col">
      <div className="safe-top box-content flex h-13 shrink-0 items-center gap-2.5 px-4">
        <Logo className="size-6" />
        <span className="font-bold tracking-tight">{PRODUCT}</span>
      </div>
      <div className="px-3 pb-3">
        <button
          type="button"
          aria-label={t('app.search')}
          aria-keyshortcuts={isApple() ? 'Meta+K' : 'Control+K'}
          onClick={onSearch}
          className="flex h-8 w-full items-center gap-2 rounded-lg border border-line bg-surface-1 px-2 text-13 text-quiet transition-colors hover:border-line-strong max-md:h-11"
        >
          <SearchIcon className="size-4" />
          <span className="flex-1 text-start">{t('app.goTo')}</span>
          <span className="pointer-coarse:hidden">
            <Kbd>{isApple() ? '⌘K' : `${t('key.ctrl')} K`}</Kbd>
          </span>
        </button>
      </div>
      <RoomNav list={list} onArrange={onArrange} onReload={onReload} onNavigate={onNavigate}>
        <RoomSections
          list={list}
          openRoomId={openRoomId}
          onCreate={onCreate}
          onPeople={onPeople}
          onMenu={onMenu}
          onNavigate={onNavigate}
        />
      </RoomNav>
      <AccountBar choice={<PresenceChoice />} onChoose={onChoose} onLogOut={onLogOut} />
    </div>
  );
}
