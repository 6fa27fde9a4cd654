import { withTexts } from '../../i18n';
import type * as Texts from './request-notices';
import type { EventRoute, RouteContext } from './route';

/** Who asks to be let in. An open list reads itself anew (`features/invites`). */
export function requestsRoute({ stores: { blocks, reports, rooms }, say }: RouteContext) {
  const { note } = reports.actions;
  // What could not be fetched stands in the room itself.
  const tell = (textOf: (texts: typeof Texts) => string) =>
    withTexts(import('./request-notices')).then(
      (texts) => say(textOf(texts)),
      () => undefined,
    );
  return {
    notices: {
      'request:added': ({ roomId, request: { user }, count }) => {
        note(roomId, { asking: count });
        const room = rooms.getState().mine[roomId];
        if (room && !(user.id in blocks.getState().people))
          void tell(({ askingText }) => askingText(user.username, room.name));
      },
      'request:answered': ({ roomId, count }) => note(roomId, { asking: count }),
      'request:accepted': ({ roomName }) => void tell(({ acceptedText }) => acceptedText(roomName)),
      'request:refused': ({ roomName }) => void tell(({ refusedText }) => refusedText(roomName)),
    },
  } satisfies EventRoute;
}
