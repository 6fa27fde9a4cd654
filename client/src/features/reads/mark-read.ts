import type { Room } from '@chatket/contract';
import type { Realtime } from '../../realtime';
import { readSeq, type ChatStores } from '../../store';

interface Options {
  stores: ChatStores;
  realtime: Realtime;
  room: Room;
}

/** Marks a room as read up to its newest message, here and on my other devices. */
export function markRead({ stores, realtime, room }: Options): void {
  const read = readSeq(stores.reads.getState())[room.id] ?? -1;
  if (room.lastSeq <= read) return;
  stores.reads.actions.see(room.id, room.lastSeq);
  realtime.markRead(room.id, room.lastSeq);
}
