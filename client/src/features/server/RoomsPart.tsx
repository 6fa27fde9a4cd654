import type { ServerRoom, ServerRoomFilter } from '@chatket/contract';
import { useCallback, useDeferredValue, useState } from 'react';
import { useStore } from 'zustand';
import { useServerApi } from './server-api';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { ListFoot } from './ListFoot';
import { RoomDialogs } from './RoomDialogs';
import { type RoomDeed, RoomEntry } from './RoomEntry';
import { SearchHead } from './SearchHead';
import { useDeeds } from './use-deeds';
import { usePages } from './use-pages';

/** All rooms but direct ones: that they are there, and order in them. */
export function RoomsPart({ onRoom }: { onRoom: (roomId: string) => void }) {
  const { t } = useLocale();
  const api = useServerApi();
  const tell = useDeeds();
  const mine = useStore(useChatStores().rooms, (state) => state.mine);
  const [search, setSearch] = useState('');
  const term = useDeferredValue(search);
  const [only, setOnly] = useState<ServerRoomFilter>('all');
  const load = useCallback(
    (cursor?: string) => api.rooms({ search: term.trim(), only, cursor }),
    [api, term, only],
  );
  const rooms = usePages(load);
  const [deed, setDeed] = useState<{ kind: RoomDeed; room: ServerRoom }>();

  async function archive({ id, name }: ServerRoom, isOn: boolean) {
    const asked = isOn ? api.archive(id) : api.restore(id);
    if (await tell(asked, t(isOn ? 'server.archived' : 'server.restored', { room: name })))
      rooms.change(id, { archivedAt: isOn ? new Date().toISOString() : undefined });
  }

  return (
    <>
      <p className="mb-3 text-13 text-pretty text-quiet">{t('server.rooms.hint')}</p>
      <SearchHead
        label={t('server.rooms.search')}
        search={search}
        onSearch={setSearch}
        only={only}
        onOnly={setOnly}
        options={[
          { value: 'all', label: t('server.all') },
          { value: 'archived', label: t('server.rooms.archived') },
          { value: 'ownerless', label: t('server.rooms.ownerless') },
        ]}
      />
      <ul aria-label={t('server.rooms.list')} className="mt-3 divide-y divide-line">
        {rooms.items.map((room) => (
          <RoomEntry
            key={room.id}
            room={room}
            isMine={room.id in mine}
            onArchive={(isOn) => void archive(room, isOn)}
            onDeed={(kind) => setDeed({ kind, room })}
          />
        ))}
      </ul>
      <ListFoot
        label={t('server.rooms.list')}
        isEmpty={rooms.items.length === 0}
        state={rooms.state}
        hasMore={rooms.hasMore}
        onMore={rooms.loadMore}
        onRetry={rooms.reload}
      />
      {deed && (
        <RoomDialogs
          {...deed}
          onDone={() => {
            setDeed(undefined);
            if (deed.kind === 'join') onRoom(deed.room.id);
            else rooms.reload();
          }}
          onClose={() => setDeed(undefined)}
        />
      )}
    </>
  );
}
