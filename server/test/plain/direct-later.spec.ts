import { expect, it } from '@jest/globals';
import { io } from 'socket.io-client';
import pg from 'pg';
import { OrdinaryDatabase } from '../../src/prisma/index.js';
import { callerWith } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob, carol],
} = useWorld(['alice', 'bob', 'carol']);

/** Ends the sessions of the pool that the people of direct rooms are asked with, and lets in no others. */
async function takeAway(admin: pg.Client, name: string): Promise<void> {
  const pool = world.app.get(OrdinaryDatabase);
  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  // Also one that was being opened just then: until nothing can be asked any more.
  for (;;) {
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        pool.query<{ pid: number }>('own-pid', 'SELECT pg_backend_pid() AS pid FROM pg_sleep(0.05)'),
      ),
    );
    const pids = asked
      .flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
      .map(({ pid }) => pid);
    if (pids.length === 0) return;
    await admin.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS s (pid)', [
      [...new Set(pids)],
    ]);
  }
}

/** Resolves to what is done while the database lets nobody in and the people of direct rooms cannot be asked for. */
async function whileAway<T>(act: () => Promise<T>): Promise<T> {
  const name = new URL(world.database.url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await admin.connect();
  try {
    await takeAway(admin, name);
    return await act();
  } finally {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
  }
}

it('a direct message is told to plain clients once the database is back that went away behind it', async () => {
  const { body } = await callerWith(world.url, alice.token).post('/api/direct', { userIds: [bob.id] });
  const { id: roomId } = body as { id: string };
  const device = await world.people.connectLog(alice);
  const plain = io(world.url, { auth: { token: bob.token }, forceNew: true });
  const told = new Promise<unknown>((resolve) => plain.once('dm:new', resolve));
  await new Promise<void>((resolve) => plain.once('connect', resolve));

  await whileAway(async () => {
    await device.tell('message:send', { roomId, text: 'still there', clientMsgId: 'told-later-1' });
    // Asked behind the message, so that its people were asked for, and not told, before.
    expect((await callerWith(world.url, bob.token).get('/api/dm/conversations')).status).toBe(503);
  });
  expect(await told).toMatchObject({ conversationId: roomId, text: 'still there' });
  plain.disconnect();
});

it('and who could not be shown the room at once has it in their list a moment later', async () => {
  const { body } = await callerWith(world.url, alice.token).post('/api/direct', { userIds: [carol.id] });
  const { id: roomId } = body as { id: string };
  const [hers, theirs] = [await world.people.connectLog(alice), await world.people.connectLog(carol)];
  const other = new pg.Client({ connectionString: world.database.url });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM "RoomMembership" WHERE "roomId" = $1 AND "userId" = $2 FOR UPDATE', [
      roomId,
      carol.id,
    ]);
    await hers.tell('message:send', { roomId, text: 'look here', clientMsgId: 'shown-later-1' });
    // It waits for the row, and gives up.
    while (!(await isWaited())) continue;
    while (await isWaited()) continue;
    await other.query('COMMIT');
  } finally {
    await other.end();
  }
  expect(await theirs.next('room:added')).toMatchObject({ roomId });
});

/** Whether somebody waits for a row to show a room again. */
async function isWaited(): Promise<boolean> {
  const waiting = await world.database.query(
    `SELECT pg_sleep(0.02) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
       AND query LIKE '%SET "isHidden" = false%' AND pid <> pg_backend_pid()`,
  );
  return waiting.length > 0;
}
