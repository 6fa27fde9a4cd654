import { leavesUncounted } from '../../store';
import type { EventRoute, RouteContext } from './route';

/** The messages of others and those that have come back. */
export function messagesRoute({ roomList, stores: { me, rooms, timelines } }: RouteContext) {
  return {
    delivery: (delivery) => {
      const room = rooms.getState().mine[delivery.roomId];
      timelines.actions.deliver(delivery.roomId, delivery);
      rooms.actions.noteMessages(delivery.messages, me.id);
      if (room && leavesUncounted(room, delivery)) void roomList.load();
    },
  } satisfies EventRoute;
}
