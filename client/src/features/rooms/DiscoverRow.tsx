import type { Room } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';
import { useRoomActions } from './use-room-actions';

interface DiscoverRowProps {
  room: Room;
  onOpen: (room: Room) => void;
}

export function DiscoverRow({ room, onOpen }: DiscoverRowProps) {
  const { t, time } = useLocale();
  const { rooms } = useChatStores();
  const { toasts } = usePageStores();
  const { join } = useRoomActions();
  const now = useNow(60_000);
  const [isBusy, setIsBusy] = useState(false);
  const isMine = useStore(rooms, (state) => room.id in state.mine);

  async function enter() {
    setIsBusy(true);
    try {
      onOpen(isMine ? room : await join(room.id));
    } catch (problem) {
      toasts.actions.show(explain(problem));
    } finally {
      setIsBusy(false);
    }
  }

  const last = room.lastMessage?.createdAt;
  return (
    <li className="flex items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          <bdi dir="auto" className="block truncate text-left mirrored:text-right" title={room.name}>
            {room.name}
          </bdi>
        </p>
        <p className="truncate text-13 text-quiet tabular-nums">
          {[
            t('rooms.members', { count: room.memberCount }),
            last && t('discover.active', { time: time.moment(new Date(last), new Date(now)) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Button
        isBusy={isBusy}
        look={isMine ? 'quiet' : 'secondary'}
        aria-label={t(isMine ? 'discover.openNamed' : 'discover.joinNamed', { room: room.name })}
        onClick={() => void enter()}
      >
        {t(isMine ? 'discover.open' : 'discover.join')}
      </Button>
    </li>
  );
}
