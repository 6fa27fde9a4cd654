import { takeDelivery, takeMine } from '../../store';
import type { EventRoute, RouteContext } from './route';

/** A shorter loss of the connection is not worth a word. */
const OUTAGE_MS = 3_000;

/** What is said in the rooms. Has to hear of the connection before its store does: how long it was lost stands there. */
export function messagesRoute({ roomList, stores }: RouteContext) {
  const { away, connection } = stores;
  let hasBeenOnline = false;
  let wasLongAway = false;
  return {
    connection: ({ status }) => {
      if (status !== 'online') return away.actions.leave();
      wasLongAway = hasBeenOnline && Date.now() - connection.getState().since >= OUTAGE_MS;
      hasBeenOnline = true;
    },
    delivery: (delivery) => {
      const isMissed = delivery.wasMissed && wasLongAway;
      if (takeDelivery(stores, delivery, { isMissed })) void roomList.load();
    },
    mine: (roomId, mine) => takeMine(stores, roomId, mine),
  } satisfies EventRoute;
}
