import type { ClientToServer, ServerToClient, TokenScope, UserRef } from '@chatket/contract';
import type { DeliveryMode } from './io-rooms.js';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

/** What the handshake found out about a socket. */
export interface SocketData {
  user: UserRef;
  /** Begin and end of the token's life, in milliseconds since the epoch. */
  issuedAt: number;
  expiresAt: number;
  /** Missing for a token of before there were sessions. */
  sessionId?: string | undefined;
  /** Of the token of a program; whoever logs in by hand may do all. */
  scope?: TokenScope | undefined;
  /** It was told that its token ends soon. */
  isWarned?: boolean;
  mode: DeliveryMode;
  /** By room of which it follows a part of the log: where that begins. */
  fromSeqs?: Map<string, number>;
}

export type ChatServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, SocketData>;
