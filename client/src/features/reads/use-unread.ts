import type { Room } from '@chatket/contract';
import { useStore } from 'zustand';
import { timelineOf, useChatStores, type ChatStores } from '../../store';
import { unreadOf, type Unread } from './unread';

export function useUnread(room: Room): Unread {
  const { me, blocks, reads, timelines } = useChatStores();
  const seenSeq = useStore(reads, (state) => state.seenSeq[room.id] ?? room.lastSeq);
  const messages = useStore(timelines, (state) => timelineOf(room.id)(state).messages);
  const blocked = useStore(blocks, (state) => state.people);
  return unreadOf(room, { seenSeq, me, messages, blocked });
}

/** What is unread in a room right now, for code outside components. */
export function unreadNow({ me, blocks, reads, timelines }: ChatStores, room: Room): Unread {
  return unreadOf(room, {
    seenSeq: reads.getState().seenSeq[room.id] ?? room.lastSeq,
    me,
    messages: timelineOf(room.id)(timelines.getState()).messages,
    blocked: blocks.getState().people,
  });
}

/** How many messages nobody on my side has seen, in all my rooms together. */
export function useUnreadTotal(): number {
  return useOverRooms((unread) => unread.reduce((sum, { count }) => sum + count, 0));
}

/** How many of them speak to me; where that is not counted, one if any does. */
export function useMentionTotal(): number {
  return useOverRooms((unread) =>
    unread.reduce((sum, { mentions, isMentioned }) => sum + (mentions ?? Number(isMentioned)), 0),
  );
}

/** The ids of my rooms with something new, in one text: it is the same as long as they are. */
export function useRoomsWithNews(): string {
  const stores = useChatStores();
  const mine = useStore(stores.rooms, (state) => state.mine);
  useStore(stores.reads, (state) => state.seenSeq);
  return useStore(stores.timelines, () =>
    Object.values(mine)
      .filter((room) => unreadNow(stores, room).hasNews)
      .map(({ id }) => id)
      .join(),
  );
}

function useOverRooms<Result>(sum: (unread: readonly Unread[]) => Result): Result {
  const stores = useChatStores();
  const mine = useStore(stores.rooms, (state) => state.mine);
  useStore(stores.reads, (state) => state.seenSeq);
  useStore(stores.blocks, (state) => state.people);
  return useStore(stores.timelines, () => sum(Object.values(mine).map((room) => unreadNow(stores, room))));
}
