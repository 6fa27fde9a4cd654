import { withTexts } from '../../i18n';
import type { EventRoute, RouteContext } from './route';

const texts = () => withTexts(import('./request-notices'));

/** Who asks to be let in. An open list reads itself anew (`features/invites`). */
export function requestsRoute({ stores: { blocks, reports, rooms }, say }: RouteContext) {
  const { note } = reports.actions;
  async function tellOfAsking(name: string, roomName: string) {
    say((await texts()).askingText(name, roomName));
  }
  async function tellOfAcceptance(roomName: string) {
    say((await texts()).acceptedText(roomName));
  }
  async function tellOfRefusal(roomName: string) {
    say((await texts()).refusedText(roomName));
  }
  return {
    notices: {
      'request:added': ({ roomId, request, count }) => {
        note(roomId, { asking: count });
        if (request.user.id in blocks.getState().people) return;
        const room = rooms.getState().mine[roomId];
        if (room) void tellOfAsking(request.user.username, room.name);
      },
      'request:answered': ({ roomId, count }) => note(roomId, { asking: count }),
      'request:accepted': ({ roomName }) => void tellOfAcceptance(roomName),
      'request:refused': ({ roomName }) => void tellOfRefusal(roomName),
    },
  } satisfies EventRoute;
}
