import type { RoomRoster } from '@chatket/contract';
import { createGatherer } from '../../lib';
import type { EventRoute, RouteContext } from './route';

/** Whoever is in thousands of rooms is told who is in each of them. */
const CHANGE_INTERVAL_MS = 100;

/** Who is in a room. */
export function presenceRoute({ realtime, stores: { presence } }: RouteContext) {
  const { changeRoster, setRoster, together } = presence.actions;
  const rosters = createGatherer<RoomRoster>(CHANGE_INTERVAL_MS, (gathered) =>
    together(() => gathered.forEach(setRoster)),
  );
  return {
    notices: {
      'room:roster': rosters.add,
      'room:roster:delta': (delta) => {
        rosters.flush();
        if (!changeRoster(delta)) realtime.askRoster(delta.roomId);
      },
    },
  } satisfies EventRoute;
}
