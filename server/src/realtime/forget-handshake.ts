import type { ChatSocket } from './socket-types.js';

const NO_REQUEST = { headers: {}, rawHeaders: [], url: '' };
const NO_HANDSHAKE = { headers: {}, query: {}, auth: {}, url: '', time: '' };

/**
 * Empties what a connection has said on its way in, once it is in: the headers of its first request, and its token,
 * which nobody needs any more and nobody should find in memory. The objects live as long as the connection.
 */
export function forgetHandshake(socket: ChatSocket): void {
  Object.assign(socket.request, NO_REQUEST);
  Object.assign(socket.handshake, NO_HANDSHAKE);
}
