import { useEffect } from 'react';
import { useStore } from 'zustand';
import { countUnread, timelineOf, useChatStores } from '../store';

const PRODUCT = 'ChatKet';

/** Names the open room in the tab's title, with the number of messages nobody has read yet in front. */
export function useTitle(roomId: string | undefined): void {
  const { me, rooms, timelines, reads } = useChatStores();
  const name = useStore(rooms, (state) => (roomId ? state.mine[roomId]?.name : undefined));
  const mine = useStore(rooms, (state) => state.mine);
  const seenSeq = useStore(reads, (state) => state.seenSeq);
  const unread = useStore(timelines, (state) =>
    Object.values(mine).reduce((sum, room) => {
      const position = { seenSeq: seenSeq[room.id] ?? room.lastSeq, myId: me.id };
      return sum + countUnread(timelineOf(room.id)(state).messages, position);
    }, 0),
  );

  useEffect(() => {
    document.title = [unread > 0 ? `(${unread})` : '', name ? `${name} · ${PRODUCT}` : PRODUCT]
      .filter(Boolean)
      .join(' ');
    return () => {
      document.title = PRODUCT;
    };
  }, [unread, name]);
}
