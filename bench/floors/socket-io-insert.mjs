// @ts-check
// The competent simple server: Socket.IO, one INSERT per message that also refuses repeats, a pool of ten connections.
// Order of arrival is the order in which the inserts happen to end.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { Server } from 'socket.io';
import { userIn } from './support.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('DROP TABLE "Message"');
await pool.query(`CREATE TABLE "Message" (
  seq BIGSERIAL PRIMARY KEY, id UUID NOT NULL, "roomId" UUID NOT NULL, "senderId" UUID NOT NULL,
  "clientMsgId" VARCHAR(64) NOT NULL, text TEXT NOT NULL, "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  UNIQUE ("roomId", "senderId", "clientMsgId"))`);

const INSERT = {
  name: 'insert',
  text: `INSERT INTO "Message" (id, "roomId", "senderId", "clientMsgId", text) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING seq, "createdAt"`,
};
const server = createServer();
const io = new Server(server, { serveClient: false });

io.on('connection', (socket) => {
  const sender = userIn(socket.handshake.auth.token);
  socket.on('rooms:sync', ({ rooms }, ack) => {
    for (const { roomId } of rooms) void socket.join(roomId);
    ack({ success: true });
  });
  socket.on('message:send', async ({ roomId, text, clientMsgId }, ack) => {
    const messageId = randomUUID();
    const { rows } = await pool.query({
      ...INSERT,
      values: [messageId, roomId, sender.id, clientMsgId, text],
    });
    const [row] = rows;
    if (!row) return ack({ success: true, isDuplicate: true });
    const stored = { messageId, seq: Number(row.seq), createdAt: row.createdAt };
    io.to(roomId).emit('message:new', { ...stored, roomId, text, sender, clientMsgId });
    ack({ success: true, ...stored });
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1');
