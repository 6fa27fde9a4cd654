import { describe, expect, it } from '@jest/globals';
import { openDevice } from '../support/device.js';
import { Browser, claimsOf } from '../support/browser.js';
import { HEADER, handSigned } from '../support/hand-signed.js';
import { loginRequests } from '../support/login.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], {
  AUTH_REQUESTS_PER_ACCOUNT: '1000',
  AUTH_VERIFIES_PER_ACCOUNT: '1000',
  ALLOWED_ORIGINS: 'https://friend.example',
});
const { newCode } = loginRequests(() => world.url);

async function browserOf(username: string): Promise<Browser> {
  const browser = new Browser(world.url);
  expect((await browser.logIn(username)).status).toBe(201);
  return browser;
}

const valueOf = ({ cookie }: Browser): string => cookie.slice(cookie.indexOf('=') + 1);

it('S025 a token of another kind opens nothing', async () => {
  const browser = await browserOf('alice');
  const refreshToken = valueOf(browser);
  expectRefusal(await callerWith(world.url, refreshToken).get('/api/users/me'), 'UNAUTHENTICATED');
  await expect(openDevice(world.url, { token: refreshToken })).rejects.toMatchObject({
    data: { code: 'UNAUTHENTICATED' },
  });
  const room = (await browser.rest().post('/api/rooms', { name: 'Quay' }).expect(201)).body as { id: string };
  const link = (await browser.rest().post(`/api/rooms/${room.id}/invites`, {}).expect(201)).body as {
    token: string;
  };
  expectRefusal(await callerWith(world.url, link.token).get('/api/users/me'), 'UNAUTHENTICATED');
  const name = browser.cookie.split('=')[0] ?? '';
  for (const text of [
    browser.token,
    link.token,
    '',
    'x.0.y',
    `${refreshToken}x`,
    refreshToken.replace(/\.\d+\./, '.7.'),
    refreshToken.slice(0, -1) + (refreshToken.endsWith('A') ? 'E' : 'A'),
    `${refreshToken}.0`,
  ]) {
    browser.cookie = `${name}=${text}`;
    expectRefusal(await browser.refresh(), 'UNAUTHENTICATED');
  }
  // A session that is not that person's, or none, in a token that we have signed.
  const { sub } = claimsOf(browser.token);
  const stranger = await browserOf('mallory');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  for (const sid of [stranger.sessionId, crypto.randomUUID(), 'none', 7, null])
    expectRefusal(
      await callerWith(world.url, handSigned(HEADER, { sub, sid, exp })).get('/api/users/me'),
      'UNAUTHENTICATED',
    );
});

it('S034 a session that was chosen beforehand is not the one that somebody logs in to', async () => {
  const mallory = await browserOf('mallory');
  const victim = new Browser(world.url);
  victim.cookie = mallory.cookie;
  expect((await victim.logIn('alice')).status).toBe(201);
  expect(valueOf(victim)).not.toBe(valueOf(mallory));
  expect(victim.sessionId).not.toBe(mallory.sessionId);
  expect((await mallory.refresh()).body).toMatchObject({ user: { username: 'mallory' } });
  // Over https, what was set without it is another cookie's.
  const plain = await browserOf('mallory');
  const secure = { origin: world.url.replace('http:', 'https:') };
  expectRefusal(await plain.post('/api/auth/refresh', undefined, secure), 'UNAUTHENTICATED');
});

describe('S037 the cookie', () => {
  it.each([
    ['http', /^chatket-[0-9a-f]{8}=[^;]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict$/],
    [
      'https',
      /^__Host-chatket-[0-9a-f]{8}=[^;]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure$/,
    ],
  ])('of a page over %s has exactly its flags', async (scheme, form) => {
    const browser = new Browser(world.url);
    const headers = { origin: world.url.replace('http', scheme) };
    const code = await newCode('alice');
    const body = { username: 'alice', code, session: 'cookie' };
    const login = await browser.post('/api/auth/verify-code', body, headers);
    const refreshed = await browser.post('/api/auth/refresh', undefined, headers);
    // The one by which accounts know a browser has the same flags, and stays when the login is over.
    const [, device = ''] = login.get('Set-Cookie') ?? [];
    expect(device.replace('chatket-d-', 'chatket-').replace('34560000', '604800')).toMatch(form);
    for (const answer of [login, refreshed]) {
      const others = answer.get('Set-Cookie')?.filter((cookie) => cookie !== device);
      expect(others).toEqual([expect.stringMatching(form)]);
      expect(answer.text).not.toContain(valueOf(browser));
    }
  });
});

