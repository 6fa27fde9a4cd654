import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { timelineOf, useChatStores, type ChatStores } from '../../store';
import { unreadOf, type Unread } from './unread';

export function useUnread(room: Room): Unread {
  const { me, reads, timelines } = useChatStores();
  const seenSeq = useStore(reads, (state) => state.seenSeq[room.id] ?? room.lastSeq);
  const messages = useStore(timelines, (state) => timelineOf(room.id)(state).messages);
  return unreadOf(room, { seenSeq, myId: me.id, messages });
}

/** What is unread in a room right now, for code outside components. */
export function unreadNow({ me, reads, timelines }: ChatStores, room: Room): Unread {
  return unreadOf(room, {
    seenSeq: reads.getState().seenSeq[room.id] ?? room.lastSeq,
    myId: me.id,
    messages: timelineOf(room.id)(timelines.getState()).messages,
  });
}

/** How many messages nobody on my side has seen, in all my rooms together. */
export function useUnreadTotal(): number {
  const stores = useChatStores();
  const mine = useStore(stores.rooms, (state) => state.mine);
  useStore(stores.reads, (state) => state.seenSeq);
  return useStore(stores.timelines, () =>
    Object.values(mine).reduce((sum, room) => sum + unreadNow(stores, room).count, 0),
  );
}
