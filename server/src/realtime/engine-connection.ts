import type { IncomingMessage, ServerResponse } from 'node:http';

/** What has to be known of the engine's connection, part of which is not in its types. */
export interface EngineConnection {
  id: string;
  readyState: string;
  request: IncomingMessage;
  writeBuffer: { data?: string | Buffer }[];
  transport: { name: string; socket?: { terminate(): void } };
  close(discard: boolean): void;
  on(event: 'packet', listener: (packet: EnginePacket) => void): void;
  on(event: 'close', listener: () => void): void;
}

export interface EnginePacket {
  type: string;
  data?: unknown;
}

export type EngineMiddleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Ends a connection without waiting for it. Terminating the transport's socket is the only call that frees everything:
 * the others wait for a drain that may never come.
 */
export function cutOff(connection: EngineConnection): void {
  if (connection.transport.socket) connection.transport.socket.terminate();
  else connection.close(true);
}
