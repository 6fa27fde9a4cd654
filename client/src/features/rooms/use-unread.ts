import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { countUnread, timelineOf, useChatStores } from '../../store';

/** How many messages of others I have not seen; `hasNews` alone when they are not counted here yet. */
export function useUnread(room: Room): { count: number; hasNews: boolean } {
  const { me, reads, timelines } = useChatStores();
  const seenSeq = useStore(reads, (state) => state.seenSeq[room.id] ?? room.lastSeq);
  const count = useStore(timelines, (state) =>
    countUnread(timelineOf(room.id)(state).messages, { seenSeq, myId: me.id }),
  );
  const last = room.lastMessage;
  const hasNews = count > 0 || (last !== undefined && last.seq > seenSeq && last.sender.id !== me.id);
  return { count, hasNews };
}
