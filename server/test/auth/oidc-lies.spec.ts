import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewSecondFactor, Session } from '@chatket/contract';
import { generate } from 'otplib';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { type Lie, LyingProvider } from '../support/lying-provider.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { VisitingBrowser } from '../support/visiting.js';

const EVENT = { 'http://schemas.openid.net/event/backchannel-logout': {} };

let provider: LyingProvider;
/** Where the provider is the only way to log in, and only some are let in. */
let world: TestApp;
const environment = () => ({
  ...{ AUTH_METHODS: 'oidc,passkey', OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'chatket' },
  ...{ OIDC_REQUIRED_GROUP: 'staff', OIDC_GROUPS_CLAIM: 'realm.roles', OIDC_DOMAINS: 'example.org' },
});

beforeAll(async () => {
  provider = await LyingProvider.open();
  world = await startApp(environment());
});
beforeEach(() => {
  provider.claims = person('alice');
  provider.lie = {};
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

function person(name: string) {
  return {
    ...{ sub: `sub-${name}`, sid: `sid-${name}`, preferred_username: name, email: `${name}@example.org` },
    ...{ email_verified: true, realm: { roles: ['staff'] }, auth_time: now() },
  };
}

/** In the seconds of tokens. */
const now = () => Math.floor(Date.now() / 1_000);

/** Logs in as whomever the provider says. @returns how it ends, and the browser */
async function logIn(how = ''): Promise<{ end: string; browser: VisitingBrowser }> {
  const browser = new VisitingBrowser();
  const begun = await browser.ask(`${world.url}/api/auth/oidc/start${how}`);
  const asked = new URL(begun.headers.get('location') ?? '').searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  provider.nonce = asked.get('nonce') ?? '';
  const back = new URL(asked.get('redirect_uri') ?? '');
  back.search = new URLSearchParams({ code: 'one', state: asked.get('state') ?? '' }).toString();
  const { headers } = await browser.ask(back.href);
  return { end: headers.get('location') ?? '', browser };
}

async function sessionOf(browser: VisitingBrowser): Promise<Session> {
  const asked = { method: 'POST', headers: { origin: world.url } };
  return (await (await browser.ask(`${world.url}/api/auth/refresh`, asked)).json()) as Session;
}

describe('what a provider says of somebody', () => {
  it('is believed where it is right', async () => {
    expect((await logIn()).end).toBe('/login#oidc=done');
  });

  it.each<[string, () => Lie]>([
    ['of another provider', () => ({ claims: { iss: 'http://127.0.0.1:1' } })],
    ['for another server', () => ({ claims: { aud: 'another' } })],
    [
      'for several, of which this is not the one that asked',
      () => ({ claims: { aud: ['chatket', 'x'], azp: 'x' } }),
    ],
    ['for another flow', () => ({ claims: { nonce: 'another' } })],
    ['for no flow', () => ({ claims: { nonce: undefined as unknown as string } })],
    ['that is over', () => ({ claims: { iat: now() - 600, exp: now() - 300 } })],
    ['without an end', () => ({ claims: { exp: undefined as unknown as number } })],
    ['that somebody else has signed', () => ({ isForged: true })],
    ['of nobody', () => ({ claims: { sub: undefined as unknown as string } })],
    ['of somebody with an endless name', () => ({ claims: { sub: 'x'.repeat(300) } })],
  ])('S232 is not believed %s', async (_, lie) => {
    provider.lie = lie();
    const before = await sessions();
    expect((await logIn()).end).toBe('/login#oidc=OIDC_FAILED');
    expect(await sessions()).toBe(before);
  });

  it.each([
    ['in no such group', { realm: { roles: ['guests'] } }],
    ['in no group', { realm: undefined }],
    ['with an address of another domain', { email: 'alice@example.com' }],
    ['with an address of such a domain that is not verified', { email_verified: false }],
    ['with an address that only ends so', { email: 'alice@evil-example.org' }],
  ])('S235 lets nobody in %s', async (_, claims) => {
    provider.claims = { ...person('alice'), ...claims };
    expect((await logIn()).end).toBe('/login#oidc=OIDC_NOT_ALLOWED');
  });

  it('leaves the last way in to who has no other', async () => {
    const { browser } = await logIn();
    const { accessToken } = await sessionOf(browser);
    expectRefusal(await callerWith(world.url, accessToken).delete('/api/me/oidc'), 'LAST_WAY_IN');
  });

  it.each([
    ['does not tell when they proved it', undefined, 'OIDC_NOT_FRESH'],
    ['tells that this was long ago', now() - 3_600, 'OIDC_FAILED'],
  ])('S238 is no fresh login where it %s, nor one at all that wants it proven anew', async (_, at, code) => {
    provider.claims = { ...person('alice'), auth_time: at };
    const { end, browser } = await logIn();
    expect(end).toBe('/login#oidc=done');
    const { accessToken } = await sessionOf(browser);
    expectRefusal(await callerWith(world.url, accessToken).delete('/api/me/oidc'), 'FRESH_LOGIN');
    // Whoever sits there can take that out of the address of the provider: what is signed counts.
    expect((await logIn('?fresh=true')).end).toBe(`/login#oidc=${code}`);
    provider.claims = person('alice');
    expect((await logIn('?fresh=true')).end).toBe('/login#oidc=done');
  });

  it('S286 is a fresh login by the second factor of an account, where the provider does not tell when they proved it', async () => {
    provider.claims = person('bea');
    const { accessToken } = await sessionOf((await logIn()).browser);
    const mine = callerWith(world.url, accessToken);
    const { secret } = (await mine.post('/api/me/second-factor').expect(201)).body as NewSecondFactor;
    const codeAt = (steps: number) =>
      generate({ secret, epoch: Math.floor(world.clock.now() / 1_000) + steps * 30 });
    // The code of the step before counts as long as this one lasts.
    await world.clock.standing(async () => {
      await mine.put('/api/me/second-factor', { code: await codeAt(-1) }).expect(200);
    });

    provider.claims = { ...person('bea'), auth_time: undefined };
    const { end, browser } = await logIn('?fresh=true');
    const challengeId = /^\/login#oidc=factor-([\w-]+)$/.exec(end)?.[1];
    const { accessToken: fresh } = await goOn(browser, { challengeId, code: await codeAt(0) });
    await callerWith(world.url, fresh).post('/api/tokens', { name: 'A program', scope: 'read' }).expect(201);
    await callerWith(world.url, fresh).post('/api/me/pause').expect(204);
  });

  it('S286 asks nobody anew who does not want it, and takes a login without it for none that is fresh', async () => {
    provider.claims = { ...person('cleo'), auth_time: undefined };
    expect((await logIn('?fresh=true')).end).toBe('/login#oidc=OIDC_NOT_FRESH');
    const { end, browser } = await logIn();
    expect(end).toBe('/login#oidc=done');
    const { accessToken } = await sessionOf(browser);
    expectRefusal(await callerWith(world.url, accessToken).post('/api/me/pause'), 'FRESH_LOGIN');
  });
});

/** The second half of a login. */
async function goOn(browser: VisitingBrowser, body: object): Promise<Session> {
  const asked = {
    method: 'POST',
    headers: { origin: world.url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return (await (await browser.ask(`${world.url}/api/auth/second-factor`, asked)).json()) as Session;
}

async function sessions(): Promise<number> {
  const [row] = await world.database.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM "Session"',
    [],
  );
  return row?.count ?? 0;
}

describe('a logout that a provider tells', () => {
  const tell = (token: string) =>
    request(world.url).post('/api/auth/oidc/backchannel-logout').type('form').send({ logout_token: token });
  const right = (more: object = {}) => ({
    ...{ jti: randomUUID(), events: EVENT, sid: 'sid-carol' },
    ...more,
  });
  const typ = 'logout+jwt';

  async function carol() {
    provider.claims = person('carol');
    const { browser } = await logIn();
    const { accessToken } = await sessionOf(browser);
    return callerWith(world.url, accessToken);
  }

  it.each<[string, () => Promise<string>]>([
    ['that somebody else has signed', () => provider.sign(right(), { typ, isForged: true })],
    ['of another provider', () => provider.sign(right({ iss: 'http://127.0.0.1:1' }), { typ })],
    ['for another server', () => provider.sign(right({ aud: 'another' }), { typ })],
    ['of before', () => provider.sign(right({ iat: now() - 300 }), { typ })],
    ['that was made for a login', () => provider.sign(right({ nonce: 'x' }), { typ })],
    ['that is an ID token', () => provider.sign(right({ events: undefined, sub: 'sub-carol' }))],
    ['that is a token of another kind', () => provider.sign(right(), { typ: 'at+jwt' })],
    ['that is no logout', () => provider.sign(right({ events: { other: {} } }), { typ })],
    ['of nobody', () => provider.sign(right({ sid: undefined }), { typ })],
    ['without a number', () => provider.sign(right({ jti: undefined }), { typ })],
  ])('S236 is not believed %s', async (_, token) => {
    const as = await carol();
    expectRefusal(await tell(await token()), 'VALIDATION', ['logout_token']);
    await as.get('/api/sessions').expect(200);
  });

  it.each([undefined, 'JWT', 'application/logout+jwt'])('counts where it calls itself %s', async (its) => {
    const as = await carol();
    await tell(await provider.sign(right(), { ...(its && { typ: its }) })).expect(200);
    expectRefusal(await as.get('/api/sessions'), 'UNAUTHENTICATED');
  });

  it('is to be told again while the keys of the provider cannot be had, and counts then', async () => {
    // It has none of them yet.
    const fresh = await startApp(environment());
    try {
      const token = await provider.sign(right(), { typ });
      const told = () =>
        request(fresh.url).post('/api/auth/oidc/backchannel-logout').send({ logout_token: token });
      for (const keys of ['refused', 'garbled', 'cut off'] as const) {
        provider.keys = keys;
        expectRefusal(await told(), 'OIDC_AWAY');
      }
      provider.keys = 'given';
      await told().expect(200);
    } finally {
      provider.keys = 'given';
      await fresh.close();
    }
  });

  it('S236 S237 ends that session, or all of a person, and counts once', async () => {
    const [one, other] = [await carol(), await carol()];
    const token = await provider.sign(right({ sub: 'sub-carol', sid: undefined }), { typ });
    await tell(token).expect(200);
    for (const as of [one, other]) expectRefusal(await as.get('/api/sessions'), 'UNAUTHENTICATED');
    const later = await carol();
    expectRefusal(await tell(token), 'VALIDATION', ['logout_token']);
    await later.get('/api/sessions').expect(200);
    // Of somebody else, in the same session: nobody's.
    await tell(await provider.sign(right({ sub: 'sub-alice' }), { typ })).expect(200);
    await later.get('/api/sessions').expect(200);
    await tell(await provider.sign(right(), { typ })).expect(200);
    expectRefusal(await later.get('/api/sessions'), 'UNAUTHENTICATED');
  });
});
