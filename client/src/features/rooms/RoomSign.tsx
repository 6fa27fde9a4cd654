import type { Room } from '@chatket/contract';
import { PictureOver } from '../../people';
import { HashIcon, LockIcon, PeopleIcon } from '../../ui';

/** A room's picture or emoji, or the sign of all rooms of its kind. */
export function RoomSign({ room }: { room: Pick<Room, 'icon' | 'picture' | 'kind'> }) {
  const Sign = room.kind === 'public' ? HashIcon : room.kind === 'private' ? LockIcon : PeopleIcon;
  return (
    <span
      aria-hidden="true"
      className="relative inline-flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-18 text-accent"
    >
      {room.icon ?? <Sign className="size-5" />}
      <PictureOver picture={room.picture} />
    </span>
  );
}
