// @ts-check
// The competent simple server: Socket.IO, one INSERT per message that also refuses repeats, a pool of ten connections.
// Order of arrival is the order in which the inserts happen to end.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { letFollow, serve } from './socket-io-support.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query('DROP TABLE "Message" CASCADE');
await pool.query(`CREATE TABLE "Message" (
  seq BIGSERIAL PRIMARY KEY, id UUID NOT NULL, "roomId" UUID NOT NULL, "senderId" UUID NOT NULL,
  "clientMsgId" VARCHAR(64) NOT NULL, text TEXT NOT NULL, "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  UNIQUE ("roomId", "senderId", "clientMsgId"))`);

const INSERT = {
  name: 'insert',
  text: `INSERT INTO "Message" (id, "roomId", "senderId", "clientMsgId", text) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING seq, "createdAt"`,
};

serve(({ io, socket, user: sender }) => {
  letFollow(socket);
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
