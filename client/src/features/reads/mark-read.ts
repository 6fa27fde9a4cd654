import type { Room } from '@chatket/contract';
import type { Realtime } from '../../realtime';
import { readSeq, type ChatStores } from '../../store';

interface Options {
  stores: Pick<ChatStores, 'reads'>;
  realtime: Realtime;
  room: Room;
}

/** Marks a room as read up to its newest message, here and on my other devices. */
export function markRead({ stores: { reads }, realtime, room }: Options): void {
  const read = readSeq(reads.getState())[room.id] ?? -1;
  reads.actions.release(room.id);
  if (room.lastSeq <= read) return;
  reads.actions.see(room.id, room.lastSeq);
  realtime.markRead(room.id, room.lastSeq, reads.getState().versions[room.id]);
}
