import { timelineOf } from '../../store';
import { toldThreads } from './threads';
import type { EventRoute, RouteContext } from './route';

/** Up to where I have read on another device, perhaps not to the end and further back than this page knows it. */
export function readsRoute(context: RouteContext) {
  const { roomList, stores } = context;
  const { reads, rooms, timelines } = stores;
  return {
    notices: {
      'room:read': ({ roomId, lastReadSeq, unreadThreads, version = 0, threads }) => {
        const isBack = version > (reads.getState().versions[roomId] ?? 0);
        reads.actions.hear(roomId, lastReadSeq, version);
        // Of which of them, is not told.
        if (threads) stores.threads.setState({ isKnown: false });
        toldThreads(context, roomId, unreadThreads);
        const room = rooms.getState().mine[roomId];
        if (!room || lastReadSeq >= room.lastSeq) return;
        if (!isBack && lastReadSeq <= (room.lastReadSeq ?? -1)) return;
        const [oldest] = timelineOf(roomId)(timelines.getState()).messages;
        if (!oldest || oldest.seq > lastReadSeq + 1) void roomList.load();
      },
    },
  } satisfies EventRoute;
}
