import { describe, expect, it } from '@jest/globals';
import type { LoginSession, Session } from '@chatket/contract';
import request from 'supertest';
import { SessionSweep } from '../../src/auth/sessions/session-sweep.js';
import { Browser, claimsOf } from '../support/browser.js';
import { type Device, openDevice } from '../support/device.js';
import { loginRequests } from '../support/login.js';
import { callerWith, expectRefusal, guestAccount, guests, UNKNOWN_ID } from '../support/rest.js';
import { useSecondApp, useWorld } from '../support/world.js';

/** Two processes on one database. */
const { world } = useWorld([], { AUTH_REQUESTS_PER_ACCOUNT: '1000', AUTH_VERIFIES_PER_ACCOUNT: '1000' });
const other = useSecondApp(world);

const { verifyCode, newCode } = loginRequests(() => world.url);

async function browserOf(username: string): Promise<Browser> {
  const browser = new Browser(world.url);
  expect((await browser.logIn(username)).status).toBe(201);
  return browser;
}

const sessionsOf = async (browser: Browser): Promise<LoginSession[]> =>
  (await browser.rest().get('/api/sessions').expect(200)).body as LoginSession[];

const device = (token: string, url = world.url): Promise<Device> => openDevice(url, { token, batch: true });

const left = ({ socket }: Device): Promise<string> =>
  socket.connected
    ? new Promise((resolve) => socket.once('disconnect', resolve))
    : Promise.resolve('io server disconnect');

/** As if it had happened so long ago. */
const age = (sessionId: string, column: 'rotatedAt' | 'idleUntil' | 'endsAt', interval: string) =>
  world.database.query(`UPDATE "Session" SET "${column}" = "${column}" - $2::interval WHERE id = $1`, [
    sessionId,
    interval,
  ]);

describe('a login without a cookie', () => {
  it('is answered as ever, is listed, and can be ended', async () => {
    const answer = await verifyCode({ username: 'plain', code: await newCode('plain') })
      .set('User-Agent', 'a bot of 2024')
      .expect(201);
    const { accessToken, user } = answer.body as Session;
    expect(Object.keys(answer.body as object).sort()).toEqual(['accessToken', 'user']);
    expect(answer.get('Set-Cookie')).toBeUndefined();
    const { iat, exp, sid } = claimsOf(accessToken);
    expect(exp - iat).toBe(7 * 24 * 3600);

    const mine = callerWith(world.url, accessToken);
    const { body } = await mine.get('/api/sessions').expect(200);
    expect(body).toEqual([
      {
        id: sid,
        kind: 'token',
        method: 'code',
        agent: 'a bot of 2024',
        network: '127.0.0.1',
        createdAt: expect.stringMatching(/Z$/),
        lastSeenAt: expect.stringMatching(/Z$/),
        isThis: true,
      },
    ]);
    const socket = await device(accessToken, other.url);
    await mine.delete(`/api/sessions/${sid ?? ''}`).expect(204);
    expect(await left(socket)).toBe('io server disconnect');
    for (const { url } of [world, other])
      expectRefusal(await callerWith(url, accessToken).get('/api/users/me'), 'UNAUTHENTICATED');
    // The person is still there, and so are their other logins.
    const again = await verifyCode({ username: 'plain', code: await newCode('plain') }).expect(201);
    expect((again.body as Session).user).toEqual(user);
  });

  it('is told of its end in the way that clients of the plain contract know', async () => {
    const answer = await verifyCode({ username: 'plain', code: await newCode('plain') }).expect(201);
    const { accessToken } = answer.body as Session;
    const socket = await openDevice(world.url, { token: accessToken });
    await callerWith(world.url, accessToken).post('/api/auth/logout').expect(204);
    await left(socket);
    expect(socket.heard.map(({ event }) => event)).toEqual(['auth:expired']);
  });

  it('of before there were sessions lives on, until all other logins of its person are ended', async () => {
    const [old] = await guests(world, 1);
    const token = old?.token ?? '';
    const sockets = await Promise.all([device(token), device(token, other.url)]);
    expect((await callerWith(world.url, token).get('/api/sessions').expect(200)).body).toEqual([]);
    // One of its kind cannot be told from another.
    await callerWith(world.url, token).delete('/api/sessions').expect(204);
    await callerWith(world.url, token).get('/api/users/me').expect(200);

    const moved = new Browser(world.url);
    expect((await moved.post('/api/sessions', undefined, { authorization: `Bearer ${token}` })).status).toBe(
      201,
    );
    await callerWith(world.url, token).get('/api/users/me').expect(200);
    await moved.rest().delete('/api/sessions').expect(204);
    for (const socket of sockets) expect(await left(socket)).toBe('io server disconnect');
    for (const { url } of [world, other])
      expectRefusal(await callerWith(url, token).get('/api/users/me'), 'UNAUTHENTICATED');
    await moved.rest().get('/api/users/me').expect(200);
  });
});

