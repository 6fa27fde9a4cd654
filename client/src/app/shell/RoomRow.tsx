import type { Room } from '@chatket/contract';
import { shownCount, UnreadBadge, useUnread } from '../../features/reads';
import { RoomLink } from '../../features/rooms';
import { useLocale } from '../../i18n';

interface RoomRowProps {
  room: Room;
  onNavigate: () => void;
}

/** A room of mine in the sidebar, with what is unread there. */
export function RoomRow({ room, onNavigate }: RoomRowProps) {
  const { t } = useLocale();
  const unread = useUnread(room);
  const { count, hasNews, isMentioned } = unread;

  function labelOf() {
    if (count > 0)
      return t(isMentioned ? 'rooms.unreadForMe' : 'rooms.unread', {
        room: room.name,
        count: shownCount(count),
      });
    return hasNews ? t('rooms.unreadSome', { room: room.name }) : room.name;
  }

  return (
    <RoomLink
      room={room}
      label={labelOf()}
      hasNews={hasNews}
      badge={<UnreadBadge unread={unread} />}
      onNavigate={onNavigate}
    />
  );
}
