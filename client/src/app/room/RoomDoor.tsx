import type { Room, UserRef } from '@chatket/contract';
import { Suspense, useEffect, useEffectEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { openDirect, useDirectContext } from '../../features/direct/more';
import { JoinRoom } from '../../features/rooms/more';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { Button, EmptyState, ErrorNote, PanelHeader, SearchIcon } from '../../ui';
import { useRoomAccess } from './use-room-access';

interface RoomDoorProps {
  roomId: string;
  lead: ReactNode;
  onGo: (path: string) => void;
}

/** What stands in place of a room that is not mine: the way in, or the word that it is not there. */
export function RoomDoor({ roomId, lead, onGo }: RoomDoorProps) {
  const { t } = useLocale();
  const { me, reads, rooms } = useChatStores();
  const realtime = useRealtime();
  const isReady = useStore(rooms, (state) => state.status !== 'loading');
  const { access, retry } = useRoomAccess(roomId, isReady);
  const direct = useDirectContext();
  const open = useEffectEvent((people: readonly UserRef[]) => {
    const userIds = people.map(({ id }) => id);
    void openDirect(direct, userIds.length > 0 ? userIds : [me.id]);
  });
  const closed = access.kind === 'closed' ? access.room.people : undefined;
  // Whoever follows a link to it wants it back.
  useEffect(() => {
    if (closed) open(closed);
  }, [closed]);
  const take = useEffectEvent((room: Room) => {
    reads.actions.meet([room]);
    rooms.actions.upsert(room);
    realtime.follow([{ roomId: room.id }]);
  });
  const found = access.kind === 'mine' ? access.room : undefined;
  useEffect(() => {
    if (found) take(found);
  }, [found]);
  const discover = () => onGo('/discover');

  return (
    <main className="flex h-full min-w-0 flex-1 flex-col bg-surface-1">
      <PanelHeader isColumn>
        {lead}
        <h1 className="font-bold">{t(access.kind === 'outsider' ? 'door.join' : 'door.room')}</h1>
      </PanelHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {access.kind === 'outsider' && (
          <Suspense>
            <JoinRoom room={access.room} onBack={discover} />
          </Suspense>
        )}
        {access.kind === 'unknown' && (
          <EmptyState
            icon={<SearchIcon className="size-6" />}
            title={t('door.unknown')}
            action={<Button onClick={discover}>{t('rooms.seeAll')}</Button>}
          >
            {t('door.unknownHint')}
          </EmptyState>
        )}
        {access.kind === 'failed' && <ErrorNote onRetry={retry}>{t('door.failed')}</ErrorNote>}
      </div>
    </main>
  );
}
