import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JwtService, type JwtSignOptions } from '@nestjs/jwt';
import type { RequestCodeAnswer, RestError, Session } from '@chatket/contract';
import request, { type Response } from 'supertest';
import { startApp, TEST_SECRET, type TestApp } from '../support/app.js';
import { callerWith, expectRefusal, retryAfter, UNKNOWN_ID, UUID } from './support/rest.js';

let world: TestApp;
beforeAll(async () => {
  world = await startApp();
});
afterAll(() => world.close());

const requestCode = (body: object | string, url = world.url) =>
  request(url).post('/api/auth/request-code').type('json').send(body);
const verifyCode = (body: object | string, url = world.url) =>
  request(url).post('/api/auth/verify-code').type('json').send(body);

async function newCode(username: string): Promise<string> {
  const response = await requestCode({ username }).expect(201);
  return (response.body as Required<RequestCodeAnswer>).code;
}

/** A well-formed code that is not the right one. */
const otherThan = (code: string) => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');

describe('logging in', () => {
  it('trades a code for a token and the account', async () => {
    const requested = await requestCode({ username: 'alice' }).expect(201);
    expect(requested.body).toEqual({ message: expect.any(String), code: expect.stringMatching(/^\d{6}$/) });
    const { code } = requested.body as { code: string };
    const verified = await verifyCode({ username: 'alice', code }).expect(201);
    expect(verified.body).toEqual({
      accessToken: expect.any(String),
      user: { id: expect.stringMatching(UUID), username: 'alice' },
    });
  });

  it('issues a token that names the account and lives for seven days', async () => {
    const { accessToken, user } = (await verifyCode({ username: 'bob', code: await newCode('bob') }))
      .body as Session;
    const claims = new JwtService().decode<Record<string, unknown>>(accessToken);
    expect(claims).toEqual({
      sub: user.id,
      username: 'bob',
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(7 * 24 * 3600);
    await callerWith(world.url, accessToken).get('/api/rooms').expect(200);
  });

  it('finds the same account again', async () => {
    const first = (await verifyCode({ username: 'carol', code: await newCode('carol') })).body as Session;
    const second = (await verifyCode({ username: 'carol', code: await newCode('carol') })).body as Session;
    expect(second.user).toEqual(first.user);
  });

  it.each([
    ['full-width letters', 'ＡＬＩＣＥ-1', 'alice-1'],
    ['capitals and space around', '  ALICE-2\n', 'alice-2'],
    ['ligatures', 'ﬁsh', 'fish'],
    ['the Kelvin sign', '\u212Aelvin', 'kelvin'],
  ])('S017 takes %s for the plain name', async (_case, written, username) => {
    const { user } = (await verifyCode({ username: written, code: await newCode(written) })).body as Session;
    expect(user.username).toBe(username);
    const again = (await verifyCode({ username, code: await newCode(username) })).body as Session;
    expect(again.user.id).toBe(user.id);
  });

  it.each(['__proto__', 'constructor', 'tostring', '...', 'a'.repeat(32)])(
    'takes %s as a name like any other',
    async (name) => {
      const { user } = (await verifyCode({ username: name, code: await newCode(name) })).body as Session;
      expect(user.username).toBe(name);
    },
  );
});

describe('a username is refused', () => {
  it.each([
    ['too short', 'ab'],
    ['too long', 'a'.repeat(33)],
    ['with a space', 'al ice'],
    ['with letters that look alike', '\u0430lice'],
    ['with a line break inside', 'ali\nce'],
    ['with a dot above the i', '\u0130stanbul'],
    ['with NUL', 'alice\0'],
    ['empty', ''],
    ['null', null],
    ['a number', 12345],
    ['a list', ['alice']],
    ['an object', { toString: 'alice' }],
    ['reserved', 'admin'],
    ['reserved, in capitals', 'ADMIN'],
    ['reserved, in full-width letters', 'ｃｈａｔｋｅｔ'],
    ['reserved, dotted', 'r.o_o-t'],
  ])('when it is %s', async (_case, username) => {
    expectRefusal(await requestCode({ username }), 'VALIDATION', ['username']);
    expectRefusal(await verifyCode({ username, code: '123456' }), 'VALIDATION', ['username']);
  });

  it('when it is missing', async () => {
    expectRefusal(await requestCode({}), 'VALIDATION', ['username']);
    expectRefusal(await request(world.url).post('/api/auth/request-code'), 'VALIDATION', ['username']);
  });
});

describe('a login body is refused', () => {
  it('when it has an unknown field', async () => {
    expectRefusal(await requestCode({ username: 'alice', role: 'admin' }), 'VALIDATION', ['role']);
    expectRefusal(await verifyCode({ username: 'alice', code: '123456', id: UNKNOWN_ID }), 'VALIDATION', [
      'id',
    ]);
  });

  it.each([
    '12345',
    '1234567',
    '12345a',
    '１２３４５６',
    '123456\n',
    ' 123456 ',
    '123456\0',
    '1e5',
    '',
    123456,
    1e5,
    ['123456'],
    { length: 6 },
    null,
  ])('S015 when the code is %j', async (code) => {
    expectRefusal(await verifyCode({ username: 'alice', code }), 'VALIDATION', ['code']);
  });

  it('naming every field that is wrong', async () => {
    const { fields } = expectRefusalWithFields(await verifyCode({ username: 'a', code: 'b' }));
    expect(fields.map(({ field }) => field).sort()).toEqual(['code', 'username']);
  });

  it.each([
    ['a list', '[]'],
    ['a list of bodies', '[{"username":"alice"}]'],
    ['nested 30,000 deep in a field', `{"username":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['nested 30,000 deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ])('when it is %s', async (_case, body) => {
    expectRefusal(await requestCode(body), 'VALIDATION', ['body']);
  });

  it.each(['"alice"', '1', 'null', '{"username":', '{"username":"alice"}}'])(
    'when it is no JSON object: %s',
    async (body) => {
      expectRefusal(await requestCode(body), 'VALIDATION');
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'when it has a field that every object has: %s',
    async (field) => {
      const body = `{"username":"alice","${field}":{"isAdmin":true}}`;
      expectRefusal(await requestCode(body), 'VALIDATION', [field]);
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    },
  );
});

describe('a code', () => {
  it('is answered in the same way whether the account, the code or its time is wrong', async () => {
    const wrong = otherThan(await newCode('dora'));
    const expired = await newCode('erin');
    await world.database.query(
      `UPDATE "LoginCode" SET "expiresAt" = now() - interval '1 ms' WHERE username = 'erin'`,
    );
    const used = await newCode('finn');
    await verifyCode({ username: 'finn', code: used }).expect(201);
    const answers = [
      await verifyCode({ username: 'nobody-asked', code: '123456' }),
      await verifyCode({ username: 'dora', code: wrong }),
      await verifyCode({ username: 'erin', code: expired }),
      await verifyCode({ username: 'finn', code: used }),
    ];
    for (const answer of answers) expectRefusal(answer, 'INVALID_CODE');
    expect(new Set(answers.map(visible)).size).toBe(1);
  });

  it('leaves no account behind when it was never right', async () => {
    await verifyCode({ username: 'ghost', code: otherThan(await newCode('ghost')) });
    expect(await world.database.query(`SELECT 1 FROM "User" WHERE username = 'ghost'`)).toEqual([]);
  });

  it('S008 is stored only as a hash', async () => {
    const code = await newCode('gina');
    const [row] = await world.database.query<Record<string, unknown>>(
      `SELECT * FROM "LoginCode" WHERE username = 'gina'`,
    );
    expect(row).toMatchObject({ codeHash: expect.stringMatching(/^\$2b\$10\$/) });
    expect(JSON.stringify({ ...row, codeId: null, expiresAt: null })).not.toContain(code);
  });

  it('lives for ten minutes', async () => {
    await newCode('hugo');
    const [row] = await world.database.query<{ left: number }>(
      `SELECT extract(epoch FROM "expiresAt" - now())::float8 AS left FROM "LoginCode" WHERE username = 'hugo'`,
    );
    expect(row?.left).toBeGreaterThan(590);
    expect(row?.left).toBeLessThanOrEqual(600);
  });

  it('S004 lets exactly one of twenty in who try it at once', async () => {
    const code = await newCode('iris');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => verifyCode({ username: 'iris', code })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 201) expectRefusal(answer, 'INVALID_CODE');
  });

  it('is void once a newer one was requested', async () => {
    const older = await newCode('jane');
    const newer = await newCode('jane');
    if (older !== newer) expectRefusal(await verifyCode({ username: 'jane', code: older }), 'INVALID_CODE');
    await verifyCode({ username: 'jane', code: newer }).expect(201);
  });

  it('is valid for one of those who requested codes at once', async () => {
    const codes = await Promise.all(Array.from({ length: 5 }, () => newCode('kate')));
    const answers: number[] = [];
    for (const code of new Set(codes)) answers.push((await verifyCode({ username: 'kate', code })).status);
    expect(answers.filter((status) => status === 201)).toHaveLength(1);
  });

  it('S005 is not valid for another account', async () => {
    const code = await newCode('liam');
    const mine = await newCode('mallory');
    if (code !== mine) expectRefusal(await verifyCode({ username: 'mallory', code }), 'INVALID_CODE');
    await verifyCode({ username: 'liam', code }).expect(201);
  });

  it('is right at the fifth try', async () => {
    const code = await newCode('nina');
    for (let tries = 0; tries < 4; tries += 1)
      await verifyCode({ username: 'nina', code: otherThan(code) }).expect(401);
    await verifyCode({ username: 'nina', code }).expect(201);
  });

  it('S001 is void after five wrong tries, however many come at once', async () => {
    const code = await newCode('olga');
    const guesses = Array.from({ length: 8 }, () => verifyCode({ username: 'olga', code: otherThan(code) }));
    for (const answer of await Promise.all(guesses)) expectRefusal(answer, 'INVALID_CODE');
    expectRefusal(await verifyCode({ username: 'olga', code }), 'INVALID_CODE');
    const [row] = await world.database.query(
      `SELECT tries, failures FROM "LoginCode" WHERE username = 'olga'`,
    );
    expect(row).toEqual({ tries: 5, failures: 5 });
  });
});

describe('an account', () => {
  it('S003 takes no code for the rest of the day after twenty failures', async () => {
    for (let round = 0; round < 4; round += 1) {
      const wrong = otherThan(await newCode('paul'));
      await Promise.all(Array.from({ length: 5 }, () => verifyCode({ username: 'paul', code: wrong })));
    }
    const refused = await verifyCode({ username: 'paul', code: await newCode('paul') });
    expectRefusal(refused, 'TOO_MANY_ATTEMPTS');
    expect(retryAfter(refused)).toBeGreaterThan(0);
    expect(retryAfter(refused)).toBeLessThanOrEqual(24 * 3600);

    await world.database.query(
      `UPDATE "LoginCode" SET "failuresOn" = CURRENT_DATE - 1 WHERE username = 'paul'`,
    );
    await verifyCode({ username: 'paul', code: await newCode('paul') }).expect(201);
  });

  it('counts no failure for a right code', async () => {
    await verifyCode({ username: 'quinn', code: await newCode('quinn') }).expect(201);
    const [row] = await world.database.query(`SELECT failures FROM "LoginCode" WHERE username = 'quinn'`);
    expect(row).toEqual({ failures: 0 });
  });

  it('is not remembered longer than its code and its failures matter', async () => {
    await newCode('rosa');
    await world.database.query(
      `UPDATE "LoginCode" SET "expiresAt" = now() - interval '2 days', "failuresOn" = CURRENT_DATE - 2 WHERE username = 'rosa'`,
    );
    await newCode('sven');
    expect(await world.database.query(`SELECT 1 FROM "LoginCode" WHERE username = 'rosa'`)).toEqual([]);
  });
});

describe('an access token', () => {
  let session: Session;
  beforeAll(async () => {
    session = (await verifyCode({ username: 'tina', code: await newCode('tina') })).body as Session;
  });

  const sign = (claims: object, options: JwtSignOptions = {}) =>
    new JwtService().sign(claims, { secret: TEST_SECRET, algorithm: 'HS256', expiresIn: '1h', ...options });
  const claims = () => ({ sub: session.user.id, username: 'tina' });
  const rooms = (token: string) => callerWith(world.url, token).get('/api/rooms');

  it('opens every route when it is one of ours', async () => {
    await rooms(sign(claims())).expect(200);
  });

  it('is wanted by every route of rooms', async () => {
    for (const call of [
      request(world.url).get('/api/rooms'),
      request(world.url).post('/api/rooms').send({ name: 'Kitchen' }),
      request(world.url).post(`/api/rooms/${UNKNOWN_ID}/join`),
      request(world.url).delete(`/api/rooms/${UNKNOWN_ID}/membership`),
      request(world.url).get(`/api/rooms/${UNKNOWN_ID}/messages`),
    ]) {
      expectRefusal(await call, 'UNAUTHENTICATED');
    }
  });

  it.each<[string, () => string]>([
    ['is garbage', () => 'garbage'],
    ['is empty', () => ''],
    ['has three dots and nothing else', () => '..'],
    [
      'is signed with another secret',
      () => sign(claims(), { secret: 'another-secret-with-more-than-32-bytes' }),
    ],
    ['is signed with HS512', () => sign(claims(), { algorithm: 'HS512' })],
    ['is not signed', () => unsigned({ ...claims(), exp: inOneHour() })],
    ['was changed', () => changed(session.accessToken, { sub: UNKNOWN_ID })],
    ['says nobody', () => sign({ username: 'tina' })],
    ['says somebody who does not exist', () => sign({ sub: UNKNOWN_ID, username: 'tina' })],
    ['has a subject that is not an id', () => sign({ sub: 'tina', username: 'tina' })],
    ['has a subject that tries SQL', () => sign({ sub: `' OR 1=1 --`, username: 'tina' })],
    ['has a subject that is a list', () => handSigned({ sub: [session.user.id], exp: inOneHour() })],
    ['never ends', () => handSigned({ ...claims() })],
    ['ends at a time that is a text', () => handSigned({ ...claims(), exp: '9999999999' })],
    ['is a signed list', () => handSigned([])],
  ])('is refused when it %s', async (_case, token) => {
    expectRefusal(await rooms(token()), 'UNAUTHENTICATED');
  });

  it('is refused in another scheme, in the query and in a cookie', async () => {
    const { accessToken } = session;
    expectRefusal(
      await request(world.url).get('/api/rooms').set('Authorization', `Basic ${accessToken}`),
      'UNAUTHENTICATED',
    );
    expectRefusal(
      await request(world.url).get('/api/rooms').set('Authorization', accessToken),
      'UNAUTHENTICATED',
    );
    expectRefusal(await request(world.url).get(`/api/rooms?access_token=${accessToken}`), 'UNAUTHENTICATED');
    expectRefusal(
      await request(world.url).get('/api/rooms').set('Cookie', `token=${accessToken}`),
      'UNAUTHENTICATED',
    );
  });

  it('is told apart when it has expired', async () => {
    expectRefusal(await rooms(sign(claims(), { expiresIn: '-1s' })), 'TOKEN_EXPIRED');
  });

  it('expires by the clock of the server', async () => {
    const week = 7 * 24 * 3600 * 1000;
    world.clock.advance(week);
    try {
      expectRefusal(await rooms(session.accessToken), 'TOKEN_EXPIRED');
    } finally {
      world.clock.advance(-week);
    }
    await rooms(session.accessToken).expect(200);
  });
});

describe('the login throttle', () => {
  let strict: TestApp;
  let behindProxy: TestApp;
  const limits = {
    AUTH_REQUESTS_PER_IP: '4',
    AUTH_REQUESTS_PER_ACCOUNT: '2',
    AUTH_VERIFIES_PER_IP: '4',
    AUTH_VERIFIES_PER_ACCOUNT: '2',
  };
  beforeAll(async () => {
    strict = await startApp({ ...limits, CODE_DELIVERY: 'log', JWT_EXPIRES_IN: '15m' });
    behindProxy = await startApp({ ...limits, TRUST_PROXY: 'loopback' });
  });
  afterAll(async () => {
    await strict.close();
    await behindProxy.close();
  });

  const from = (address: string, username: string) =>
    requestCode({ username }, behindProxy.url).set('X-Forwarded-For', address);
  const tryFrom = (address: string, username: string) =>
    verifyCode({ username, code: '123456' }, behindProxy.url).set('X-Forwarded-For', address);

  function expectThrottled(response: Response): void {
    expectRefusal(response, 'TOO_MANY_REQUESTS');
    expect(retryAfter(response)).toBeGreaterThan(0);
    expect(retryAfter(response)).toBeLessThanOrEqual(15 * 60);
  }

  it('S018 never returns the code when codes go to the log', async () => {
    const response = await requestCode({ username: 'alice' }, strict.url).expect(201);
    expect(response.body).toEqual({ message: expect.not.stringMatching(/\d{6}/) });
  });

  it('S011 limits the requests of an address, whatever it says about itself', async () => {
    const ask = (index: number) =>
      requestCode({ username: `visitor-${String(index)}` }, strict.url)
        .set('X-Forwarded-For', `192.0.2.${String(index)}`)
        .set('Forwarded', `for=192.0.2.${String(index)}`)
        .set('X-Real-IP', `192.0.2.${String(index)}`);
    for (let index = 1; index <= 3; index += 1) await ask(index).expect(201);
    expectThrottled(await ask(4));
  });

  it('S010 limits the tries of an address', async () => {
    const attempt = (index: number) =>
      verifyCode({ username: `visitor-${String(index)}`, code: '123456' }, strict.url).set(
        'X-Forwarded-For',
        `192.0.2.${String(index)}`,
      );
    for (let index = 1; index <= 4; index += 1) await attempt(index).expect(401);
    expectThrottled(await attempt(5));
  });

  it('knows addresses apart behind a proxy that is trusted', async () => {
    for (let index = 1; index <= 4; index += 1)
      await from('198.51.100.1', `guest-${String(index)}`).expect(201);
    expectThrottled(await from('198.51.100.1', 'guest-5'));
    await from('198.51.100.2', 'guest-5').expect(201);
  });

  it('believes only the last address that the trusted proxy has added', async () => {
    for (let index = 1; index <= 4; index += 1)
      await from(`203.0.113.${String(index)}, 198.51.100.9`, `caller-${String(index)}`).expect(201);
    expectThrottled(await from('203.0.113.99, 198.51.100.9', 'caller-5'));
  });

  it('S014 limits the requests for an account, from wherever they come', async () => {
    await from('198.51.100.11', 'alice').expect(201);
    await from('198.51.100.12', 'ＡＬＩＣＥ').expect(201);
    expectThrottled(await from('198.51.100.13', ' Alice '));
    await from('198.51.100.13', 'bob').expect(201);
  });

  it('limits the tries for an account, from wherever they come', async () => {
    await tryFrom('198.51.100.21', 'carol').expect(401);
    await tryFrom('198.51.100.22', 'CAROL').expect(401);
    expectThrottled(await tryFrom('198.51.100.23', 'carol'));
  });

  it('does not count requests that are refused for their form', async () => {
    for (let index = 0; index < 6; index += 1)
      expectRefusal(await from('198.51.100.31', 'x'), 'VALIDATION', ['username']);
    await from('198.51.100.31', 'dave').expect(201);
  });
});

function expectRefusalWithFields(response: Response): Required<RestError> {
  const { fields } = response.body as Required<RestError>;
  expectRefusal(
    response,
    'VALIDATION',
    fields.map(({ field }) => field),
  );
  return response.body as Required<RestError>;
}

/** Everything the caller can see, but for what names or dates the single request. */
function visible(response: Response): string {
  const { traceId } = response.body as RestError;
  const headers = Object.entries(response.headers as Record<string, string>).filter(
    ([name]) => !['date', 'etag'].includes(name),
  );
  return JSON.stringify([response.status, headers, response.text.replace(traceId, '')]);
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function handSigned(payload: unknown): string {
  const content = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(payload)}`;
  return `${content}.${createHmac('sha256', TEST_SECRET).update(content).digest('base64url')}`;
}

function unsigned(payload: unknown): string {
  return `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(payload)}.`;
}

function changed(token: string, claims: object): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const before = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return [header, base64url({ ...before, ...claims }), signature].join('.');
}

function inOneHour(): number {
  return Math.floor(Date.now() / 1000) + 3600;
}
