import type { Room } from '@chatket/contract';
import { useRoomTitle } from './use-called';

/** What a room is called, beside other text. */
export function RoomTitle({ room, className }: { room: Room; className?: string }) {
  return (
    <bdi dir="auto" className={className}>
      {useRoomTitle(room)}
    </bdi>
  );
}
