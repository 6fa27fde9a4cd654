import { steadyNow } from '../../lib';
import type { EventRoute, RouteContext } from './route';

/** What the server tells of a room in general. Of comings and goings the roster knows more. */
export function systemRoute({ stores: { me, rooms } }: RouteContext) {
  return {
    notices: {
      'room:system': ({ type, roomId, user, forMs }) => {
        if (type !== 'muted' || user?.id !== me.id || forMs === undefined) return;
        rooms.actions.mute(roomId, { forMs, until: steadyNow() + forMs, isOrdered: true });
      },
    },
  } satisfies EventRoute;
}
