import { removedText } from '../../features/members';
import type { EventRoute, RouteContext } from './route';

/** Which rooms are mine. */
export function membershipsRoute({ roomList, say, stores: { rooms, threads } }: RouteContext) {
  return {
    connection: ({ status }) => {
      // Rooms may have come or gone while nobody could tell this page, also between the first list and the first connection.
      if (status === 'online') void roomList.load();
    },
    refused: () => void roomList.load(),
    notices: {
      'room:added': ({ room }) => {
        // Its threads were in no list that was read meanwhile.
        threads.setState({ isKnown: false });
        void (room ? roomList.add(room) : roomList.load());
      },
      'room:removed': (removed) => {
        const room = rooms.getState().mine[removed.roomId];
        roomList.drop(removed.roomId);
        // Whoever was put out is told by whom, and why.
        if (room && removed.what) void removedText(removed, room.name).then(say);
      },
    },
  } satisfies EventRoute;
}
