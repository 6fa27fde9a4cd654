import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Room } from '@chatket/contract';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, roomsOf, UNKNOWN_ID } from '../rest/support/rest.js';
import { ApiDocument } from './support/api-document.js';

let world: TestApp;
let alice: Person;
let bob: Person;
let room: Room;
beforeAll(async () => {
  world = await startApp({ RATE_LIMIT_MESSAGES: '100000', ALLOWED_ORIGINS: 'https://friend.example' });
  [alice, bob] = await world.people.cast('alice', 'bob');
  room = await world.people.createRoom(alice, 'Harbour');
});
afterAll(() => world.close());

const as = (person: Person) => callerWith(world.url, person.token);
const EVIL = 'https://evil.example';

describe('a field that nobody asked for', () => {
  const FIELDS = [
    'id',
    'role',
    'isAdmin',
    'ownerId',
    'createdById',
    'senderId',
    'createdAt',
    'seq',
    'memberCount',
  ];
  const INHERITED = ['__proto__', 'constructor', 'toString'];
  const GOOD: Record<string, Record<string, unknown>> = {
    '/api/auth/request-code': { username: 'carol' },
    '/api/auth/verify-code': { username: 'carol', code: '123456' },
    '/api/rooms': { name: 'Assigned' },
  };

  it('S072 is tried on every route that takes a body', async () => {
    const operations = (await ApiDocument.of(world.url)).operations();
    const withBody = operations.filter(({ bodyFields }) => bodyFields.length > 0).map(({ path }) => path);
    expect(Object.keys(GOOD).sort()).toEqual(withBody.sort());
  });

  it.each([...FIELDS, ...INHERITED])(
    'S072 is refused by its name, and changes nothing: %s',
    async (field) => {
      for (const [path, good] of Object.entries(GOOD)) {
        const body = `${JSON.stringify(good).slice(0, -1)},"${field}":{"isAdmin":true}}`;
        const call = request(world.url).post(path).auth(alice.token, { type: 'bearer' }).type('json');
        expectRefusal(await call.send(body), 'VALIDATION', [field]);
      }
      expect(await world.database.query(`SELECT 1 FROM "Room" WHERE name = 'Assigned'`)).toEqual([]);
      expect(await world.database.query(`SELECT 1 FROM "LoginCode" WHERE username = 'carol'`)).toEqual([]);
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it('S072 is refused in events too', async () => {
    const device = await world.people.connect(alice);
    const roomId = room.id;
    const events: [string, object][] = [
      ['rooms:sync', { rooms: [{ roomId }] }],
      ['room:join', { roomId }],
      ['room:leave', { roomId }],
      ['room:read', { roomId, seq: 0 }],
      ['message:send', { roomId, text: 'assigned', clientMsgId: 'assigned-1' }],
      ['typing:update', { roomId, isTyping: true }],
      ['presence:ping', {}],
    ];
    for (const [event, good] of events) {
      for (const field of ['userId', 'senderId', 'createdAt', 'seqs', 'constructor']) {
        const ack = await device.askAnything(event, { ...good, [field]: bob.id });
        expect(ack).toMatchObject({ success: false, code: 'VALIDATION', fields: [{ field }] });
      }
    }
    expect(await world.database.query(`SELECT 1 FROM "Message" WHERE text = 'assigned'`)).toEqual([]);
  });
});

describe('what there is', () => {
  it('S078 cannot be found out: ids are not counted up, and people are not listed', async () => {
    const rooms = await Promise.all(
      Array.from({ length: 20 }, (_, n) => world.people.createRoom(alice, `Quay ${String(n)}`)),
    );
    const tails = rooms.map(({ id }) => BigInt(`0x${id.slice(-12)}`));
    const gaps = tails.slice(1).map((tail, n) => tail - (tails[n] ?? 0n));
    expect(gaps.filter((gap) => gap > -1_000_000n && gap < 1_000_000n)).toEqual([]);
    for (const path of [
      '/api/users',
      `/api/users/${bob.id}`,
      '/api/users?search=b',
      `/api/rooms/${room.id}/members`,
    ])
      expectRefusal(await as(alice).get(path), 'NOT_FOUND');
  });

  it('S078 is the same whether a room is missing or its id was never given out', async () => {
    const answers = await Promise.all(
      [UNKNOWN_ID, '00000000-0000-4000-8000-000000000000', crypto.randomUUID()].map((id) =>
        as(bob).get(`/api/rooms/${id}`),
      ),
    );
    const bodies = answers.map(({ status, body }) => ({ status, ...(body as object), traceId: '' }));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });
});

describe('SQL', () => {
  const TEXTS = [
    `'; DROP TABLE "Room"; --`,
    `' OR '1'='1`,
    `$1`,
    `\\'; SELECT pg_sleep(9) --`,
    `%' UNION SELECT * FROM "User" --`,
    `{"$gt":""}`,
  ];

  it.each(TEXTS)('S080 is stored as the text it is: %s', async (text) => {
    const named = await world.people.createRoom(alice, text);
    expect(named.name).toBe(text);
    const device = await world.people.connect(alice);
    await device.tell('message:send', { roomId: named.id, text, clientMsgId: 'injection-1' });
    const { body } = await as(alice).get(`/api/rooms/${named.id}/messages`).expect(200);
    expect(body).toEqual([expect.objectContaining({ text })]);
    const found = await as(alice).get(`/api/rooms?all=true&search=${encodeURIComponent(text)}`);
    expect(roomsOf(found).map(({ id }) => id)).toEqual([named.id]);
  });

  it('S080 gets nowhere as an id, a cursor or a name', async () => {
    for (const text of TEXTS) {
      const part = encodeURIComponent(text);
      for (const path of [
        `/api/rooms/${part}`,
        `/api/rooms/${part}/messages`,
        `/api/rooms/${room.id}/messages?before=${part}`,
        `/api/rooms?all=true&cursor=${part}`,
      ])
        expectRefusal(await as(alice).get(path), 'VALIDATION', [/before|cursor/.exec(path)?.[0] ?? 'id']);
      expectRefusal(
        await request(world.url).post('/api/auth/request-code').send({ username: text }),
        'VALIDATION',
        ['username'],
      );
    }
  });
});

describe('a request that says two things', () => {
  it.each(['limit=1&limit=100', 'limit[]=1', 'limit[0]=1', 'limit[a]=1', 'before=&before='])(
    'S083 in its query is refused: %s',
    async (query) => {
      expect((await as(alice).get(`/api/rooms/${room.id}/messages?${query}`)).status).toBe(400);
    },
  );

  it('S083 in its body means the last, and that is checked', async () => {
    const post = (body: string) => request(world.url).post('/api/auth/request-code').type('json').send(body);
    expectRefusal(await post('{"username":"dora","username":"admin"}'), 'VALIDATION', ['username']);
    expectRefusal(await post('{"username":["dora"]}'), 'VALIDATION', ['username']);
  });
});

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

it('S090 nothing is done because of a cookie, and none is ever set', async () => {
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

it('S093 sending and leaving at once has one order: nothing is stored behind the leaving', async () => {
  const device = await world.people.connect(bob);
  for (let round = 0; round < 10; round += 1) {
    const { id: roomId } = await world.people.createRoom(alice, 'Race');
    await world.people.join(bob, roomId);
    const send = (n: number) =>
      device.ask('message:send', {
        roomId,
        text: 'going',
        clientMsgId: `race-${String(round)}-${String(n)}`,
      });
    const [acks] = await Promise.all([
      Promise.all([0, 1, 2, 3, 4].map(send)),
      world.people.leaveForGood(bob, roomId),
    ]);
    expect(await send(9)).toMatchObject({ success: false, code: 'NOT_A_MEMBER' });
    const rows = await world.database.query<{ seq: string }>(
      'SELECT seq FROM "Message" WHERE "roomId" = $1 ORDER BY seq',
      [roomId],
    );
    const acked = acks.flatMap((ack) => (ack.success ? [ack.seq] : []));
    expect(rows.map(({ seq }) => Number(seq))).toEqual(acked.sort((a, b) => a - b));
    expect(rows.map(({ seq }) => Number(seq))).toEqual(rows.map((_, n) => n + 1));
    for (const ack of acks) if (!ack.success) expect(ack.code).toBe('NOT_A_MEMBER');
  }
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
