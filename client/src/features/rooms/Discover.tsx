import type { Room, RoomSort } from '@chatket/contract';
import { useDeferredValue, useState } from 'react';
import { useLocale } from '../../i18n';
import {
  Button,
  EmptyState,
  ErrorNote,
  HashIcon,
  Loading,
  PanelHeader,
  PlusIcon,
  SearchIcon,
  Skeleton,
} from '../../ui';
import { Segmented } from '../../ui/Segmented';
import { DiscoverRow } from './DiscoverRow';
import { RoomPreview } from './RoomPreview';
import { useDiscovery } from './use-discovery';

interface DiscoverProps {
  /** The way back to the sidebar on small screens. */
  lead: React.ReactNode;
  onOpen: (room: Room) => void;
  onCreate: (name: string) => void;
}

export function Discover({ lead, onOpen, onCreate }: DiscoverProps) {
  const { t } = useLocale();
  const [search, setSearch] = useState('');
  const term = useDeferredValue(search);
  const [sort, setSort] = useState<RoomSort>('name');
  const { rooms, state, hasMore, reload, loadMore, noteRequest } = useDiscovery(term, sort);
  const [shownId, setShownId] = useState<string>();
  const shown = rooms.find(({ id }) => id === shownId);

  return (
    <main className="@container flex h-full min-w-0 flex-1 flex-col bg-surface-1">
      <PanelHeader isColumn>
        {lead}
        <h1 className="min-w-0 flex-1 truncate font-bold">{t('rooms.discover')}</h1>
      </PanelHeader>
      <div className="axis min-h-0 flex-1 overflow-y-auto">
        <div className="column px-4 py-5 md:px-5">
          <div className="flex gap-2">
            <label className="flex h-11 min-w-0 flex-1 items-center gap-2 rounded-xl border border-line-strong px-3 transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent/30">
              <SearchIcon className="size-5 text-quiet" />
              <input
                type="search"
                aria-label={t('discover.search')}
                placeholder={t('discover.placeholder')}
                maxLength={80}
                value={search}
                onChange={(event) => setSearch(event.target.value)}
                className="h-full min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
              />
            </label>
            <Button look="primary" size="large" onClick={() => onCreate('')}>
              <PlusIcon className="size-4" />
              <span className="max-sm:sr-only">{t('discover.newRoom')}</span>
            </Button>
          </div>
          <div className="mt-3 max-w-64">
            <Segmented
              label={t('discover.order')}
              value={sort}
              onChange={setSort}
              options={[
                { value: 'name', label: t('discover.byName') },
                { value: 'activity', label: t('discover.byActivity') },
              ]}
            />
          </div>
          {state === 'loading' && rooms.length === 0 && <DiscoverSkeleton />}
          {state === 'failed' && <ErrorNote onRetry={reload}>{t('discover.failed')}</ErrorNote>}
          {state === 'ready' && rooms.length === 0 && (
            <EmptyState
              icon={<HashIcon className="size-6" />}
              title={term.trim() ? t('discover.notFound', { name: term.trim() }) : t('discover.none')}
              action={
                <Button look="primary" onClick={() => onCreate(term.trim())}>
                  {term.trim() ? t('discover.createIt') : t('discover.createFirst')}
                </Button>
              }
            />
          )}
          <ul aria-label={t('discover.all')} className="mt-3 divide-y divide-line">
            {rooms.map((room) => (
              <DiscoverRow key={room.id} room={room} onOpen={onOpen} onPreview={({ id }) => setShownId(id)} />
            ))}
          </ul>
          {hasMore && (
            <div className="flex justify-center py-4">
              <Button onClick={loadMore} isBusy={state === 'loading'}>
                {t('discover.more')}
              </Button>
            </div>
          )}
        </div>
      </div>
      {shown && (
        <RoomPreview
          room={shown}
          onOpen={onOpen}
          onRequest={(request) => noteRequest(shown.id, request)}
          onClose={() => setShownId(undefined)}
        />
      )}
    </main>
  );
}

function DiscoverSkeleton() {
  const { t } = useLocale();
  return (
    <Loading label={t('rooms.loading')}>
      <div className="mt-3 divide-y divide-line">
        {['w-32', 'w-48', 'w-24'].map((width) => (
          <div key={width} className="flex h-16 items-center justify-between">
            <div className="space-y-2">
              <Skeleton className={`h-3.5 ${width}`} />
              <Skeleton className="h-3 w-20" />
            </div>
            <Skeleton className="h-9 w-16" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
