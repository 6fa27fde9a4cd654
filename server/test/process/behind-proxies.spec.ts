import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ERRORS, type ErrorCode } from '@chatket/contract';
import request from 'supertest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { UUID } from '../support/rest.js';

const EVIL = 'https://chat.example';
const POLLING = '/socket.io/?EIO=4&transport=polling';
const WEBSOCKET = '/socket.io/?EIO=4&transport=websocket';

interface Warning {
  context: string;
  msg: string;
  [field: string]: unknown;
}

let database: TestDatabase;
let server: ServerProcess;
beforeAll(async () => {
  database = await createDatabase();
});
afterEach(() => server.stop());
afterAll(() => database.drop());

async function start(env: Record<string, string> = {}): Promise<void> {
  server = await ServerProcess.start({ DATABASE_URL: database.url, LOG_LEVEL: 'warn', ...env });
}

/** What the operator was told of under that heading, when the server has stopped. */
async function warnings(context: string): Promise<Warning[]> {
  await server.stop();
  return server.log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Warning)
    .filter((line) => line.context === context);
}

/** Asks for an upgrade. @returns the answer that is given instead */
async function refusedUpgrade(headers: Record<string, string>): Promise<IncomingMessage & { text: string }> {
  const call = httpRequest(server.url + WEBSOCKET, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    },
  }).end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  return Object.assign(answer, { text: await text(answer) });
}

const refusal = (code: ErrorCode) => ({
  statusCode: ERRORS[code].status,
  code,
  message: expect.stringMatching(/./),
  traceId: expect.stringMatching(UUID),
});

describe('a page of another origin', () => {
  it('is refused in words, on each transport', async () => {
    await start();
    const polling = await request(server.url).get(POLLING).set('Origin', EVIL).expect(403);
    expect(polling.body).toEqual(refusal('ORIGIN_NOT_ALLOWED'));
    // Not an upgrade, though it looks like one.
    await request(server.url).get(POLLING).set({ Origin: EVIL, Upgrade: 'websocket' }).expect(403);
    const answer = await refusedUpgrade({ Origin: EVIL });
    expect(answer.statusCode).toBe(403);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.text)).toEqual(refusal('ORIGIN_NOT_ALLOWED'));
  });

  it('is told of once, with what was expected and what came', async () => {
    await start({ ALLOWED_ORIGINS: 'https://friend.example' });
    for (let n = 0; n < 3; n += 1) {
      await request(server.url).get(POLLING).set({ Origin: EVIL, Host: 'backend:3000' }).expect(403);
      await refusedUpgrade({ Origin: EVIL, Host: 'backend:3000' });
    }
    await request(server.url).get(POLLING).set({ Origin: 'https://friend.example' }).expect(200);
    expect(await warnings('Origin')).toEqual([
      expect.objectContaining({
        code: 'ORIGIN_NOT_ALLOWED',
        origin: EVIL,
        host: 'backend:3000',
        expected: ['http://backend:3000', 'https://backend:3000', 'https://friend.example'],
        msg: expect.stringContaining('docs/reverse-proxy.md'),
      }),
    ]);
  });

  it('fills no log by making up origins', async () => {
    await start();
    for (let n = 0; n < 60; n += 1) {
      const origin = `https://${'x'.repeat(1_000)}.${String(n)}.example`;
      await request(server.url)
        .get(POLLING)
        .set('Origin', n % 2 ? origin : `https://${String(n)}.example`)
        .expect(403);
    }
    const told = await warnings('Origin');
    expect(told.length).toBeLessThanOrEqual(20);
    expect(Math.max(...told.map((line) => JSON.stringify(line).length))).toBeLessThan(1_500);
  });
});

it('who opens connections in a loop is refused in words, on each transport', async () => {
  await start({ HANDSHAKES_PER_IP: '1' });
  await request(server.url).get(POLLING).expect(200);
  const polling = await request(server.url).get(POLLING).expect(429);
  expect(polling.body).toEqual(refusal('TOO_MANY_REQUESTS'));
  expect(polling.get('Retry-After')).toBe('10');
  const answer = await refusedUpgrade({});
  expect(answer.statusCode).toBe(429);
  expect(answer.headers['retry-after']).toBe('10');
});

describe('a proxy that is not believed', () => {
  it.each<[string, string, Record<string, string>]>([
    ['a request', '/api/config', { 'X-Forwarded-For': '203.0.113.7' }],
    ['a page that is not there', '/nowhere', { Forwarded: 'for=203.0.113.7' }],
    ['a socket', POLLING, { 'X-Real-IP': '203.0.113.7' }],
  ])('is told of once: by %s', async (_what, path, headers) => {
    await start();
    for (let n = 0; n < 3; n += 1) await request(server.url).get(path).set(headers);
    expect(await warnings('Proxy')).toEqual([
      expect.objectContaining({
        peer: '127.0.0.1',
        header: Object.keys(headers)[0]?.toLowerCase(),
        trusted: '',
        msg: expect.stringContaining('TRUST_PROXY'),
      }),
    ]);
  });

  it('is told of when another one is', async () => {
    await start({ TRUST_PROXY: '10.0.0.0/8' });
    await request(server.url).get('/api/config').set('X-Forwarded-For', '203.0.113.7');
    expect(await warnings('Proxy')).toHaveLength(1);
  });

  it.each(['1', '10.0.0.0/8, 127.0.0.1'])('is none when it is named: %s', async (TRUST_PROXY) => {
    await start({ TRUST_PROXY });
    await request(server.url).get('/api/config').set('X-Forwarded-For', '203.0.113.7');
    await request(server.url).get(POLLING).set('X-Forwarded-For', '203.0.113.7');
    expect(await warnings('Proxy')).toEqual([]);
  });
});
