import { timelineOf } from '../../store';
import type { EventRoute, RouteContext } from './route';

/** Up to where I have read on another device, perhaps not to the end and further back than this page knows it. */
export function readsRoute({ roomList, stores: { reads, rooms, timelines } }: RouteContext) {
  return {
    notices: {
      'room:read': ({ roomId, lastReadSeq, version = 0 }) => {
        const isBack = version > (reads.getState().versions[roomId] ?? 0);
        reads.actions.hear(roomId, lastReadSeq, version);
        const room = rooms.getState().mine[roomId];
        if (!room || lastReadSeq >= room.lastSeq) return;
        if (!isBack && lastReadSeq <= (room.lastReadSeq ?? -1)) return;
        const [oldest] = timelineOf(roomId)(timelines.getState()).messages;
        if (!oldest || oldest.seq > lastReadSeq + 1) void roomList.load();
      },
    },
  } satisfies EventRoute;
}