describe('S038 a session that', () => {
  it.each([
    ['was not used for a week', 'idleUntil', '8 days'],
    ['is a month old', 'endsAt', '31 days'],
  ])('%s is over', async (_case, column, interval) => {
    const browser = await browserOf('alice');
    await world.database.query(
      `UPDATE "Session" SET "${column}" = "${column}" - $2::interval WHERE id = $1`,
      [browser.sessionId, interval],
    );
    expectRefusal(await browser.refresh(), 'UNAUTHENTICATED');
    const other = await browserOf('alice');
    const { body } = await other.rest().get('/api/sessions').expect(200);
    expect((body as { id: string }[]).map(({ id }) => id)).not.toContain(browser.sessionId);
  });

  it('is used lives no longer than a month', async () => {
    const browser = await browserOf('alice');
    await world.database.query(
      `UPDATE "Session" SET "endsAt" = now() + interval '5 minutes', "idleUntil" = now() + interval '5 minutes'
       WHERE id = $1`,
      [browser.sessionId],
    );
    const answer = await browser.refresh();
    const { iat, exp } = claimsOf(browser.token);
    expect(exp - iat).toBeLessThanOrEqual(300);
    expect(Number(/Max-Age=(\d+)/.exec((answer.get('Set-Cookie') ?? [])[0] ?? '')?.[1])).toBeLessThanOrEqual(
      300,
    );
  });
});

it('S039 a server whose clock is late takes nothing for alive that the database knows to be over', async () => {
  const browser = await browserOf('alice');
  const { sub, sid } = claimsOf(browser.token);
  const now = Math.floor(Date.now() / 1_000);
  const over = handSigned(HEADER, { sub, sid, iat: now - 1_200, exp: now - 300 });
  world.clock.jump(-3_600_000);
  try {
    expectRefusal(await callerWith(world.url, over).get('/api/users/me'), 'TOKEN_EXPIRED');
    await world.database.query(
      `UPDATE "Session" SET "idleUntil" = now() - interval '1 minute' WHERE id = $1`,
      [browser.sessionId],
    );
    expectRefusal(await browser.refresh(), 'UNAUTHENTICATED');
  } finally {
    world.clock.jump(3_600_000);
  }
});

describe('a page of another origin', () => {
  const FOREIGN: [string, Record<string, string>][] = [
    ['says nothing', {}],
    ['says so', { origin: 'https://evil.example' }],
    ['is a form, or has none', { origin: 'null' }],
    ['says something else', { origin: 'own' }],
    ['may open sockets', { origin: 'https://friend.example' }],
    ['has a name that begins like ours', { origin: 'http://127.0.0.1.evil.example' }],
    ['has another port', { origin: 'http://127.0.0.1:1' }],
  ];

  it.each(FOREIGN)('S040 S090 that %s has nothing of the cookie', async (_case, headers) => {
    const browser = await browserOf('alice');
    expectRefusal(await browser.send('/api/auth/refresh', { headers }), 'ORIGIN_NOT_ALLOWED');
    const code = await newCode('bob');
    for (const [path, body] of [
      ['/api/auth/verify-code', { username: 'bob', code, session: 'cookie' }],
      ['/api/invites/AAAAAAAAAAAAAAAAAAAAAA/guest', { name: 'jo', session: 'cookie' }],
    ] as const) {
      const answer = await browser.send(path, { body, headers });
      expectRefusal(answer, 'ORIGIN_NOT_ALLOWED');
      expect(answer.get('Set-Cookie')).toBeUndefined();
    }
    const moving = await browser.send('/api/sessions', {
      headers: { ...headers, authorization: `Bearer ${browser.token}` },
    });
    expectRefusal(moving, 'ORIGIN_NOT_ALLOWED');
    // Logging out does nothing by a cookie either.
    const leaving = await browser.send('/api/auth/logout', { headers });
    expect([leaving.status, leaving.get('Set-Cookie')]).toEqual([204, undefined]);
    const rows = await world.database.query('SELECT generation, "revokedAt" FROM "Session" WHERE id = $1', [
      browser.sessionId,
    ]);
    expect(rows).toEqual([{ generation: 0, revokedAt: null }]);
    // The code was not used up, and the cookie is good.
    await browser.send('/api/auth/verify-code', { body: { username: 'bob', code } });
    expect((await browser.refresh()).status).toBe(200);
  });

  it.each(['cross-site', 'same-site', 'none'])('S040 that a browser calls %s is refused', async (site) => {
    const browser = await browserOf('alice');
    const headers = { origin: world.url, 'sec-fetch-site': site };
    expectRefusal(await browser.send('/api/auth/refresh', { headers }), 'ORIGIN_NOT_ALLOWED');
    headers['sec-fetch-site'] = 'same-origin';
    expect((await browser.send('/api/auth/refresh', { headers })).status).toBe(200);
  });

  it('S090 cannot do anything else with it: all other routes want a token', async () => {
    const browser = await browserOf('alice');
    for (const path of ['/api/sessions', '/api/rooms', '/api/auth/upgrade'])
      expectRefusal(await browser.send(path, { headers: { origin: world.url } }), 'UNAUTHENTICATED');
    await expect(
      openDevice(world.url, {}, { extraHeaders: { cookie: browser.cookie, origin: world.url } }),
    ).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  });
});

it('S028 a session cannot be refreshed without end', async () => {
  const browser = await browserOf('alice');
  const answers = [];
  for (let n = 0; n < 61; n += 1) answers.push((await browser.refresh()).status);
  expect(answers.slice(0, 60)).toEqual(answers.slice(0, 60).map(() => 200));
  expect(answers[60]).toBe(429);
});
