import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type AuditEntry,
  type LoginSession,
  type Me,
  type OidcWay,
  SERVER_ROLES,
  type Session,
} from '@chatket/contract';
import request from 'supertest';
import { IdentityProvider } from '../../../rig/identity-provider.mjs';
import { Setup } from '../../src/auth/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { VisitingBrowser } from '../support/visiting.js';

let idp: IdentityProvider;
/** The provider is the only way in, and makes no accounts of itself. */
let world: TestApp;

beforeAll(async () => {
  idp = await IdentityProvider.open();
  const closed = { OIDC_AUTO_CREATE: 'off', REGISTRATION: 'closed', OIDC_REQUIRED_GROUP: 'staff' };
  const lifted = { AUTH_VERIFIES_PER_IP: '10000' };
  world = await startApp({ ...idp.environment, ...closed, ...lifted, AUTH_METHODS: 'oidc' });
  idp.serve(world.url);
});
beforeEach(() => world.database.query('UPDATE "User" SET "serverRole" = 0, "deactivatedAt" = NULL'));
afterAll(async () => {
  await world.close();
  await idp.close();
});

function knows(name: string, groups = ['staff']): void {
  idp.people.set(name, { sub: `sub-${name}`, preferred_username: name, groups });
}

async function newToken(): Promise<string> {
  const path = (await world.app.get(Setup).offer()) ?? '';
  expect(path).toMatch(/^\/setup#[\w-]{32}$/);
  return path.slice(path.indexOf('#') + 1);
}

const isClient = (url: URL) => url.host === new URL(world.url).host && !url.pathname.startsWith('/api/');

/** Opens the link and goes to the provider. @returns what brings the browser back */
async function leave(token: string, browser = new VisitingBrowser()) {
  const response = await browser.ask(`${world.url}/api/setup/oidc`, {
    method: 'POST',
    headers: { origin: world.url, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  expect(response.status).toBe(201);
  const { url } = (await response.json()) as OidcWay;
  return through(browser, url);
}

async function through(browser: VisitingBrowser, start: string) {
  const there = await browser.goTo(start, isClient);
  const as = async (name: string): Promise<string> => {
    const next = await browser.submit(there.url, { name });
    const { pathname, search, hash } = new URL((await browser.goTo(next, isClient)).url);
    return pathname + search + hash;
  };
  return { browser, as };
}

const strangerLogsIn = async (name: string) =>
  (await through(new VisitingBrowser(), `${world.url}/api/auth/oidc/start`)).as(name);

async function sessionOf(browser: VisitingBrowser) {
  const asked = { method: 'POST', headers: { origin: world.url } };
  const session = (await (await browser.ask(`${world.url}/api/auth/refresh`, asked)).json()) as Session;
  const as = callerWith(world.url, session.accessToken);
  const { body } = await as.get('/api/users/me').expect(200);
  return { as, user: session.user, role: (body as Me).serverRole };
}

const owners = async () =>
  (
    await world.database.query<{ username: string }>('SELECT username FROM "User" WHERE "serverRole" = 2')
  ).map(({ username }) => username);

describe('S274 a new server that single sign-on alone lets into', () => {
  it('is owned by who opened its link and came back from the provider, whoever else may make an account', async () => {
    knows('founder');
    const token = await newToken();
    const { browser, as } = await leave(token);
    expect(await as('founder')).toBe('/setup#oidc=done');
    const founder = await sessionOf(browser);
    expect(founder).toMatchObject({ user: { username: 'founder' }, role: SERVER_ROLES.owner });
    const logins = (await founder.as.get('/api/sessions').expect(200)).body as LoginSession[];
    expect(logins.map(({ method }) => method)).toEqual(['oidc']);
    const { body } = await founder.as.get('/api/audit?action=server.setUp').expect(200);
    expect((body as AuditEntry[])[0]).toMatchObject({ actor: founder.user, person: founder.user });
    expect(await world.app.get(Setup).offer()).toBeUndefined();

    // They come back by the provider, to the same account.
    const again = await through(new VisitingBrowser(), `${world.url}/api/auth/oidc/start`);
    expect(await again.as('founder')).toBe('/login#oidc=done');
    expect(await sessionOf(again.browser)).toMatchObject({ user: founder.user, role: SERVER_ROLES.owner });
  });

  it('makes nobody its owner who logs in first without the link', async () => {
    const open = await startApp({ ...idp.environment, AUTH_METHODS: 'oidc' });
    const mine = world;
    world = open;
    idp.serve(open.url);
    try {
      knows('stranger');
      expect(await strangerLogsIn('stranger')).toBe('/login#oidc=done');
      expect(await owners()).toEqual([]);
      // Who logged in before they opened the link owns it by the account they have.
      const { browser, as } = await leave(await newToken());
      expect(await as('stranger')).toBe('/setup#oidc=done');
      expect(await sessionOf(browser)).toMatchObject({
        user: { username: 'stranger' },
        role: SERVER_ROLES.owner,
      });
    } finally {
      world = mine;
      idp.serve(world.url);
      await open.close();
    }
  });

  it('is set up by no name: nobody could log in to such an account again', async () => {
    const token = await newToken();
    const answer = await request(world.url).post('/api/setup').send({ token, username: 'nameless' });
    expectRefusal(answer, 'NOT_FOUND');
    expect(await world.database.query(`SELECT 1 FROM "User" WHERE username = 'nameless'`)).toEqual([]);
    await request(world.url).post('/api/setup/look').send({ token }).expect(204);
  });

  it('keeps its link for another try when the provider says no, and names what was wrong', async () => {
    knows('outsider', []);
    const token = await newToken();
    const { as } = await leave(token);
    expect(await as('outsider')).toBe(`/setup#${token}&oidc=OIDC_NOT_ALLOWED`);
    expect(await owners()).toEqual([]);
    knows('second');
    expect(await (await leave(token)).as('second')).toBe('/setup#oidc=done');
    expect(await owners()).toEqual(['second']);
  });

  it('is owned by one of two who open the link at once, and no account is left of the other', async () => {
    const token = await newToken();
    for (const name of ['left', 'right']) knows(name);
    const [left, right] = [await leave(token), await leave(token)];
    const ends = await Promise.all([left.as('left'), right.as('right')]);
    expect(ends.sort()).toEqual([`/setup#${token}&oidc=SETUP_LINK_INVALID`, '/setup#oidc=done'].sort());
    const made = await world.database.query(`SELECT 1 FROM "User" WHERE username IN ('left', 'right')`);
    expect(made).toHaveLength(1);
  });

  it('is not given to an account that is closed, and its link holds', async () => {
    knows('closed');
    expect(await (await leave(await newToken())).as('closed')).toBe('/setup#oidc=done');
    await world.database.query(
      `UPDATE "User" SET "serverRole" = 0, "deactivatedAt" = now() WHERE username = 'closed'`,
    );
    const token = await newToken();
    expect(await (await leave(token)).as('closed')).toBe(`/setup#${token}&oidc=ACCOUNT_DEACTIVATED`);
    expect(await owners()).toEqual([]);
    await request(world.url).post('/api/setup/look').send({ token }).expect(204);
  });

  it('sends nobody to the provider by a link that does not hold', async () => {
    const answer = await request(world.url).post('/api/setup/oidc').send({ token: 'made-up' });
    expectRefusal(answer, 'SETUP_LINK_INVALID');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is no way in where there is no single sign-on', async () => {
    const other = await startApp({ AUTH_METHODS: 'password' });
    const answer = await request(other.url).post('/api/setup/oidc').send({ token: 'made-up' });
    await other.close();
    expectRefusal(answer, 'NOT_FOUND');
  });
});
