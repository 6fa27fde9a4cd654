import { isGuestName } from '@chatket/contract';
import { Suspense, useEffect, type ReactNode, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { CompassIcon, ErrorNote, GearIcon, IconButton, Loading, Skeleton } from '../../ui';
import { NavItem } from './NavItem';

const LIST = 'min-h-0 overflow-y-auto overscroll-contain px-2 pb-1';

interface RoomNavProps {
  list: RefObject<HTMLDivElement | null>;
  onArrange: () => void;
  onReload: () => void;
  /** A place was chosen: on small screens the sheet closes. */
  onNavigate: () => void;
  /** My rooms. */
  children: ReactNode;
}

export function RoomNav({ list, onArrange, onReload, onNavigate, children }: RoomNavProps) {
  const { t } = useLocale();
  const { me, rooms } = useChatStores();
  const isGuest = isGuestName(me.username);
  const status = useStore(rooms, (state) => state.status);
  const hasAny = useStore(rooms, ({ mine }) => Object.keys(mine).length > 0);

  const foot = (
    <div className="flex shrink-0 items-center gap-1 px-2 pt-1 pb-2">
      <NavItem
        className="min-w-0 flex-1"
        href={isGuest ? '/name' : '/discover'}
        icon={<CompassIcon className="size-4" />}
        onNavigate={onNavigate}
      >
        {t(isGuest ? 'account.keepName' : 'rooms.discover')}
      </NavItem>
      <IconButton isSmall label={t('rooms.arrange')} place="above-end" onClick={onArrange}>
        <GearIcon className="size-4.5" />
      </IconButton>
    </div>
  );

  return (
    <nav aria-label={t('rooms.title')} className="flex min-h-0 flex-1 flex-col">
      {status === 'loading' && <RoomNavSkeleton />}
      {status === 'failed' && !hasAny && (
        <>
          <div className={LIST}>
            <ErrorNote onRetry={onReload}>{t('rooms.failed')}</ErrorNote>
          </div>
          {foot}
        </>
      )}
      {(status === 'ready' || (status === 'failed' && hasAny)) && (
        // What stands below the rooms comes with them, so that nothing moves.
        <Suspense fallback={<RoomNavSkeleton />}>
          <div ref={list} className={LIST}>
            {children}
            {status === 'failed' && <ErrorNote onRetry={onReload}>{t('rooms.failed')}</ErrorNote>}
            <OpenRoomInSight list={list} />
          </div>
          {foot}
        </Suspense>
      )}
    </nav>
  );
}

/** The room one is in is in sight: as soon as it is there, when all rooms are, and when it was chosen elsewhere. */
function OpenRoomInSight({ list }: Pick<RoomNavProps, 'list'>) {
  const [place] = useLocation();
  const { rooms } = useChatStores();
  const isWhole = useStore(rooms, (state) => state.isWhole);
  const isThere = useStore(rooms, ({ mine, openRoomId }) => openRoomId !== undefined && openRoomId in mine);
  useEffect(() => {
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' });
  }, [list, place, isThere, isWhole]);
  return null;
}

function RoomNavSkeleton() {
  const { t } = useLocale();
  return (
    <div className={LIST}>
      <Loading label={t('rooms.loading')}>
        <div className="space-y-4 px-2 py-2">
          {['w-24', 'w-36', 'w-20', 'w-28'].map((width) => (
            <Skeleton key={width} className={`h-3 ${width}`} />
          ))}
        </div>
      </Loading>
    </div>
  );
}
