import { withTexts } from '../../i18n';
import type { EventRoute, RouteContext } from './route';

const texts = () => withTexts(import('./request-notices'));

/** Who asks to be let in. An open list reads itself anew (`features/invites`). */
export function requestsRoute({ stores: { rooms }, say }: RouteContext) {
  async function tellOfAsking(name: string, roomName: string) {
    say((await texts()).askingText(name, roomName));
  }
  async function tellOfRefusal(roomName: string) {
    say((await texts()).refusedText(roomName));
  }
  return {
    notices: {
      'request:added': ({ roomId, request }) => {
        const room = rooms.getState().mine[roomId];
        if (room) void tellOfAsking(request.user.username, room.name);
      },
      'request:answered': () => undefined,
      'request:refused': ({ roomName }) => void tellOfRefusal(roomName),
    },
  } satisfies EventRoute;
}
