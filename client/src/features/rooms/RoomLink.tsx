import type { Room } from '@chatket/contract';
import { Link, useRoute } from 'wouter';
import { HashIcon } from '../../ui';
import { RowMark, rowLook } from './NavItem';
import { shownCount, useUnread } from './use-unread';

interface RoomLinkProps {
  room: Room;
  onNavigate: () => void;
}

export function RoomLink({ room, onNavigate }: RoomLinkProps) {
  const href = `/rooms/${room.id}`;
  const [isActive] = useRoute(href);
  const { count, hasNews } = useUnread(room);
  const suffix = count > 0 ? `, ${shownCount(count)} unread` : hasNews ? ', unread' : '';
  return (
    <Link
      href={href}
      onClick={onNavigate}
      aria-label={room.name + suffix}
      aria-current={isActive ? 'page' : undefined}
      className={rowLook({ isActive, isStrong: hasNews })}
    >
      <RowMark isActive={isActive} icon={<HashIcon className="size-4" />} />
      <bdi dir="auto" className="min-w-0 flex-1 truncate text-left" title={room.name}>
        {room.name}
      </bdi>
      {count > 0 && (
        <span className="shrink-0 pr-1 text-12 font-medium text-accent tabular-nums">
          {shownCount(count)}
        </span>
      )}
    </Link>
  );
}
