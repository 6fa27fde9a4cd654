import type { RoomRemoved } from '@chatket/contract';
import { removedText } from '../../features/members';
import type { EventRoute, RouteContext } from './route';

/** Which rooms are mine. */
export function membershipsRoute({ roomList, say, stores: { rooms } }: RouteContext) {
  /** Whoever was put out is told by whom, and why. */
  async function tell(removed: RoomRemoved, name: string) {
    say(await removedText(removed, name));
  }
  return {
    connection: ({ status }) => {
      // Rooms may have come or gone while nobody could tell this page, also between the first list and the first connection.
      if (status === 'online') void roomList.load();
    },
    refused: () => void roomList.load(),
    notices: {
      'room:added': ({ room }) => (room ? roomList.add(room) : void roomList.load()),
      'room:removed': (removed) => {
        const room = rooms.getState().mine[removed.roomId];
        roomList.drop(removed.roomId);
        if (room && removed.what) void tell(removed, room.name);
      },
    },
  } satisfies EventRoute;
}
