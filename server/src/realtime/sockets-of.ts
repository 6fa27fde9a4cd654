import { ioRooms } from './io-rooms.js';
import type { ChatServer, ChatSocket } from './socket-types.js';

/** The connections of a person in this process. */
export function socketsOf(server: ChatServer, userId: string): Iterable<ChatSocket> {
  return socketsIn(server, ioRooms.user(userId));
}

/** Who is in a room of Socket.IO, in this process. */
export function* socketsIn(server: ChatServer | undefined, name: string): Iterable<ChatSocket> {
  const ids = server?.sockets.adapter.rooms.get(name) ?? [];
  for (const id of ids) {
    const socket = server?.sockets.sockets.get(id);
    if (socket) yield socket;
  }
}