describe('a login in a cookie', () => {
  it('has a short token, which is refreshed', async () => {
    const browser = await browserOf('erin');
    const { accessToken, expiresInMs } = browser.session ?? {};
    const { iat, exp } = claimsOf(accessToken ?? '');
    expect([exp - iat, expiresInMs]).toEqual([900, 900_000]);
    const before = browser.cookie;
    const answer = await browser.refresh();
    expect(answer.status).toBe(200);
    expect(answer.get('Cache-Control')).toBe('no-store');
    expect(browser.cookie).not.toBe(before);
    expect(browser.session?.user.username).toBe('erin');
    await browser.rest().get('/api/users/me').expect(200);
    expect(await sessionsOf(browser)).toEqual([
      expect.objectContaining({ id: browser.sessionId, kind: 'browser', isThis: true }),
    ]);
  });

  it('moves from a token into a cookie, and lives no longer for it', async () => {
    const answer = await verifyCode({ username: 'erin', code: await newCode('erin') }).expect(201);
    const { accessToken } = answer.body as Session;
    const browser = new Browser(world.url);
    await browser.post('/api/sessions', undefined, { authorization: `Bearer ${accessToken}` });
    const listed = await sessionsOf(browser);
    expect(listed.find(({ isThis }) => isThis)).toMatchObject({ kind: 'browser', method: 'token' });
    const [row] = await world.database.query<{ endsAt: Date }>(
      'SELECT "endsAt" FROM "Session" WHERE id = $1',
      [browser.sessionId],
    );
    const endOfToken = claimsOf(accessToken).exp * 1_000;
    expect(Math.abs((row?.endsAt.getTime() ?? 0) - endOfToken)).toBeLessThan(60_000);
  });

  it('of a guest ends when the guest does, and goes on under a name of its own', async () => {
    const guest = await guestAccount(world);
    const browser = new Browser(world.url);
    await browser.post('/api/sessions', undefined, { authorization: `Bearer ${guest.token}` });
    const before = browser.sessionId;
    const socket = await device(browser.token);
    const cut = new Promise<string>((resolve) => socket.socket.once('disconnect', resolve));
    const code = await newCode('grown');
    const headers = { authorization: `Bearer ${browser.token}` };
    const body = { username: 'grown', code, session: 'cookie' };
    expect((await browser.post('/api/auth/upgrade', body, headers)).status).toBe(201);
    expect(browser.session?.user).toEqual({ id: guest.id, username: 'grown' });
    expect(browser.sessionId).not.toBe(before);
    // They come back by themselves, with either login: other tabs learn of it in a moment.
    expect(await cut).toBe('transport close');
    const [row] = await world.database.query<{ isSoon: boolean; isRevoked: boolean }>(
      `SELECT "endsAt" <= now() + interval '1 minute' AS "isSoon", "revokedAt" IS NOT NULL AS "isRevoked"
       FROM "Session" WHERE id = $1`,
      [before],
    );
    expect(row).toEqual({ isSoon: true, isRevoked: false });
    expect((await browser.refresh()).status).toBe(200);
  });

  it('of a guest link is kept in a cookie where that is asked for', async () => {
    const [host] = await guests(world, 1);
    const owner = callerWith(world.url, host?.token ?? '');
    const room = (await owner.post('/api/rooms', { name: 'Quay' }).expect(201)).body as { id: string };
    const made = await owner.post(`/api/rooms/${room.id}/invites`, { way: 'guest' }).expect(201);
    const path = `/api/invites/${(made.body as { token: string }).token}/guest`;
    const browser = new Browser(world.url);
    expect((await browser.post(path, { name: 'jo', session: 'cookie' })).status).toBe(201);
    const [mine] = await sessionsOf(browser);
    expect(mine).toMatchObject({ kind: 'browser', method: 'guest' });
    const [row] = await world.database.query<{ hours: number }>(
      `SELECT extract(epoch FROM "endsAt" - "createdAt")::float8 / 3600 AS hours FROM "Session" WHERE id = $1`,
      [browser.sessionId],
    );
    expect(row?.hours).toBe(12);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('takes the devices along to which it had messages pushed', async () => {
    const browser = await browserOf('erin');
    const stays = await browserOf('erin');
    const subscription = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      language: 'en',
    };
    for (const [each, name] of [
      [browser, 'one'],
      [stays, 'two'],
    ] as const)
      await each
        .rest()
        .put('/api/me/push', { ...subscription, endpoint: `https://push.invalid/${name}` })
        .expect(204);
    await stays.rest().delete(`/api/sessions/${browser.sessionId}`).expect(204);
    const rows = await world.database.query<{ endpoint: string }>(
      'SELECT endpoint FROM "PushSubscription" WHERE "userId" = $1',
      [stays.session?.user.id],
    );
    expect(rows).toEqual([{ endpoint: 'https://push.invalid/two' }]);
  });
});

describe('forty refreshes at once', () => {
  it('S029 at two processes have one successor, and nobody is thrown out', async () => {
    const browser = await browserOf('forty');
    const there = browser.at(other.url);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        n % 2 === 0
          ? browser.send('/api/auth/refresh', { headers: { origin: world.url } })
          : there.send('/api/auth/refresh', { headers: { origin: other.url } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const cookies = answers.map((answer) => (answer.get('Set-Cookie') ?? [])[0]?.split(';')[0]);
    expect(new Set(cookies).size).toBe(1);
    browser.cookie = cookies[0] ?? '';
    expect((await browser.refresh()).status).toBe(200);
    const rows = await world.database.query('SELECT generation FROM "Session" WHERE id = $1', [
      browser.sessionId,
    ]);
    expect(rows).toEqual([{ generation: 2 }]);
  });
});

describe('a refresh token that comes back', () => {
  async function expectDead(browser: Browser, sockets: Device[]): Promise<void> {
    for (const socket of sockets) {
      expect(await left(socket)).toBe('io server disconnect');
      expect(socket.heard.at(-1)?.event).toBe('auth:revoked');
    }
    expectRefusal(await browser.refresh(), 'UNAUTHENTICATED');
    for (const { url } of [world, other])
      expectRefusal(await browser.rest(url).get('/api/users/me'), 'UNAUTHENTICATED');
  }

  it('S028 two rounds later ends its login in both processes', async () => {
    const browser = await browserOf('reuse');
    const stolen = browser.cookie;
    await browser.refresh();
    await browser.refresh();
    const sockets = await Promise.all([device(browser.token), device(browser.token, other.url)]);
    const thief = browser.at(other.url);
    thief.cookie = stolen;
    expectRefusal(await thief.refresh(), 'UNAUTHENTICATED');
    await expectDead(browser, sockets);
  });

  it('S028 one round later ends it once the moment is over in which answers are lost', async () => {
    const browser = await browserOf('reuse');
    const stolen = browser.cookie;
    await browser.refresh();
    const successor = browser.cookie;
    const again = browser.at(world.url);
    again.cookie = stolen;
    expect((await again.refresh()).status).toBe(200);
    expect(again.cookie).toBe(successor);
    const sockets = await Promise.all([device(browser.token), device(browser.token, other.url)]);
    await age(browser.sessionId, 'rotatedAt', '1 minute');
    again.cookie = stolen;
    expectRefusal(await again.refresh(), 'UNAUTHENTICATED');
    await expectDead(browser, sockets);
  });
});

describe('a session that is ended', () => {
  it('S030 by logging out: its token, its cookie and its connections, in both processes', async () => {
    const browser = await browserOf('leaving');
    const stays = await browserOf('leaving');
    const room = (await stays.rest().post('/api/rooms', { name: 'Quay' }).expect(201)).body as { id: string };
    const [here, there, remains] = await Promise.all([
      device(browser.token),
      device(browser.token, other.url),
      device(stays.token),
    ]);
    for (const socket of [here, remains]) await socket.tell('room:join', { roomId: room.id });
    const answer = await browser.post('/api/auth/logout', undefined, {
      authorization: `Bearer ${browser.token}`,
    });
    expect(answer.status).toBe(204);
    expect(answer.get('Clear-Site-Data')).toBe('"cache"');
    expect((answer.get('Set-Cookie') ?? [])[0]).toMatch(
      /^chatket-[0-9a-f]{8}=; Path=\/; Max-Age=0; HttpOnly/,
    );
    for (const socket of [here, there]) {
      expect(await left(socket)).toBe('io server disconnect');
      await expect(device(browser.token, socket === here ? world.url : other.url)).rejects.toMatchObject({
        data: { code: 'UNAUTHENTICATED' },
      });
    }
    await remains.tell('message:send', { roomId: room.id, text: 'still here', clientMsgId: 'after-logout' });
    await remains.untilMessages(room.id, 1);
    expect(here.messages()).toEqual([]);
    // Twice is once.
    await request(world.url).post('/api/auth/logout').expect(204);
  });

  it('S030 by its cookie alone, when its token has ended meanwhile', async () => {
    const browser = await browserOf('leaving');
    const { cookie } = browser;
    await browser.post('/api/auth/logout');
    browser.cookie = cookie;
    expectRefusal(await browser.refresh(), 'UNAUTHENTICATED');
  });

  it('S030 ends handshakes that are under way', async () => {
    const browser = await browserOf('leaving');
    const stays = await browserOf('leaving');
    const openings = Array.from({ length: 20 }, (_, n) =>
      device(browser.token, n % 2 === 0 ? world.url : other.url).catch(() => undefined),
    );
    await stays.rest().delete(`/api/sessions/${browser.sessionId}`).expect(204);
    for (const opened of await Promise.all(openings))
      if (opened) expect(await left(opened)).toBe('io server disconnect');
  });

  it('S036 is one of their own', async () => {
    const browser = await browserOf('frank');
    const second = await browserOf('frank');
    const stranger = await browserOf('mallory');
    expect((await sessionsOf(browser)).map(({ id }) => id).sort()).toEqual(
      [browser.sessionId, second.sessionId].sort(),
    );
    const foreign = await stranger.rest().delete(`/api/sessions/${browser.sessionId}`);
    const missing = await stranger.rest().delete(`/api/sessions/${UNKNOWN_ID}`);
    expectRefusal(foreign, 'NOT_FOUND');
    expect({ ...(foreign.body as object), traceId: '' }).toEqual({
      ...(missing.body as object),
      traceId: '',
    });
    await browser.rest().get('/api/users/me').expect(200);
    for (const _time of [1, 2]) await browser.rest().delete(`/api/sessions/${second.sessionId}`).expect(204);
    expect((await sessionsOf(browser)).map(({ id }) => id)).toEqual([browser.sessionId]);
    expectRefusal(await second.rest(other.url).get('/api/users/me'), 'UNAUTHENTICATED');
  });

  it('is all of them but the one that asks', async () => {
    const asks = await browserOf('grace');
    const others = [await browserOf('grace'), await browserOf('grace'), await browserOf('grace')];
    const mine = await device(asks.token, other.url);
    const sockets = await Promise.all(others.map(({ token }) => device(token, other.url)));
    await asks.rest().delete('/api/sessions').expect(204);
    for (const socket of sockets) expect(await left(socket)).toBe('io server disconnect');
    for (const each of others) expectRefusal(await each.refresh(), 'UNAUTHENTICATED');
    await mine.settled();
    expect((await sessionsOf(asks)).map(({ id }) => id)).toEqual([asks.sessionId]);
  });

  it('S031 while the bus is away is found by looking, as is somebody who is gone', async () => {
    const browser = await browserOf('hidden');
    const gone = await browserOf('gone');
    const [old] = await guests(world, 1);
    const sockets = await Promise.all(
      [browser.token, gone.token, old?.token ?? ''].map((token) => device(token, other.url)),
    );
    const stays = await browserOf('hidden');
    const remains = await device(stays.token, other.url);
    await world.database.query('UPDATE "Session" SET "revokedAt" = now() WHERE id = $1', [browser.sessionId]);
    await world.database.query('DELETE FROM "User" WHERE id = ANY ($1::uuid[])', [
      [gone.session?.user.id, old?.id],
    ]);
    await other.app.get(SessionSweep).run();
    for (const socket of sockets) expect(await left(socket)).toBe('io server disconnect');
    await remains.settled();
    for (const token of [browser.token, gone.token])
      expectRefusal(await callerWith(other.url, token).get('/api/users/me'), 'UNAUTHENTICATED');
  });
});

describe('a connection whose token ends', () => {
  const MINUTES = 60_000;

  it('is told before, and goes on with a fresh one', async () => {
    const browser = await browserOf('henry');
    const socket = await device(browser.token);
    world.clock.advance(14.5 * MINUTES);
    try {
      const { forMs } = await socket.next('auth:expiring');
      expect(forMs).toBeLessThanOrEqual(MINUTES);
      await browser.refresh();
      const { expiresAt } = await socket.tell('auth:refresh', { token: browser.token });
      expect(Date.parse(expiresAt)).toBe(claimsOf(browser.token).exp * 1_000);
      world.clock.advance(10 * MINUTES);
      await socket.settled();
      expect(socket.all('auth:expiring')).toHaveLength(1);
      expect(socket.socket.connected).toBe(true);
    } finally {
      world.clock.advance(-24.5 * MINUTES);
    }
  });

  it('S033 does not become somebody else', async () => {
    const [browser, stranger] = await Promise.all([browserOf('henry'), browserOf('mallory')]);
    const socket = await device(browser.token);
    expect(await socket.refused('auth:refresh', { token: stranger.token })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await left(socket)).toBe('io server disconnect');
    const kept = await device(browser.token);
    expect(await kept.refused('auth:refresh', { token: 'no token' })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    await kept.settled();
  });
});

describe('when a session was last used', () => {
  it('is noted, though not each time', async () => {
    const browser = await browserOf('ivan');
    await world.database.query(
      `UPDATE "Session" SET "lastSeenAt" = now() - interval '1 hour', "createdAt" = now() - interval '2 hours'
       WHERE id = $1`,
      [browser.sessionId],
    );
    const socket = await device(browser.token, other.url);
    await other.app.get(SessionSweep).run();
    const [row] = await world.database.query<{ isNow: boolean }>(
      `SELECT "lastSeenAt" > now() - interval '5 minutes' AS "isNow" FROM "Session" WHERE id = $1`,
      [browser.sessionId],
    );
    expect(row).toEqual({ isNow: true });
    socket.close();
  });
});
