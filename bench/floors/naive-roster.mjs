// @ts-check
// The simple way to show who is here: whenever somebody comes, everybody gets the whole list.
import { serve } from './socket-io-support.mjs';

/** @type {Map<string, object[]>} */
const rosters = new Map();

serve(({ io, socket, user }) => {
  socket.on('room:join', ({ roomId }, ack) => {
    const users = rosters.get(roomId) ?? [];
    rosters.set(roomId, users);
    users.push({ ...user, status: 'online' });
    void socket.join(roomId);
    io.to(roomId).emit('room:roster', { roomId, users });
    ack({ success: true });
  });
});
