import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  LoginSession,
  Me,
  MyOidc,
  NewSecondFactor,
  OidcTestResult,
  OidcWay,
  Session,
} from '@chatket/contract';
import { generate } from 'otplib';
import request from 'supertest';
import { type Account, IdentityProvider } from '../../../rig/identity-provider.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { VisitingBrowser } from '../support/visiting.js';

let idp: IdentityProvider;
let world: TestApp;

const LIFTED = { AUTH_VERIFIES_PER_IP: '10000', AUTH_REQUESTS_PER_IP: '10000', WRITES_PER_USER: '10000' };

beforeAll(async () => {
  idp = await IdentityProvider.open();
  // It is away when the server starts.
  world = await startApp({
    ...LIFTED,
    ...idp.environment,
    AUTH_METHODS: 'code,password,passkey,oidc',
    OIDC_NAME: 'Company login',
    OIDC_ROLE_MAP: 'admins:admin,bosses:owner',
    OIDC_LINK_BY_EMAIL: 'on',
    SERVER_OWNERS: 'boss',
  });
});
afterEach(() => {
  world.people.disconnect();
});
afterAll(async () => {
  await world.close();
  await idp.close();
});

const host = () => new URL(world.url).host;
const isClient = (url: URL) => url.host === host() && !url.pathname.startsWith('/api/');

function knows(name: string, more: Partial<Account> = {}): void {
  idp.people.set(name, {
    ...{ sub: `sub-${name}`, preferred_username: name, email: `${name}@example.org`, email_verified: true },
    ...more,
  });
}

/** Goes through the provider's pages as somebody. @returns where the browser ends */
async function through(browser: VisitingBrowser, start: string, name: string): Promise<URL> {
  const there = await browser.goTo(start, isClient);
  if (!there.url.includes('/interaction/')) return new URL(there.url);
  const next = await browser.submit(there.url, { name });
  return new URL((await browser.goTo(next, isClient)).url);
}

const start = (to = '') => `${world.url}/api/auth/oidc/start${to}`;

/** Logs in by the provider. */
async function logIn(name: string, browser = new VisitingBrowser()) {
  const end = await through(browser, start(), name);
  expect(end.hash).toBe('#oidc=done');
  const session = await refresh(browser);
  return { browser, session, as: callerWith(world.url, session.accessToken) };
}

