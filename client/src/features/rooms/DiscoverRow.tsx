import type { Room } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { Button } from '../../ui';
import { RoomSign } from './RoomSign';
import { useEntering } from './use-entering';

interface DiscoverRowProps {
  room: Room;
  onOpen: (room: Room) => void;
  onPreview: (room: Room) => void;
}

const OPEN = { short: 'discover.open', named: 'discover.openNamed' } as const;
const JOIN = { short: 'discover.join', named: 'discover.joinNamed' } as const;
const ASK = { short: 'ask.short', named: 'ask.shortNamed' } as const;
const ASKED = { short: 'ask.waiting', named: 'ask.waitingNamed' } as const;

export function DiscoverRow({ room, onOpen, onPreview }: DiscoverRowProps) {
  const { t, time } = useLocale();
  const now = useNow(60_000);
  const { isMine, isBusy, enter } = useEntering(room, onOpen);
  const isAsking = room.joinBy === 'request' && !isMine;
  const words = isMine ? OPEN : isAsking ? (room.request ? ASKED : ASK) : JOIN;

  return (
    <li className="flex items-center gap-3 py-2">
      <button
        type="button"
        aria-label={t('discover.previewNamed', { room: room.name })}
        aria-haspopup="dialog"
        onClick={() => onPreview(room)}
        className="-ms-2 flex min-w-0 flex-1 items-center gap-3 rounded-lg p-2 text-start transition-colors hover:bg-surface-2"
      >
        <RoomSign room={room} />
        <span className="min-w-0 flex-1">
          <bdi
            dir="auto"
            className="block truncate text-left font-medium mirrored:text-right"
            title={room.name}
          >
            {room.name}
          </bdi>
          {room.topic && (
            <bdi dir="auto" className="block truncate text-left text-13 mirrored:text-right">
              {room.topic}
            </bdi>
          )}
          <span className="block truncate text-13 text-quiet tabular-nums">
            {[
              t('rooms.members', { count: room.memberCount }),
              room.activeAt &&
                t('discover.active', { time: time.moment(new Date(room.activeAt), new Date(now)) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </button>
      <Button
        isBusy={isBusy}
        look={isMine || room.request ? 'quiet' : 'secondary'}
        aria-label={t(words.named, { room: room.name })}
        onClick={isAsking ? () => onPreview(room) : enter}
      >
        {t(words.short)}
      </Button>
    </li>
  );
}
