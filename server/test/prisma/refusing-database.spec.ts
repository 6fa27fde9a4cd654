import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Health, RestError } from '@chatket/contract';
import pg from 'pg';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith } from '../support/rest.js';

let world: TestApp;
let admin: pg.Client;
let alice: Person;
let device: Device;
let roomId: string;
beforeAll(async () => {
  world = await startApp();
  admin = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await admin.connect();
  alice = await world.people.logIn('alice');
  ({ id: roomId } = await world.people.createRoom(alice));
  device = await world.people.connect(alice);
  await device.tell('room:join', { roomId });
});
afterAll(async () => {
  await world.close();
  await admin.end();
});

/** As after a failover: every session is ended, and the next ones may only read. */
async function turn(readOnly: 'on' | 'off'): Promise<void> {
  const name = new URL(world.database.url).pathname.slice(1);
  await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = ${readOnly}`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}
const health = async () => (await request(world.url).get('/health')).body as Health;

describe('a database that takes no writes', () => {
  const send = () => device.ask('message:send', { roomId, text: 'after all', clientMsgId: 'refused-0001' });

  it('makes everything that writes fail such that another try makes sense', async () => {
    await turn('on');
    // The first to meet an ended session hear of that; it is worth another try as well.
    for (let n = 0; n < 5; n += 1)
      expect(await send()).toMatchObject({ success: false, code: 'UNAVAILABLE', retryable: true });
    const { code } = (await request(world.url).post('/api/auth/request-code').send({ username: 'bob' }))
      .body as RestError;
    expect(code).toBe('UNAVAILABLE');
    expect((await callerWith(world.url, alice.token).post('/api/rooms', { name: 'New' })).status).toBe(503);
    expect((await device.refused('room:read', { roomId, seq: 1 })).code).toBe('UNAVAILABLE');
  });

  it('is not healthy, though it answers', async () => {
    expect(await health()).toMatchObject({ status: 'unavailable', database: 'refusing' });
    expect((await request(world.url).get('/health')).status).toBe(503);
    expect((await callerWith(world.url, alice.token).get('/api/rooms')).status).toBe(200);
  });

  it('is used again as soon as it takes writes, and the message is stored once', async () => {
    await turn('off');
    while ((await health()).database !== 'up');
    expect(await send()).toMatchObject({ success: true });
    expect(await send()).toMatchObject({ success: true, isDuplicate: true });
    expect(await world.database.query('SELECT text FROM "Message"')).toEqual([{ text: 'after all' }]);
  });

  it('is asked by one write, however many ask for its health at once', async () => {
    const written = async () =>
      (await world.database.query<{ xmin: string }>('SELECT xmin::text FROM "Heartbeat"'))[0]?.xmin;
    const before = await written();
    const answers = await Promise.all(Array.from({ length: 20 }, health));
    expect(answers.every(({ database }) => database === 'up')).toBe(true);
    expect(await written()).not.toBe(before);
  });
});

describe('somebody who logs in', () => {
  it('while the database takes no writes is told to try again', async () => {
    const asked = await request(world.url).post('/api/auth/request-code').send({ username: 'carol' });
    const { code } = asked.body as { code: string };
    await turn('on');
    const answer = await request(world.url).post('/api/auth/verify-code').send({ username: 'carol', code });
    expect({ status: answer.status, code: (answer.body as RestError).code }).toEqual({
      status: 503,
      code: 'UNAVAILABLE',
    });
    await turn('off');
  });
});
