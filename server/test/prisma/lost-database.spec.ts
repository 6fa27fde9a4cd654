import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Health, RestError } from '@chatket/contract';
import request from 'supertest';
import { Lifecycle } from '../../src/common/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import type { Person } from '../support/people.js';
import { BreakableProxy } from '../support/breakable-proxy.js';
import { callerWith, UNKNOWN_ID } from '../support/rest.js';

describe('a server that lost its database', () => {
  let proxy: BreakableProxy;
  let database: TestDatabase;
  let cutOff: TestApp;
  let bob: Person;
  beforeAll(async () => {
    database = await createDatabase();
    proxy = await BreakableProxy.to(database.url);
    cutOff = await startApp({ DATABASE_URL: proxy.url });
    bob = await cutOff.people.logIn('bob');
    proxy.cut();
  });
  afterAll(async () => {
    await cutOff.close();
    await proxy.close();
    await database.drop();
  });
  const calls = (): [string, request.Test][] => [
    ['list', callerWith(cutOff.url, bob.token).get('/api/rooms')],
    ['discover', callerWith(cutOff.url, bob.token).get('/api/rooms?all=true')],
    ['create', callerWith(cutOff.url, bob.token).post('/api/rooms', { name: 'Kitchen' })],
    ['join', callerWith(cutOff.url, bob.token).post(`/api/rooms/${UNKNOWN_ID}/join`)],
    ['leave', callerWith(cutOff.url, bob.token).delete(`/api/rooms/${UNKNOWN_ID}/membership`)],
    ['read', callerWith(cutOff.url, bob.token).get(`/api/rooms/${UNKNOWN_ID}/messages`)],
    ['request a code', request(cutOff.url).post('/api/auth/request-code').send({ username: 'carol' })],
    [
      'verify a code',
      request(cutOff.url).post('/api/auth/verify-code').send({ username: 'carol', code: '123456' }),
    ],
  ];

  it('S092 says so, and that it is worth another try', async () => {
    for (const [name, call] of calls()) {
      const { status, body } = await call;
      expect({ name, status, code: (body as RestError).code }).toEqual({
        name,
        status: 503,
        code: 'UNAVAILABLE',
      });
    }
  });

  it('is not healthy', async () => {
    const response = await request(cutOff.url).get('/health').expect(503);
    expect(response.body).toMatchObject({
      status: 'unavailable',
      database: 'down',
      draining: false,
    } satisfies Partial<Health>);
  });

  it('works again as soon as the database is back', async () => {
    proxy.mend();
    await request(cutOff.url).get('/health').expect(200);
    const room = await cutOff.people.createRoom(bob, 'After the storm');
    expect(room.memberCount).toBe(1);
    for (const [name, call] of calls())
      expect({ name, isUp: (await call).status < 500 }).toEqual({ name, isUp: true });
  });

  it('is not healthy while it is stopping', async () => {
    cutOff.app.get(Lifecycle).startDraining();
    const response = await request(cutOff.url).get('/health').expect(503);
    expect(response.body).toMatchObject({
      status: 'unavailable',
      database: 'up',
      draining: true,
    } satisfies Partial<Health>);
  });
});

describe('a server whose database turns read-only', () => {
  let database: TestDatabase;
  let world: TestApp;
  let bob: Person;
  let roomId: string;
  beforeAll(async () => {
    database = await createDatabase();
    world = await startApp({ DATABASE_URL: database.url });
    bob = await world.people.logIn('bob');
    roomId = (await world.people.createRoom(bob, 'Kitchen')).id;
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });
  const turn = async (state: 'on' | 'off') => {
    await database.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = ${state}', current_database()); END $$`,
    );
    // As a failover does: every connection comes anew.
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'chatket'`,
    );
  };
  const health = async () => {
    const { status, body } = await request(world.url).get('/health');
    return { status, database: (body as Health).database };
  };

  it('is not healthy, says why, and asks to try again; what was sent is stored once it can be', async () => {
    const { socket } = await world.people.connect(bob);
    const send = () =>
      socket.emitWithAck('message:send', { roomId, text: 'hello', clientMsgId: 'read-only-12345' });
    await turn('on');
    expect(await health()).toEqual({ status: 503, database: 'refusing' });
    expect(await send()).toMatchObject({ success: false, code: 'UNAVAILABLE', retryable: true });
    const { status, body } = await callerWith(world.url, bob.token).post('/api/rooms', { name: 'Garden' });
    expect({ status, code: (body as RestError).code }).toEqual({ status: 503, code: 'UNAVAILABLE' });
    await callerWith(world.url, bob.token).get(`/api/rooms/${roomId}/messages`).expect(200);
    await turn('off');
    // Each look finds out about one of the connections that are gone.
    while ((await health()).status !== 200);
    expect(await health()).toEqual({ status: 200, database: 'up' });
    expect(await send()).toMatchObject({ success: true });
  });
});
