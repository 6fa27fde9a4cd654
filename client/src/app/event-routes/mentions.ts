import { tellAbsent } from '../../features/mentions';
import { noteSpoken } from '../../store';
import type { EventRoute, RouteContext } from './route';

/** Who is spoken to: me, for a reason that nobody else is told, and people whom I name and who are not there. */
export function mentionsRoute({ api: { request }, say, stores: { me, rooms } }: RouteContext) {
  return {
    absent: (roomId, people) => {
      const room = rooms.getState().mine[roomId];
      if (room) void tellAbsent({ room, me, people, request, say }).catch(() => undefined);
    },
    notices: {
      'mention:noted': ({ roomId, seq, on }) => {
        const room = rooms.getState().mine[roomId];
        if (room) rooms.actions.change(noteSpoken(room, { seq, on }));
      },
    },
  } satisfies EventRoute;
}
