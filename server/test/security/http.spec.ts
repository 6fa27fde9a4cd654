import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { Person } from '../support/people.js';
import { callerWith } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice'], { ALLOWED_ORIGINS: 'https://friend.example' });

const as = (person: Person) => callerWith(world.url, person.token);
const EVIL = 'https://evil.example';

describe('a method', () => {
  it.each(['PUT', 'PATCH', 'TRACE', 'PROPFIND', 'REPORT'])(
    'S085 that no route has leads nowhere: %s',
    async (method) => {
      expect(
        await firstLine(
          `${method} /api/rooms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${alice.token}\r\nConnection: close\r\n\r\n`,
        ),
      ).toMatch(/ 404 /);
    },
  );

  it('S085 that wants a tunnel gets none', async () => {
    expect(await firstLine('CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1:22\r\n\r\n')).not.toMatch(
      / 200 /,
    );
  });

  it('S085 that is said in a header or in the query is not believed', async () => {
    const target = await world.people.createRoom(alice, 'Stays');
    const path = `/api/rooms/${target.id}`;
    await as(alice).get(`${path}?_method=DELETE`).set('X-HTTP-Method-Override', 'DELETE').expect(200);
    await as(alice)
      .post(`${path}/membership`, { _method: 'DELETE' })
      .set('X-Method-Override', 'DELETE')
      .expect(404);
    expect((await as(alice).get(path)).body).toMatchObject({ memberCount: 1 });
  });

  it('S085 HEAD is guarded like GET', async () => {
    await request(world.url).head('/api/rooms').expect(401);
    await request(world.url).head('/api/rooms').auth(alice.token, { type: 'bearer' }).expect(200);
  });
});

it.each([
  '/api//rooms',
  '//api/rooms',
  '/api/rooms/',
  '/API/ROOMS',
  '/api/rooms;v=1',
  '/api/./rooms',
  '/api/x/../rooms',
  '/api/%72ooms',
  '/api/rooms%2f',
  '/api/rooms%00',
  '/api/rooms/.',
  '/%61pi/rooms',
])('S087 a path written otherwise leads past no guard: %s', async (path) => {
  expect(await firstLine(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
    / (400|401|404) /,
  );
});

describe('a body', () => {
  const HEAD = ['POST /api/auth/request-code HTTP/1.1', 'Host: x', 'Content-Type: application/json'];

  it('S088 that grows when it is unpacked is refused', async () => {
    const bomb = gzipSync(JSON.stringify({ username: ' '.repeat(5_000_000) }));
    expect(bomb.length).toBeLessThan(64 * 1024);
    const head = [...HEAD, 'Content-Encoding: gzip', `Content-Length: ${String(bomb.length)}`];
    expect(await firstLine(`${head.join('\r\n')}\r\n\r\n`, bomb)).toMatch(/ 413 /);
  });

  it('S088 that is a thousand chunks is refused', async () => {
    const head = [...HEAD, 'Transfer-Encoding: chunked'];
    const body = `1000\r\n${' '.repeat(0x1000)}\r\n`.repeat(1_000);
    expect(await firstLine(`${head.join('\r\n')}\r\n\r\n${body}0\r\n\r\n`)).toMatch(/ 413 /);
  });

  it('S088 S060 that does not come to its end is not waited for', () => {
    const { headersTimeout, requestTimeout } = world.app.getHttpServer();
    expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 15_000, requestTimeout: 30_000 });
  });
});

it.each([EVIL, 'null', 'https://friend.example.evil.example', 'http://127.0.0.1.evil.example'])(
  'S089 a page of another origin may read nothing: %s',
  async (origin) => {
    for (const path of [
      '/api/rooms',
      '/api/config',
      '/health',
      '/docs-json',
      '/api/nowhere',
      '/socket.io/?EIO=4&transport=polling',
    ]) {
      const { headers } = await request(world.url).get(path).set('Origin', origin).set('Cookie', 'a=b');
      expect(
        Object.keys(headers as object).filter((name) => name.startsWith('access-control-allow')),
      ).toEqual([]);
    }
  },
);

it('S090 nothing but refreshing a login is done because of a cookie, and none is set by anything else', async () => {
  const answers = await Promise.all([
    request(world.url).post('/api/rooms').set('Cookie', `token=${alice.token}`).send({ name: 'By cookie' }),
    request(world.url).get('/api/rooms').set('Cookie', `access_token=${alice.token}; session=${alice.token}`),
    as(alice).get('/api/rooms'),
    request(world.url).get('/docs/'),
    request(world.url).get('/socket.io/?EIO=4&transport=polling'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 200, 200, 200]);
  for (const { headers } of answers) expect(headers).not.toHaveProperty('set-cookie');
});

it.each([
  '/metrics',
  '/.env',
  '/.git/config',
  '/.git/HEAD',
  '/server-status',
  '/actuator/env',
  '/swagger',
  '/api-docs',
  '/package.json',
  '/dist/main.js',
  '/src/main.ts',
  '/node_modules/',
  '/prisma/schema.prisma',
  '/debug/pprof',
  '/api/.env',
  '/docs/../package.json',
  '/docs/%2e%2e/package.json',
])('S091 there is nothing at %s', async (path) => {
  expect(await firstLine(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/ 404 /);
});

/** Sends bytes as they are. @returns the first line of the answer, or nothing when the connection just ends */
function firstLine(...parts: (string | Buffer)[]): Promise<string> {
  const { port } = new URL(world.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    let answer = '';
    const end = () => {
      socket.destroy();
      resolve(answer.split('\r\n')[0] ?? '');
    };
    socket.on('data', (data) => {
      answer += data.toString();
      if (answer.includes('\r\n')) end();
    });
    socket.on('error', end);
    socket.on('close', end);
  });
}
