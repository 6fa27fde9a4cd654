import type { Room } from '@chatket/contract';
import type { Realtime } from '../../realtime';
import { readSeq, type ChatStores } from '../../store';

interface Options {
  stores: Pick<ChatStores, 'reads' | 'rooms'>;
  realtime: Realtime;
  room: Room;
}

/** Marks a room and its threads as read up to its newest message, here and on my other devices. */
export function markRead({ stores: { reads, rooms }, realtime, room }: Options): void {
  const read = readSeq(reads.getState())[room.id] ?? -1;
  reads.actions.release(room.id);
  const { unreadThreads, ...rest } = room;
  if (room.lastSeq <= read && !unreadThreads) return;
  reads.actions.see(room.id, room.lastSeq);
  if (unreadThreads) rooms.actions.change(rest);
  realtime.markRead(room.id, room.lastSeq, reads.getState().versions[room.id], 'all');
}
