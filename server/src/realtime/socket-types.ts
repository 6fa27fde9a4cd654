import type { ClientToServer, ServerToClient, UserRef } from '@chatket/contract';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

/** What the handshake found out about a socket. */
export interface SocketData {
  user: UserRef;
  /** End of the token's life, in milliseconds since the epoch. */
  expiresAt: number;
  /** Takes `message:batch` and `room:roster:delta`. */
  takesBatches: boolean;
}

export type ChatServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
