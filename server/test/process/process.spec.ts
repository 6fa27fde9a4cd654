import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestCodeAnswer, RestError, Session } from '@chatket/contract';
import request from 'supertest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { openDevice } from '../support/device.js';
import { People } from '../support/people.js';
import { rawSocketOf } from '../support/tcp-socket.js';
import { TEST_SECRET } from '../../../rig/tokens.mjs';
import { ServerProcess } from '../../../rig/server-process.mjs';
import { callerWith } from '../support/rest.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

interface LogLine {
  level: number;
  msg?: string;
  req?: { traceId: string; method: string; path: string };
  res?: { statusCode: number };
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});
afterAll(() => database.drop());

const servers: ServerProcess[] = [];
async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await ServerProcess.start({ DATABASE_URL: database.url, ...env });
  servers.push(server);
  return server;
}

const linesOf = (server: ServerProcess) =>
  server.log
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);

/** The code, as soon as its line has come through the pipe: each look is a round trip to the same process. */
async function codeInLog(server: ServerProcess, username: string): Promise<string> {
  for (;;) {
    const [, code] = new RegExp(`^Login code for ${username}: (\\d{6})$`, 'm').exec(server.log) ?? [];
    if (code !== undefined) return code;
    await request(server.url).get('/health').expect(200);
  }
}

describe('a server that is told to stop', () => {
  it('says when to come back, answers what is under way, and ends well', async () => {
    const server = await start({});
    const people = new People(server.url);
    const alice = await people.logIn('alice');
    const { id: roomId } = await people.createRoom(alice);
    const device = await people.connect(alice);
    const sends = Array.from({ length: 5 }, (_, n) =>
      device.ask('message:send', { roomId, text: 'last words', clientMsgId: `last-word-${String(n)}` }),
    );
    await device.settled();
    expect(await server.stop()).toBe(0);
    const { reconnectAfterMs } = await device.next('server:draining');
    expect(reconnectAfterMs).toBeLessThanOrEqual(8_000);
    expect((await Promise.all(sends)).map(({ success }) => success)).toEqual(sends.map(() => true));
  });

  it('does not wait for somebody who has stopped reading', async () => {
    const server = await start({});
    const people = new People(server.url);
    const frozen = rawSocketOf(await people.connect(await people.logIn('alice')));
    frozen.pause();
    expect(await server.stop()).toBe(0);
    frozen.resume();
    people.disconnect();
  });
});

describe('a server to which everybody comes back at once', () => {
  const COMING = 800;
  const limit = '/proc/sys/net/core/somaxconn';
  const canHold = existsSync(limit) && Number(readFileSync(limit, 'utf8')) >= COMING;

  // Node's own limit of 511 would let the others try again in vain for as long as the process stands still.
  (canHold ? it : it.skip)('lets them wait until it gets to them, and turns none away', async () => {
    const server = await start({});
    server.pause();
    const sockets = Array.from({ length: COMING }, () => connect(server.port, '127.0.0.1'));
    try {
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      server.resume();
      const last = sockets[COMING - 1];
      last?.write('GET /health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n');
      expect(String(await (last && once(last, 'data')))).toContain('200 OK');
    } finally {
      for (const socket of sockets) socket.destroy();
      server.resume();
    }
  });
});