/** As the page of the client does. */
async function refresh(browser: VisitingBrowser): Promise<Session> {
  const response = await browser.ask(`${world.url}/api/auth/refresh`, {
    method: 'POST',
    headers: { origin: world.url },
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Session;
}

/** Somebody who has logged in with a code just now, in a page. */
async function coded(username: string): Promise<{ page: Browser; browser: VisitingBrowser }> {
  const page = new Browser(world.url);
  await page.logIn(username);
  return { page, browser: new VisitingBrowser() };
}

/** Somebody with a second factor, at whom a login waits for it. */
async function halfIn(name: string) {
  knows(name);
  const { as } = await logIn(name);
  const { body } = await as.post('/api/me/second-factor').expect(201);
  const { secret } = body as NewSecondFactor;
  await as.put('/api/me/second-factor', { code: await generate({ secret }) }).expect(200);
  await world.database.query('UPDATE "Totp" SET "lastStep" = 0', []);
  const browser = new VisitingBrowser();
  const end = await through(browser, start(), name);
  const [, challengeId] = /^#oidc=factor-(.+)$/.exec(end.hash) ?? [];
  const goOn = async () =>
    browser.ask(`${world.url}/api/auth/second-factor`, {
      method: 'POST',
      headers: { origin: world.url, 'content-type': 'application/json' },
      body: JSON.stringify({ challengeId, code: await generate({ secret }) }),
    });
  return { browser, goOn };
}

/** Has the provider know the account of a page. @returns where the browser ends */
async function link(page: Browser, browser: VisitingBrowser, name: string): Promise<URL> {
  const response = await browser.ask(`${world.url}/api/me/oidc`, {
    method: 'POST',
    headers: { authorization: `Bearer ${page.token}`, origin: world.url },
  });
  expect(response.status).toBe(201);
  return through(browser, ((await response.json()) as OidcWay).url, name);
}

describe('single sign-on', () => {
  it('is away when the provider is, and the others go on: the server says so, and tries again with the next login', async () => {
    const away = await request(world.url).get('/api/auth/oidc/start').expect(302);
    expect(away.headers.location).toBe('/login#oidc=OIDC_AWAY');
    await coded('early');
    idp.serve(world.url);
    knows('alice');
    const { session } = await logIn('alice');
    expect(session.user.username).toBe('alice');
  });

  it('makes an account with the first login and comes back to it, whatever it is called there', async () => {
    knows('bella', { preferred_username: 'Bella Ünal' });
    const first = await logIn('bella');
    expect(first.session.user.username).toBe('bella-unal');
    knows('bella', { preferred_username: 'somebody-else', email: 'other@example.org' });
    const second = await logIn('bella');
    expect(second.session.user).toEqual(first.session.user);
    const { body } = await second.as.get('/api/sessions').expect(200);
    expect((body as LoginSession[]).map(({ method }) => method)).toEqual(['oidc', 'oidc']);
    const { body: mine } = await second.as.get('/api/me/oidc').expect(200);
    expect(mine).toEqual({
      ...{ name: 'Company login', label: 'other@example.org' },
      ...{ createdAt: expect.any(String), usedAt: expect.any(String) },
    });
  });

  it('is told to everybody, with the words of its button', async () => {
    const { body } = await request(world.url).get('/api/config').expect(200);
    expect(body).toMatchObject({ authMethods: expect.arrayContaining(['oidc']), oidcName: 'Company login' });
  });

  it('S233 leads to no account by a name, nor to one of the owners', async () => {
    await coded('carl');
    knows('carl');
    expect((await logIn('carl')).session.user.username).toBe('carl-2');
    knows('boss');
    expect((await logIn('boss')).session.user.username).not.toBe('boss');
  });

  it('S233 leads to an account by an address only where both have verified it, and never where it is known as somebody else', async () => {
    const dora = await coded('dora');
    const id = dora.page.session?.user.id;
    await world.database.query(
      `INSERT INTO "UserEmail" ("userId", address, key, language) VALUES ($1, $2, $2, 'en')`,
      [id, 'dora@example.org'],
    );
    knows('dora-unproven', { email: 'Dora@Example.org', email_verified: false });
    expect((await logIn('dora-unproven')).session.user.id).not.toBe(id);
    knows('dora-proven', { email: 'Dora@Example.org' });
    expect((await logIn('dora-proven')).session.user.id).toBe(id);
    knows('dora-other', { email: 'dora@example.org' });
    const browser = new VisitingBrowser();
    expect((await through(browser, start(), 'dora-other')).hash).toBe('#oidc=OIDC_TAKEN');
  });

  it('S234 goes on at a place of the client, and at no other', async () => {
    knows('eve');
    const { browser } = await logIn('eve');
    for (const [to, next] of [
      ['?to=/rooms/1', '?next=%2Frooms%2F1'],
      ['?to=//evil.example', ''],
      ['?to=/%5Cevil.example', ''],
      ['?to=https://evil.example/', ''],
      ['?to=/a%0d%0aSet-Cookie:x', ''],
    ]) {
      const end = await through(browser, start(to), 'eve');
      expect([end.origin, end.pathname, end.search]).toEqual([world.url, '/login', next]);
    }
  });

  it('S235 asks for the second factor of an account, and goes on with it', async () => {
    const { goOn } = await halfIn('fay');
    expect((await goOn()).status).toBe(201);
    const [row] = await world.database.query<{ sub: string }>(
      `SELECT "idpSub" AS sub FROM "Session" WHERE method = 'oidc' ORDER BY "createdAt" DESC LIMIT 1`,
      [],
    );
    expect(row?.sub).toBe('sub-fay');
  });

  it('S237 at the provider ends a login that waits for its second factor, and no other one', async () => {
    const [gone, other] = [await halfIn('una'), await halfIn('vic')];
    await logOutThere(gone.browser);
    expect((await gone.goOn()).status).toBe(401);
    expect((await other.goOn()).status).toBe(201);
  });

  it('S235 lets nobody in whose account is closed', async () => {
    knows('gil');
    const { session } = await logIn('gil');
    await world.database.query('UPDATE "User" SET "deactivatedAt" = now() WHERE id = $1', [session.user.id]);
    const end = await through(new VisitingBrowser(), start(), 'gil');
    expect(end.hash).toBe('#oidc=ACCOUNT_DEACTIVATED');
  });

  it('S235 makes no account where the server takes none, and lets those in who have one', async () => {
    knows('hana');
    await logIn('hana');
    knows('newcomer');
    await world.database.query(
      `INSERT INTO "ServerSettings" (id, registration) VALUES (1, 'closed')
       ON CONFLICT (id) DO UPDATE SET registration = 'closed'`,
      [],
    );
    try {
      expect((await through(new VisitingBrowser(), start(), 'newcomer')).hash).toBe(
        '#oidc=REGISTRATION_CLOSED',
      );
      await logIn('hana');
    } finally {
      await world.database.query(`UPDATE "ServerSettings" SET registration = 'open'`, []);
    }
  });
});

describe('what comes back from the provider', () => {
  /** Logs in up to where the browser would come back. */
  async function upToCallback(name: string) {
    const browser = new VisitingBrowser();
    const { url } = await browser.goTo(start());
    const next = await browser.submit(url, { name });
    const { url: callback } = await browser.goTo(next, ({ pathname }) => pathname.endsWith('/callback'));
    return { browser, callback };
  }
  const endOf = async (browser: VisitingBrowser, callback: string) =>
    new URL((await browser.goTo(callback, isClient)).url).hash;

  it('S231 is refused without the browser that began, with another state, with an error, or from another provider', async () => {
    knows('ivy');
    const { browser, callback } = await upToCallback('ivy');
    expect(await endOf(new VisitingBrowser(), callback)).toBe('#oidc=OIDC_FAILED');
    for (const [key, value] of [
      ['state', 'another'],
      ['iss', 'http://127.0.0.1:1'],
      ['code', 'made-up'],
      ['error', 'access_denied'],
    ] as const) {
      const changed = new URL(callback);
      changed.searchParams.set(key, value);
      if (key === 'error') changed.searchParams.delete('code');
      expect([key, await endOf(browser.copy(), changed.href)]).toEqual([key, '#oidc=OIDC_FAILED']);
    }
  });

  it('S231 counts once, and a code that was stolen opens nothing elsewhere', async () => {
    knows('ivy');
    const [mine, theirs] = [await upToCallback('ivy'), await upToCallback('ivy')];
    // The thief has a flow of their own: its verifier does not fit.
    const stolen = new URL(theirs.callback);
    stolen.searchParams.set('code', new URL(mine.callback).searchParams.get('code') ?? '');
    expect(await endOf(theirs.browser, stolen.href)).toBe('#oidc=OIDC_FAILED');
    const { browser, callback } = await upToCallback('ivy');
    const copy = browser.copy();
    expect(await endOf(browser, callback)).toBe('#oidc=done');
    expect(await endOf(copy, callback)).toBe('#oidc=OIDC_FAILED');
    const [session] = await world.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "Session" WHERE "idpSub" = 'sub-ivy'`,
      [],
    );
    expect(session?.count).toBe(1);
  });

  it('S231 is over after ten minutes', async () => {
    knows('ivy');
    const { browser, callback } = await upToCallback('ivy');
    world.clock.advance(11 * 60_000);
    expect(await endOf(browser, callback)).toBe('#oidc=OIDC_FAILED');
  });
});

describe('an account and the provider', () => {
  it('come together in the settings, within minutes of a login, and part again', async () => {
    const { page, browser } = await coded('jack');
    knows('jack-there', { preferred_username: 'jojo' });
    expect((await link(page, browser, 'jack-there')).hash).toBe('#oidc=linked');
    expect((await logIn('jack-there')).session.user.username).toBe('jack');
    expectRefusal(await page.rest().post('/api/me/oidc'), 'CONFLICT');
    await page.rest().delete('/api/me/oidc').expect(204);
    await page.rest().delete('/api/me/oidc').expect(204);
    const { body } = await page.rest().get('/api/me/oidc').expect(200);
    expect((body as MyOidc).label).toBeNull();
    expect((await logIn('jack-there')).session.user.username).toBe('jojo');
    const boss = await coded('boss');
    const { body: log } = await boss.page.rest().get('/api/audit').expect(200);
    const told = (log as AuditEntry[]).filter(({ person }) => person?.username === 'jack');
    expect(told.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['identity.unlinked', 'identity.linked']),
    );
  });

  it('S233 do not come together where the provider knows another account, nor on a device that was left open', async () => {
    knows('kim');
    await logIn('kim');
    const { page, browser } = await coded('kurt');
    expect((await link(page, browser, 'kim')).hash).toBe('#oidc=OIDC_TAKEN');
    await world.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '1 hour' WHERE "userId" = $1`,
      [page.session?.user.id],
    );
    expectRefusal(await page.rest().post('/api/me/oidc'), 'FRESH_LOGIN');
    expectRefusal(await page.rest().delete('/api/me/oidc'), 'FRESH_LOGIN');
  });

  it('S233 do not come together by a login that was ended on the way', async () => {
    const { page, browser } = await coded('lars');
    knows('lars-there');
    const response = await browser.ask(`${world.url}/api/me/oidc`, {
      method: 'POST',
      headers: { authorization: `Bearer ${page.token}`, origin: world.url },
    });
    const { url } = (await response.json()) as OidcWay;
    await page.rest().delete(`/api/sessions/${page.sessionId}`).expect(204);
    expect((await through(browser, url, 'lars-there')).hash).toBe('#oidc=FRESH_LOGIN');
    const rows = await world.database.query(`SELECT 1 FROM "OidcIdentity" WHERE sub = 'sub-lars-there'`, []);
    expect(rows).toEqual([]);
  });

  it('S238 is no fresh login where the provider has not asked who it is for long', async () => {
    knows('lea');
    const { as, session } = await logIn('lea');
    await as.post('/api/me/second-factor').expect(201);
    await world.database.query(
      `UPDATE "Session" SET "idpAuthAt" = now() - interval '1 hour' WHERE "userId" = $1`,
      [session.user.id],
    );
    expectRefusal(await as.post('/api/me/second-factor'), 'FRESH_LOGIN');
  });

  it('goes with the account', async () => {
    knows('mia');
    const { as, session } = await logIn('mia');
    await as.post('/api/me/deletion', { username: 'mia' }).expect(204);
    const rows = await world.database.query('SELECT 1 FROM "OidcIdentity" WHERE "userId" = $1', [
      session.user.id,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('groups of the provider', () => {
  const roleOf = async (id: string) => {
    const [row] = await world.database.query<{ role: number }>(
      'SELECT "serverRole" AS role FROM "User" WHERE id = $1',
      [id],
    );
    return row?.role;
  };

  it('S239 make somebody an admin with each login, and take it back', async () => {
    knows('nora', { groups: ['admins', 'others'] });
    const { session, as } = await logIn('nora');
    const { body } = await as.get('/api/users/me').expect(200);
    expect((body as Me).serverRole).toBe(1);
    knows('nora', { groups: ['others'] });
    await logIn('nora');
    expect(await roleOf(session.user.id)).toBe(0);
    // What was given by hand stays.
    await world.database.query('UPDATE "User" SET "serverRole" = 1 WHERE id = $1', [session.user.id]);
    await logIn('nora');
    expect(await roleOf(session.user.id)).toBe(1);
  });

  it('S239 never take the last owner away', async () => {
    await world.database.query('UPDATE "User" SET "serverRole" = 0 WHERE "serverRole" = 2', []);
    knows('olga', { groups: ['bosses'] });
    const { session } = await logIn('olga');
    expect(await roleOf(session.user.id)).toBe(2);
    knows('olga', { groups: [] });
    await logIn('olga');
    expect(await roleOf(session.user.id)).toBe(2);
    await coded('boss');
    await logIn('olga');
    expect(await roleOf(session.user.id)).toBe(0);
  });
});

describe('logging out', () => {
  it('here leads to the provider, which ends its own', async () => {
    knows('pia');
    const { browser, session } = await logIn('pia');
    const response = await browser.ask(`${world.url}/api/auth/logout`, {
      method: 'POST',
      headers: { origin: world.url, authorization: `Bearer ${session.accessToken}` },
    });
    expect(response.status).toBe(200);
    const url = new URL(((await response.json()) as OidcWay).url);
    expect(url.origin).toBe(idp.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${world.url}/login`);
    const { page } = await browser.goTo(url.href);
    expect(page).toContain('Log out everywhere?');
  });

  it('S237 at the provider ends the logins that began with it, their connections too', async () => {
    knows('quin');
    const { browser, session } = await logIn('quin');
    const socket = await world.people.connect({ ...session.user, token: session.accessToken });
    const revoked = socket.next('auth:revoked');
    await logOutThere(browser);
    await revoked;
    expectRefusal(await callerWith(world.url, session.accessToken).get('/api/sessions'), 'UNAUTHENTICATED');
  });

  it('is believed only of what the provider has signed for that', async () => {
    knows('rob');
    const { session } = await logIn('rob');
    const tell = (body: object | string) =>
      request(world.url).post('/api/auth/oidc/backchannel-logout').type('form').send(body);
    const [kept] = await world.database.query<{ sealed: string }>(
      'SELECT "idTokenSealed" AS sealed FROM "Session" WHERE "userId" = $1',
      [session.user.id],
    );
    expect(kept?.sealed).toMatch(/^[\w+/=]{100,}$/);
    for (const token of ['', 'nonsense', session.accessToken, 'a.b.c', 'x'.repeat(9_000)])
      expectRefusal(await tell({ logout_token: token }), 'VALIDATION', ['logout_token']);
    await callerWith(world.url, session.accessToken).get('/api/sessions').expect(200);
  });
});

/** Logs out at the provider itself. */
async function logOutThere(browser: VisitingBrowser): Promise<void> {
  const at = `${idp.issuer}/session/end`;
  const { page } = await browser.goTo(at);
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
  await browser.submit(`${at}/confirm`, { xsrf, logout: 'yes' });
}

describe('a test of the login', () => {
  it('S240 shows those who run the server what the provider says and what would come of it, and logs nobody in', async () => {
    const { page, browser } = await coded('boss');
    knows('sam', { groups: ['admins'] });
    const test = async (name: string) => {
      const response = await browser.ask(`${world.url}/api/server/oidc/test`, {
        method: 'POST',
        headers: { authorization: `Bearer ${page.token}`, origin: world.url },
      });
      const end = await through(browser, ((await response.json()) as OidcWay).url, name);
      const [, id = ''] = /^#oidc=test-(.+)$/.exec(end.hash) ?? [];
      const { body } = await page.rest().get(`/api/server/oidc/test/${id}`).expect(200);
      return { id, result: body as OidcTestResult };
    };
    const { id, result } = await test('sam');
    expect(result).toMatchObject({
      claims: { sub: 'sub-sam', groups: ['admins'], email: 'sam@example.org' },
      ...{ rule: 'new', username: 'sam', serverRole: 1 },
    });
    const rows = await world.database.query(`SELECT 1 FROM "User" WHERE username = 'sam'`, []);
    expect(rows).toEqual([]);
    const mallory = await coded('mallory');
    expectRefusal(await mallory.page.rest().post('/api/server/oidc/test'), 'FORBIDDEN');
    expectRefusal(await mallory.page.rest().get(`/api/server/oidc/test/${id}`), 'FORBIDDEN');
  });
});
