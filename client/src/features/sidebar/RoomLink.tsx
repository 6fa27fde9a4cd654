import type { Room } from '@chatket/contract';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { PictureOver } from '../../people';
import { HashIcon, LockIcon, rowLook, RowMark } from '../../ui';

/** What stands before a room's name. */
function RoomMark({ room: { icon, kind, picture } }: { room: Room }) {
  const Sign = kind === 'private' ? LockIcon : HashIcon;
  return (
    <span className="relative grid size-5 place-items-center rounded-md text-12">
      {icon ?? <Sign className="size-4" />}
      <PictureOver picture={picture} />
    </span>
  );
}

interface RoomLinkProps {
  room: Room;
  title: string;
  /** How the title is drawn, where it is not only text. */
  name?: ReactNode;
  /** Missing: the sign of a room. */
  icon?: ReactNode;
  /** The room and what is new there, in words. */
  label: string;
  /** What else there is to say of it. */
  hint?: string | undefined;
  hasNews: boolean;
  badge: ReactNode;
  onNavigate: () => void;
}

export function RoomLink(props: RoomLinkProps) {
  const { room, title, name, icon, label, hint, hasNews, badge, onNavigate } = props;
  const href = `/rooms/${room.id}`;
  const [isActive] = useRoute(`${href}/*?`);
  return (
    <Link
      href={href}
      onClick={onNavigate}
      aria-label={label}
      title={hint}
      aria-current={isActive ? 'page' : undefined}
      className={rowLook({ isActive, isStrong: hasNews })}
    >
      <RowMark isActive={isActive} icon={icon ?? <RoomMark room={room} />} />
      {name ? (
        <span className="flex min-w-0 flex-1 items-baseline gap-1.5">{name}</span>
      ) : (
        <bdi dir="auto" className="min-w-0 flex-1 truncate text-left mirrored:text-right" title={title}>
          {title}
        </bdi>
      )}
      {badge}
    </Link>
  );
}
