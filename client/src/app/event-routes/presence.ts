import type { EventRoute, RouteContext } from './route';

/** Who is in a room. */
export function presenceRoute({ realtime, stores: { presence } }: RouteContext) {
  return {
    notices: {
      'room:roster': presence.actions.setRoster,
      'room:roster:delta': (delta) => {
        if (!presence.actions.changeRoster(delta)) realtime.askRoster(delta.roomId);
      },
    },
  } satisfies EventRoute;
}
