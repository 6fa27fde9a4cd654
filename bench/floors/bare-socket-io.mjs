// @ts-check
// Socket.IO's own fire-and-forget broadcast: no login, no database, nothing is kept.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { userIn } from './support.mjs';

/** @type {Map<string, number>} */
const heads = new Map();
const server = createServer();
const io = new Server(server, { serveClient: false });

io.on('connection', (socket) => {
  const sender = userIn(socket.handshake.auth.token);
  socket.on('rooms:sync', ({ rooms }, ack) => {
    for (const { roomId } of rooms) void socket.join(roomId);
    ack({ success: true });
  });
  socket.on('message:send', ({ roomId, text, clientMsgId }, ack) => {
    const seq = (heads.get(roomId) ?? 0) + 1;
    heads.set(roomId, seq);
    const stored = { messageId: randomUUID(), seq, createdAt: new Date().toISOString() };
    io.to(roomId).emit('message:new', { ...stored, roomId, text, sender, clientMsgId });
    ack({ success: true, ...stored });
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1');
