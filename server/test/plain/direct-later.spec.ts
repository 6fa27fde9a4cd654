import { expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import pg from 'pg';
import { OrdinaryDatabase } from '../../src/prisma/index.js';
import { callerWith } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob']);

/** Ends the sessions of the pool that the people of direct rooms are asked with, and lets in no others. */
async function takeAway(admin: pg.Client, name: string): Promise<void> {
  const pool = world.app.get(OrdinaryDatabase);
  const sessions = await Promise.all(
    Array.from({ length: 20 }, () =>
      pool.query<{ pid: number }>('own-pid', 'SELECT pg_backend_pid() AS pid FROM pg_sleep(0.05)'),
    ),
  );
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS s (pid)', [
    [...new Set(sessions.flat().map(({ pid }) => pid))],
  ]);
}

it('a direct message is told to plain clients once the database is back that went away behind it', async () => {
  const { body } = await callerWith(world.url, alice.token).post('/api/direct', { userIds: [bob.id] });
  const { id: roomId } = body as { id: string };
  const device = await world.people.connectLog(alice);
  const plain = io(world.url, { auth: { token: bob.token }, forceNew: true });
  const told = new Promise<unknown>((resolve) => plain.once('dm:new', resolve));
  await new Promise<void>((resolve) => plain.once('connect', resolve));

  const name = new URL(world.database.url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await admin.connect();
  try {
    await takeAway(admin, name);
    await device.tell('message:send', { roomId, text: 'still there', clientMsgId: 'told-later-1' });
    // Asked behind the message, so that its people were asked for, and not told, before.
    expect((await callerWith(world.url, bob.token).get('/api/dm/conversations')).status).toBe(503);
  } finally {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
  }
  expect(await told).toMatchObject({ conversationId: roomId, text: 'still there' });
  plain.disconnect();
});
