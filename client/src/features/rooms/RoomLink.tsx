import type { Room } from '@chatket/contract';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { HashIcon } from '../../ui';
import { RowMark, rowLook } from './NavItem';

interface RoomLinkProps {
  room: Room;
  title: string;
  /** Missing: the sign of a room. */
  icon?: ReactNode;
  /** The room and what is new there, in words. */
  label: string;
  hasNews: boolean;
  badge: ReactNode;
  onNavigate: () => void;
}

export function RoomLink({ room, title, icon, label, hasNews, badge, onNavigate }: RoomLinkProps) {
  const href = `/rooms/${room.id}`;
  const [isActive] = useRoute(`${href}/*?`);
  return (
    <Link
      href={href}
      onClick={onNavigate}
      aria-label={label}
      aria-current={isActive ? 'page' : undefined}
      className={rowLook({ isActive, isStrong: hasNews })}
    >
      <RowMark isActive={isActive} icon={icon ?? <HashIcon className="size-4" />} />
      <bdi dir="auto" className="min-w-0 flex-1 truncate text-left mirrored:text-right" title={title}>
        {title}
      </bdi>
      {badge}
    </Link>
  );
}
