import type { Room } from '@chatket/contract';
import { Link, useRoute } from 'wouter';
import { useLocale } from '../../i18n';
import { HashIcon } from '../../ui';
import { RowMark, rowLook } from './NavItem';
import { shownCount } from './unread';
import { UnreadBadge } from './UnreadBadge';
import { useUnread } from './use-unread';

interface RoomLinkProps {
  room: Room;
  onNavigate: () => void;
}

export function RoomLink({ room, onNavigate }: RoomLinkProps) {
  const { t } = useLocale();
  const href = `/rooms/${room.id}`;
  const [isActive] = useRoute(`${href}/*?`);
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
    <Link
      href={href}
      onClick={onNavigate}
      aria-label={labelOf()}
      aria-current={isActive ? 'page' : undefined}
      className={rowLook({ isActive, isStrong: hasNews })}
    >
      <RowMark isActive={isActive} icon={<HashIcon className="size-4" />} />
      <bdi dir="auto" className="min-w-0 flex-1 truncate text-left mirrored:text-right" title={room.name}>
        {room.name}
      </bdi>
      <UnreadBadge unread={unread} />
    </Link>
  );
}
