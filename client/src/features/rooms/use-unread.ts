import { LIMITS, type Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { countUnread, timelineOf, useChatStores } from '../../store';

/** How many messages of others I have not seen; `hasNews` alone when nobody has counted them yet. */
export function useUnread(room: Room): { count: number; hasNews: boolean } {
  const { me, reads, timelines } = useChatStores();
  const seenSeq = useStore(reads, (state) => state.seenSeq[room.id] ?? room.lastSeq);
  const counted = useStore(timelines, (state) =>
    countUnread(timelineOf(room.id)(state).messages, { seenSeq, myId: me.id }),
  );
  // The server has counted what was not loaded here; its number holds as long as I have read nothing since.
  const told = (room.lastReadSeq ?? -1) >= seenSeq ? (room.unread ?? 0) : 0;
  const last = room.lastMessage;
  const count = Math.max(counted, told);
  const hasNews = count > 0 || (last !== undefined && last.seq > seenSeq && last.sender.id !== me.id);
  return { count, hasNews };
}

/** The number as it is shown: beyond what is counted exactly it ends in a plus. */
export function shownCount(count: number): string {
  const most = LIMITS.unreadCountMax - 1;
  return count > most ? `${most}+` : String(count);
}
