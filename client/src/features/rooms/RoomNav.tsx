import { isGuestName, type Room } from '@chatket/contract';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useChatStores, byActivity } from '../../store';
import { CompassIcon, ErrorNote, IconButton, Loading, PlusIcon, Skeleton } from '../../ui';
import { NavItem } from './NavItem';

interface RoomNavProps {
  row: (room: Room) => ReactNode;
  onCreate: () => void;
  onReload: () => void;
  /** A place was chosen: on small screens the sheet closes. */
  onNavigate: () => void;
}

export function RoomNav({ row, onCreate, onReload, onNavigate }: RoomNavProps) {
  const { t } = useLocale();
  const { me, rooms } = useChatStores();
  const isGuest = isGuestName(me.username);
  const status = useStore(rooms, (state) => state.status);
  const mine = useStore(rooms, (state) => state.mine);
  const sorted = byActivity(mine);
  const list = useRef<HTMLDivElement>(null);
  const [place] = useLocation();

  // The room one is in is in sight: after a reload, and when it was chosen elsewhere.
  useEffect(() => {
    if (status === 'ready')
      list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' });
  }, [status, place]);

  return (
    <nav aria-label={t('rooms.title')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 shrink-0 items-center justify-between pe-2 ps-4 max-md:h-11">
        <h2 className="text-12 font-medium text-quiet">{t('rooms.title')}</h2>
        {!isGuest && (
          <IconButton label={t('rooms.create')} isSmall place="below-end" onClick={onCreate}>
            <PlusIcon className="size-4.5" />
          </IconButton>
        )}
      </div>
      <div ref={list} className="min-h-0 overflow-y-auto overscroll-contain px-2 pb-1">
        {status === 'loading' && <RoomNavSkeleton />}
        {status === 'failed' && <ErrorNote onRetry={onReload}>{t('rooms.failed')}</ErrorNote>}
        {status === 'ready' && sorted.length === 0 && (
          <p className="px-2 py-1 text-13 text-quiet">{t('rooms.none')}</p>
        )}
        <ul>
          {sorted.map((room) => (
            <li key={room.id}>{row(room)}</li>
          ))}
        </ul>
      </div>
      {status !== 'loading' && (
        <div className="shrink-0 px-2 pt-1 pb-2">
          <NavItem
            href={isGuest ? '/name' : '/discover'}
            icon={<CompassIcon className="size-4" />}
            onNavigate={onNavigate}
          >
            {t(isGuest ? 'account.keepName' : 'rooms.discover')}
          </NavItem>
        </div>
      )}
    </nav>
  );
}

function RoomNavSkeleton() {
  const { t } = useLocale();
  return (
    <Loading label={t('rooms.loading')}>
      <div className="space-y-4 px-2 py-2">
        {['w-24', 'w-36', 'w-20', 'w-28'].map((width) => (
          <Skeleton key={width} className={`h-3 ${width}`} />
        ))}
      </div>
    </Loading>
  );
}
