import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EpochRepository } from '../../src/log/epoch.repository.js';
import { applyMigrations, Database } from '../../src/prisma/index.js';
import type { Device } from '../support/device.js';
import { UNKNOWN_ID } from '../support/rest.js';
import { startApp, type TestApp } from '../support/app.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let target: TestDatabase;
beforeAll(async () => {
  target = await createDatabase();
  await applyMigrations(target.url);
});
afterAll(() => target.drop());

/** The epoch as a server that starts now would read it. */
async function atStart(url = target.url): Promise<string> {
  const database = new Database(url, 1, () => undefined);
  try {
    return await new EpochRepository(database).current();
  } finally {
    await database.close();
  }
}

describe('the life of a database', () => {
  it('is the same at every start, and another one in a table that was made anew or another cluster', async () => {
    const first = await atStart();
    expect(await atStart()).toBe(first);
    // As a restored dump brings it: the row came along, what it names did not.
    await target.query(`UPDATE "DatabaseEpoch" SET cluster = '1/1/1'`);
    const second = await atStart();
    expect(second).not.toBe(first);
    expect(await atStart()).toBe(second);
    // As a copy of its files brings it: all is the same, and they came here at another time.
    await target.query(`UPDATE "DatabaseEpoch" SET place = '1.000000'`);
    const third = await atStart();
    expect(third).not.toBe(second);
    expect(await atStart()).toBe(third);
    await target.query('DELETE FROM "DatabaseEpoch"');
    expect(await atStart()).not.toBe(third);
  });

  it('stays when the cluster cannot be asked for a moment: the start fails, and nothing is concluded', async () => {
    const known = await atStart();
    const database = new Database(target.url, 1, () => undefined);
    await database.pool.query(`SET statement_timeout = 1`);
    const slow = new EpochRepository(
      Object.assign(Object.create(database) as Database, {
        query: (name: string, text: string) =>
          database.query(
            name.startsWith('epoch-of') ? 'slow' : name,
            text.replace('SELECT (', 'SELECT pg_sleep(1), ('),
          ),
      }),
    );
    await expect(slow.current()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await database.close();
    expect(await atStart()).toBe(known);
  });

  it('stays where a server of before has noted no place', async () => {
    const known = await atStart();
    await target.query(`UPDATE "DatabaseEpoch" SET place = NULL`);
    expect(await atStart()).toBe(known);
    expect(await target.query('SELECT place FROM "DatabaseEpoch"')).not.toEqual([{ place: null }]);
  });

  it('is known to a role that may not look at the cluster', async () => {
    const role = `reader_${String(process.pid)}`;
    await target.query(`CREATE ROLE ${role}`);
    await target.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    await target.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
    await target.query(`REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC`);
    const url = new URL(target.url);
    url.searchParams.set('options', `-c role=${role}`);
    const epoch = await atStart(url.href);
    expect(await atStart(url.href)).toBe(epoch);
    await target.query(`DROP OWNED BY ${role}`);
    await target.query(`DROP ROLE ${role}`);
  });
});

describe('a cursor of another life', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startApp();
  });
  afterAll(() => world.close());

  it('begins anew, with what there is now; one of this life and one that names none go on', async () => {
    const alice = await world.people.logIn('alice');
    const { id: roomId } = await world.people.createRoom(alice);
    const device = await world.people.connectLog(alice);
    await device.tell('message:send', { roomId, text: 'one', clientMsgId: 'epoch-0001' });
    const sync = async (epoch?: string) => {
      const cursor = { roomId, lastSeq: 1, ...(epoch !== undefined && { epoch }) };
      return (await device.tell('rooms:sync', { rooms: [cursor] })).results[0];
    };
    const known = await sync();
    expect(known).toMatchObject({ messageCount: 0, lastSeq: 1 });
    expect(known).not.toHaveProperty('reset');
    expect(await sync(known?.epoch)).toEqual(known);
    expect(await sync(UNKNOWN_ID)).toMatchObject({ reset: true, messageCount: 1, epoch: known?.epoch });
  });

  it('is noticed by a server that runs on when the database comes back as another one', async () => {
    const alice = await world.people.logIn('alice');
    const { id: roomId } = await world.people.createRoom(alice);
    const device = await world.people.connectLog(alice);
    const say = (to: Device, text: string) =>
      to.tell('message:send', { roomId, text, clientMsgId: `epoch-${text}-0001` });
    await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    await say(device, 'kept');
    await say(device, 'lost');
    const { results } = await device.tell('rooms:sync', { rooms: [{ roomId, lastSeq: 2 }] });
    // As a standby that had not heard of the last message takes the place of the database.
    await world.database.query('DELETE FROM "Message" WHERE "roomId" = $1 AND seq = 2', [roomId]);
    await world.database.query('UPDATE "Room" SET "lastSeq" = 1 WHERE id = $1', [roomId]);
    await world.database.query(`UPDATE "DatabaseEpoch" SET cluster = '1/1/1'`);
    let isCut = false;
    device.socket.once('disconnect', () => (isCut = true));
    // Whoever listens may be coming anew just now.
    while (!isCut) {
      await world.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
           AND pid <> pg_backend_pid() AND (query LIKE 'LISTEN %' OR query LIKE '%pg_notify%')`,
      );
      await setTimeout(200);
    }
    const again = await world.people.connect(alice);
    await say(again, 'other');
    const { results: anew } = await again.tell('rooms:sync', {
      rooms: [{ roomId, lastSeq: 2, epoch: results[0]?.epoch ?? '' }],
    });
    expect(anew[0]).toMatchObject({ reset: true, lastSeq: 2, messageCount: 2 });
    expect(anew[0]?.epoch).not.toBe(results[0]?.epoch);
    await again.untilMessages(roomId, 2);
    expect(again.messages(roomId).map(({ text }) => text)).toEqual(['kept', 'other']);
    await say(again, 'live');
    await again.untilMessages(roomId, 3);
  });
});
