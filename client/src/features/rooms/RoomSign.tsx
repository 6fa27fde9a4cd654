import type { Room } from '@chatket/contract';
import { HashIcon } from '../../ui';

/** A room's emoji, or the sign of all rooms. */
export function RoomSign({ room }: { room: Pick<Room, 'icon'> }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-10 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-18 text-accent"
    >
      {room.icon ?? <HashIcon className="size-5" />}
    </span>
  );
}
