// @ts-check
// The floor below Socket.IO: `ws` alone, with just enough of the same bytes for the load generator to understand.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { userIn } from './support.mjs';

/** @type {Map<string, { head: number, sockets: Set<import('ws').WebSocket> }>} */
const rooms = new Map();

/** @param {string} id */
function roomOf(id) {
  const room = rooms.get(id) ?? { head: 0, sockets: new Set() };
  rooms.set(id, room);
  return room;
}

const server = createServer();
new WebSocketServer({ server }).on('connection', (socket) => {
  let user;
  socket.send('0{"sid":"bare","upgrades":[],"pingInterval":25000,"pingTimeout":20000}');
  socket.on('message', (data) => {
    const text = data.toString();
    if (text.startsWith('40')) {
      user = userIn(JSON.parse(text.slice(2)).token);
      socket.send('40{"sid":"bare"}');
    } else if (text.startsWith('42')) {
      const start = text.indexOf('[');
      const [event, payload] = JSON.parse(text.slice(start));
      const answer = event === 'message:send' ? send(user, payload) : join(socket, payload);
      socket.send(`43${text.slice(2, start)}${JSON.stringify([answer])}`);
    }
  });
  socket.on('close', () => {
    for (const { sockets } of rooms.values()) sockets.delete(socket);
  });
});

function join(socket, { rooms: cursors }) {
  for (const { roomId } of cursors) roomOf(roomId).sockets.add(socket);
  return { success: true };
}

function send(sender, { roomId, text, clientMsgId }) {
  const room = roomOf(roomId);
  room.head += 1;
  const stored = { messageId: randomUUID(), seq: room.head, createdAt: new Date().toISOString() };
  const frame = `42${JSON.stringify(['message:new', { ...stored, roomId, text, sender, clientMsgId }])}`;
  for (const member of room.sockets) member.send(frame);
  return { success: true, ...stored };
}

server.listen(Number(process.env.PORT), '127.0.0.1');
