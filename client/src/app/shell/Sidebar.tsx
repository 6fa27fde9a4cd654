import { RoomNav } from '../../features/rooms';
import { AccountBar } from '../../features/settings';
import { useLocale } from '../../i18n';
import { isApple, PRODUCT } from '../../lib';
import { Kbd, Logo, SearchIcon } from '../../ui';
import { RoomRow } from './RoomRow';

interface SidebarProps {
  onSearch: () => void;
  onCreate: () => void;
  onNavigate: () => void;
  onReload: () => void;
  onSettings: () => void;
  onShortcuts: () => void;
  onLogOut: () => void;
}

export function Sidebar({
  onSearch,
  onCreate,
  onNavigate,
  onReload,
  onSettings,
  onShortcuts,
  onLogOut,
}: SidebarProps) {
  const { t } = useLocale();
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
      <RoomNav
        row={(room) => <RoomRow room={room} onNavigate={onNavigate} />}
        onCreate={onCreate}
        onReload={onReload}
        onNavigate={onNavigate}
      />
      <AccountBar onSettings={onSettings} onShortcuts={onShortcuts} onLogOut={onLogOut} />
    </div>
  );
}
