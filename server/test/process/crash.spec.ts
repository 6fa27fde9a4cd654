import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import { startPostgres } from '../../../rig/postgres.mjs';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { People, type Person } from '../support/people.js';
import { ResilientClient } from '../support/resilient-client.js';
import { ServerProcess } from '../../../rig/server-process.mjs';

const SENDERS = 4;
const MESSAGES_EACH = 150;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let database: TestDatabase;
let server: ServerProcess;
let clients: ResilientClient[];

beforeAll(async () => {
  postgres = await startPostgres('crash', { isDurable: true });
});
afterAll(async () => {
  await postgres.stop();
});
beforeEach(async () => {
  database = await createDatabase(postgres.url());
  server = await ServerProcess.start({
    DATABASE_URL: database.url,
    RATE_LIMIT_MESSAGES: '100000',
    PING_INTERVAL_MS: '1000',
    PING_TIMEOUT_MS: '1000',
  });
  const people = new People(server.url);
  const crowd = await people.crowd(SENDERS + 2);
  const { id: roomId } = await people.createRoom(crowd[0] as Person);
  await Promise.all(crowd.map((person) => people.join(person, roomId)));
  clients = crowd.map((person) => new ResilientClient(server.url, person, roomId));
});
afterEach(async () => {
  for (const client of clients) client.close();
  await server.stop();
  await database.drop();
});

/** Everybody sends, one message after the other, while `disturb` does its worst at a quarter, a half and so on. */
async function sendThrough(disturb: () => Promise<void>): Promise<void> {
  const senders = clients.slice(0, SENDERS);
  let sent = 0;
  let disturbance = Promise.resolve();
  await Promise.all(
    senders.map(async (client) => {
      for (let n = 0; n < MESSAGES_EACH; n += 1) {
        await client.send(`message-${String(n).padStart(4, '0')}`);
        sent += 1;
        if (sent % (SENDERS * 40) === 0) disturbance = disturbance.then(disturb);
      }
    }),
  );
  await disturbance;
}

/** Every acked message is stored once under its acked seq, and everybody ends with the same list in the same order. */
async function expectNothingLost(): Promise<void> {
  const stored = await database.query<{ seq: string; messageId: string; clientMsgId: string }>(
    'SELECT seq, id AS "messageId", "clientMsgId" FROM "Message" ORDER BY seq',
  );
  expect(stored.map(({ seq }) => Number(seq))).toEqual(stored.map((_, index) => index + 1));
  expect(stored).toHaveLength(SENDERS * MESSAGES_EACH);
  const byKey = new Map(
    stored.map(({ clientMsgId, messageId, seq }) => [clientMsgId, { messageId, seq: Number(seq) }]),
  );
  expect(byKey.size).toBe(stored.length);
  for (const client of clients.slice(0, SENDERS)) {
    expect(client.acked.size).toBe(MESSAGES_EACH);
    for (const [key, acked] of client.acked) expect(byKey.get(key)).toEqual(acked);
  }
  await Promise.all(clients.map((client) => client.until(stored.length)));
  const expected = stored.map(({ messageId }) => messageId);
  for (const client of clients) expect(client.list.map(({ messageId }) => messageId)).toEqual(expected);
}

describe('nothing acknowledged is lost, nothing is stored twice, everybody ends with the same list', () => {
  it('when the server is killed in the middle of a stream of sends, again and again', async () => {
    let kills = 0;
    await sendThrough(async () => {
      await server.kill();
      kills += 1;
      await server.start();
    });
    expect(kills).toBe(3);
    await expectNothingLost();
  });

  it('when PostgreSQL is restarted under load, and everybody is told to try again', async () => {
    await sendThrough(() => postgres.server.restart());
    await expectNothingLost();
    const refusals = clients.flatMap((client) => client.refusals);
    expect(refusals.filter(({ retryable }) => !retryable)).toEqual([]);
    expect(server.log).not.toContain('uncaughtException');
  });

  it('when PostgreSQL is killed under load', async () => {
    await sendThrough(async () => {
      await postgres.server.kill();
      await postgres.server.restart();
    });
    await expectNothingLost();
    expect(clients.flatMap((client) => client.refusals).filter(({ retryable }) => !retryable)).toEqual([]);
  });

  it('when the server is stopped and started in the ordinary way', async () => {
    const exitCodes: (number | null)[] = [];
    await sendThrough(async () => {
      exitCodes.push(await server.stop());
      await server.start();
    });
    expect(exitCodes).toEqual([0, 0, 0]);
    await expectNothingLost();
  });
});

describe('without the database', () => {
  it('whoever asks for something stored is told to try again, and typing and presence go on', async () => {
    // Their devices do not come back: on a machine that stands still they are not taken for gone.
    for (const client of clients) client.close();
    await server.stop();
    server = await ServerProcess.start({ DATABASE_URL: database.url });
    const people = new People(server.url);
    const [host, guest, third] = await people.cast('host', 'guest', 'third');
    const { roomId, a, b } = await people.conversation(host, guest);
    await people.join(third, roomId);
    const c = await people.connect(third);
    await c.tell('room:join', { roomId });
    const statusOf = (status: string) => (delta: { changed: { id: string; status: string }[] }) =>
      delta.changed.some((user) => user.id === third.id && user.status === status);
    await b.next('room:roster:delta', statusOf('online'));

    await postgres.server.kill();
    const message = { roomId, text: 'kept in my hand', clientMsgId: 'kept-message' };
    expect(await a.refused('message:send', message)).toMatchObject({ code: 'UNAVAILABLE', retryable: true });
    const rooms = await fetch(`${server.url}/api/rooms`, {
      headers: { Authorization: `Bearer ${host.token}` },
    });
    expect(rooms.status).toBe(503);
    expect(await rooms.json()).toMatchObject({ code: 'UNAVAILABLE' });
    await a.tell('typing:update', { roomId, isTyping: true });
    await b.next('typing:update', ({ user, isTyping }) => user.id === host.id && isTyping);
    c.socket.disconnect();
    await b.next('room:roster:delta', statusOf('offline'));

    await postgres.server.restart();
    const { messageId } = await a.insist('message:send', message);
    await b.next('message:batch', ({ messages }) => messages.some((one) => one.messageId === messageId));
    people.disconnect();
  });
});
