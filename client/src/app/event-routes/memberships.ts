import type { EventRoute, RouteContext } from './route';

/** Which rooms are mine. */
export function membershipsRoute({ roomList }: RouteContext) {
  let hasBeenOnline = false;
  return {
    connection: ({ status }) => {
      if (status !== 'online') return;
      // Rooms may have come or gone while nobody could tell this page.
      if (hasBeenOnline) void roomList.load();
      hasBeenOnline = true;
    },
    refused: () => void roomList.load(),
    notices: {
      'room:added': ({ room }) => (room ? roomList.add(room) : void roomList.load()),
      'room:removed': ({ roomId }) => roomList.drop(roomId),
    },
  } satisfies EventRoute;
}
