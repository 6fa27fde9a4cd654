// @ts-check
// Socket.IO's own fire-and-forget broadcast: no login, no database, nothing is kept.
import { randomUUID } from 'node:crypto';
import { letFollow, serve } from './socket-io-support.mjs';

/** @type {Map<string, number>} */
const heads = new Map();

serve(({ io, socket, user: sender }) => {
  letFollow(socket);
  socket.on('message:send', ({ roomId, text, clientMsgId }, ack) => {
    const seq = (heads.get(roomId) ?? 0) + 1;
    heads.set(roomId, seq);
    const stored = { messageId: randomUUID(), seq, createdAt: new Date().toISOString() };
    io.to(roomId).emit('message:new', { ...stored, roomId, text, sender, clientMsgId });
    ack({ success: true, ...stored });
  });
});