describe('the log', () => {
  it('S035 has a line for every request, and nothing anybody wrote or could log in with', async () => {
    const server = await start({ LOG_LEVEL: 'trace' });
    const post = (path: string, body: object) => request(server.url).post(path).send(body);
    const { code = '' } = (await post('/api/auth/request-code', { username: 'alice' }))
      .body as RequestCodeAnswer;
    await post('/api/auth/verify-code', {
      username: 'alice',
      code: code === '000000' ? '000001' : '000000',
    }).expect(401);
    const { accessToken } = (await post('/api/auth/verify-code', { username: 'alice', code }))
      .body as Session;
    const alice = callerWith(server.url, accessToken);
    const { id: roomId } = (await alice.post('/api/rooms', { name: 'Whispering gallery' })).body as {
      id: string;
    };
    await alice.get('/api/rooms?all=true&search=whisper').expect(200);
    const refused = await request(server.url).get('/api/rooms').set('Cookie', 'session=crumbs').expect(401);
    await request(server.url).post('/api/rooms').type('json').send('{"name":"half a secr').expect(400);

    const device = await openDevice(server.url, { token: accessToken });
    await device.tell('message:send', { roomId, text: 'the cake is a lie', clientMsgId: 'process-0001' });
    await device.refused('message:send', { roomId, text: 'x'.repeat(501), clientMsgId: 'process-0002' });
    await device.askAnything('no:such:event', { text: 'spoken into the void' });
    device.close();
    expect(await server.stop()).toBe(0);

    const { log } = server;
    expect(log).not.toMatch(new RegExp(`\\b${code}\\b`));
    for (const secret of [accessToken, accessToken.split('.')[2], TEST_SECRET, 'crumbs'])
      expect(log).not.toContain(secret);
    for (const text of ['the cake is a lie', 'Whispering', 'whisper', 'xxxxx', 'void', 'half a secr'])
      expect(log).not.toContain(text);
    expect(log).not.toMatch(/authorization|cookie/i);

    const lines = linesOf(server);
    const { traceId } = refused.body as RestError;
    const requests = lines
      .filter(({ req }) => req)
      .map(({ req, res }) => `${req?.method ?? ''} ${req?.path ?? ''} ${String(res?.statusCode)}`);
    expect(requests.filter((line) => !line.endsWith('400'))).toEqual([
      'POST /api/auth/request-code 201',
      'POST /api/auth/verify-code 401',
      'POST /api/auth/verify-code 201',
      'POST /api/rooms 201',
      'GET /api/rooms 200',
      'GET /api/rooms 401',
    ]);
    expect(lines.find(({ req }) => req?.traceId === traceId)).toMatchObject({ res: { statusCode: 401 } });
    expect(log.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([]);
  });

  it('says at the start when it is a demo, and only then', async () => {
    const announcements = async (CODE_DELIVERY: string): Promise<number> => {
      const server = await start({ LOG_LEVEL: 'info', CODE_DELIVERY });
      await server.stop();
      return linesOf(server).filter(({ msg }) => msg?.startsWith('Demo mode')).length;
    };
    expect([await announcements('response'), await announcements('log')]).toEqual([1, 0]);
  });

  it.each(['trace', 'info', 'silent'])(
    'is where the operator finds the codes, when they go there: a line to read at level %s',
    async (LOG_LEVEL) => {
      const server = await start({ LOG_LEVEL, CODE_DELIVERY: 'log' });
      const requested = await request(server.url)
        .post('/api/auth/request-code')
        .send({ username: 'bob' })
        .expect(201);
      expect(requested.body).toEqual({ message: expect.any(String) });
      const code = await codeInLog(server, 'bob');
      await request(server.url).post('/api/auth/verify-code').send({ username: 'bob', code }).expect(201);
      expect((await request(server.url).get('/api/config')).body).toMatchObject({
        codeDelivery: 'log',
        demo: false,
      });
      expect(await server.stop()).toBe(0);
      // Nowhere else: whoever collects the entries collects no codes.
      const withCode = server.log.split('\n').filter((line) => line.includes(code));
      expect(withCode).toEqual([`Login code for bob: ${code}`]);
    },
  );

  it('is silent when it is told to be', async () => {
    const server = await start({ LOG_LEVEL: 'silent' });
    await request(server.url).get('/nowhere').expect(404);
    await server.stop();
    expect(server.log).toBe('');
  });
});

describe('a process that cannot start', () => {
  it('ends with 1 and names every bad key, and none of their values', async () => {
    const { exitCode, output } = await runMain({
      PORT: 'http',
      JWT_EXPIRES_IN: 'soon',
      CODE_DELIVERY: 'pigeon',
      DATABASE_URL: 'mysql://chat:hunter2@127.0.0.1/chat',
      RATE_LIMIT_MESSAGES: '0',
      JWT_SECRET_FILE: '/no/such/file',
    });
    expect(exitCode).toBe(1);
    for (const key of [
      'PORT',
      'JWT_EXPIRES_IN',
      'CODE_DELIVERY',
      'DATABASE_URL',
      'RATE_LIMIT_MESSAGES',
      'JWT_SECRET_FILE',
      'JWT_SECRET',
    ]) {
      expect(output).toContain(`  - ${key}: `);
    }
    expect(output).not.toContain('hunter2');
    expect(output).not.toMatch(/^\s+at /m);
  });

  it('ends with 1 when there is no database', async () => {
    const { exitCode, output } = await runMain({
      DATABASE_URL: 'postgresql://chat:chat@127.0.0.1:1/chat',
      JWT_SECRET: TEST_SECRET,
      CODE_DELIVERY: 'response',
    });
    expect(exitCode).toBe(1);
    expect(output).toContain('ECONNREFUSED');
  });
});

function runMain(env: Record<string, string>): Promise<{ exitCode: number | null; output: string }> {
  if (!existsSync(MAIN)) throw new Error('build the server first');
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN],
      { env: { PATH: process.env.PATH, ...env } },
      (_error, stdout, stderr) => {
        resolve({ exitCode: child.exitCode, output: stdout + stderr });
      },
    );
  });
}
