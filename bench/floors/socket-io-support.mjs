// @ts-check
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { userIn } from './support.mjs';

/**
 * Listens where the bench looks for a floor, and hands over every connection.
 * @param {(connection: { io: Server, socket: import('socket.io').Socket, user: { id: string, username: string } }) => void} onConnection
 */
export function serve(onConnection) {
  const server = createServer();
  const io = new Server(server, { serveClient: false });
  io.on('connection', (socket) => onConnection({ io, socket, user: userIn(socket.handshake.auth.token) }));
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

/** Lets a connection follow the rooms that it asks for. @param {import('socket.io').Socket} socket */
export function letFollow(socket) {
  socket.on('rooms:sync', ({ rooms }, ack) => {
    for (const { roomId } of rooms) void socket.join(roomId);
    ack({ success: true });
  });
}
