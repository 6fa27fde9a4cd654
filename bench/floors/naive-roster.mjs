// @ts-check
// The simple way to show who is here: whenever somebody comes, everybody gets the whole list.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { userIn } from './support.mjs';

/** @type {Map<string, object[]>} */
const rosters = new Map();
const server = createServer();
const io = new Server(server, { serveClient: false });

io.on('connection', (socket) => {
  const user = userIn(socket.handshake.auth.token);
  socket.on('room:join', ({ roomId }, ack) => {
    const users = rosters.get(roomId) ?? [];
    rosters.set(roomId, users);
    users.push({ ...user, status: 'online' });
    void socket.join(roomId);
    io.to(roomId).emit('room:roster', { roomId, users });
    ack({ success: true });
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1');
