import type { EventRoute, RouteContext } from './route';

/** A shorter loss of the connection is not worth a word. */
const OUTAGE_MS = 3_000;

/** Counts what was missed while the connection was lost. Has to hear of the connection before its store does. */
export function awayRoute({ stores: { away, connection, me } }: RouteContext) {
  let hasBeenOnline = false;
  let wasLong = false;
  return {
    connection: ({ status }) => {
      if (status !== 'online') return away.actions.leave();
      wasLong = hasBeenOnline && Date.now() - connection.getState().since >= OUTAGE_MS;
      hasBeenOnline = true;
    },
    delivery: ({ wasMissed, roomId, messages }) => {
      if (wasMissed && wasLong) away.actions.miss(roomId, messages, me.id);
    },
  } satisfies EventRoute;
}
