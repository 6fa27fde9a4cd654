import { describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  LoginSession,
  NewSecondFactor,
  Passkey,
  PasskeyChallenge,
  Session,
} from '@chatket/contract';
import { generate } from 'otplib';
import request, { type Response } from 'supertest';
import { Authenticator, type Quirks } from '../support/authenticator.js';
import { Browser } from '../support/browser.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], {
  AUTH_METHODS: 'code,password,passkey',
  AUTH_VERIFIES_PER_IP: '10000',
  AUTH_REQUESTS_PER_IP: '10000',
  WRITES_PER_USER: '10000',
});
/** Where codes are none, and the server knows where people open it. */
const { world: known } = useWorld([], {
  AUTH_METHODS: 'password,passkey',
  PUBLIC_URL: 'https://chat.example/',
});

const ORIGIN = 'https://chat.example';

/** Somebody with a browser at a server, who has just logged in. */
async function newcomer(username: string): Promise<Browser> {
  const browser = new Browser(world.url);
  await browser.logIn(username);
  return browser;
}

const optionsOf = ({ status, body }: Response): PasskeyChallenge => {
  expect({ status, body }).toEqual({ status: 201, body: expect.anything() });
  return body as PasskeyChallenge;
};
const bearer = (browser: Browser) => ({ authorization: `Bearer ${browser.token}` });
const askNew = async (browser: Browser) =>
  optionsOf(await browser.send('/api/me/passkeys/options', { headers: pageOf(browser) }));
const pageOf = (browser: Browser) => ({ ...bearer(browser), origin: world.url });
const add = (browser: Browser, asked: PasskeyChallenge, made: object, name = 'My phone') =>
  browser.rest().post('/api/me/passkeys/verify', { challengeId: asked.challengeId, name, credential: made });

/** Adds a passkey of a new authenticator. */
async function withPasskey(browser: Browser, isSynced = false) {
  const authenticator = new Authenticator(world.url, { isSynced });
  const asked = await askNew(browser);
  const { body } = await add(browser, asked, authenticator.make(asked)).expect(201);
  return { authenticator, passkey: body as Passkey };
}

const page = () => new Browser(world.url);
const askOne = async (browser = page()) => optionsOf(await browser.post('/api/auth/passkey/options'));
const show = (asked: PasskeyChallenge, credential: object, browser = page(), session?: 'cookie') =>
  browser.post('/api/auth/passkey/verify', {
    ...{ challengeId: asked.challengeId, credential },
    ...(session && { session }),
  });
async function logIn(authenticator: Authenticator, quirks?: Quirks): Promise<Response> {
  const asked = await askOne();
  return show(asked, authenticator.show(asked, quirks));
}

const listOf = async (browser: Browser) =>
  (await browser.rest().get('/api/me/passkeys').expect(200)).body as Passkey[];
const ageLogins = (userId: string) =>
  world.database.query(`UPDATE "Session" SET "createdAt" = now() - interval '1 hour' WHERE "userId" = $1`, [
    userId,
  ]);
const idOf = (browser: Browser) => browser.session?.user.id ?? '';

describe('passkeys', () => {
  it('log in without a name, and are listed with when they were used', async () => {
    const alice = await newcomer('alice');
    const { authenticator, passkey } = await withPasskey(alice, true);
    expect(passkey).toEqual({
      ...{ id: passkey.id, name: 'My phone', isSynced: true },
      ...{ createdAt: expect.any(String), usedAt: null },
    });
    const browser = page();
    const asked = await askOne(browser);
    expect(asked.options).not.toHaveProperty('allowCredentials');
    const answer = await show(asked, authenticator.show(asked), browser, 'cookie');
    expect(answer.status).toBe(201);
    expect((answer.body as Session).user).toEqual(alice.session?.user);
    expect((await browser.refresh()).status).toBe(200);
    const [used] = await listOf(alice);
    expect(used?.usedAt).toEqual(expect.any(String));
    const { body } = await browser.rest().get('/api/sessions').expect(200);
    expect((body as LoginSession[])[0]?.method).toBe('passkey');
    // Twice more: it never counts, as it is on several devices.
    expect((await logIn(authenticator)).status).toBe(201);
    expect((await logIn(authenticator)).status).toBe(201);
  });

  it('ask for somebody who is there, for a key that is found without a name, and for none that is known', async () => {
    const bob = await newcomer('bob');
    const { authenticator } = await withPasskey(bob);
    const { options, forMs } = await askNew(bob);
    expect(options).toMatchObject({
      rp: { id: '127.0.0.1' },
      user: { name: 'bob', displayName: 'bob' },
      attestation: 'none',
      excludeCredentials: [{ id: authenticator.id, type: 'public-key' }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect(forMs).toBe(300_000);
  });

  it('are both factors: no code is asked for behind them', async () => {
    const carol = await newcomer('carol');
    const { authenticator } = await withPasskey(carol);
    const { body } = await carol.rest().post('/api/me/second-factor').expect(201);
    const code = await generate({ secret: (body as NewSecondFactor).secret });
    await carol.rest().put('/api/me/second-factor', { code }).expect(200);
    expect((await page().logIn('carol')).body).toMatchObject({ code: 'SECOND_FACTOR' });
    expect((await logIn(authenticator)).status).toBe(201);
  });

  it('S190 take each challenge once, of however many at once, and only for a while', async () => {
    const dave = await newcomer('dave');
    const { authenticator } = await withPasskey(dave, true);
    const asked = await askOne();
    const shown = authenticator.show(asked);
    const answers = await Promise.all(Array.from({ length: 8 }, () => show(asked, shown)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(401)]);
    expectRefusal(await show(asked, shown), 'UNAUTHENTICATED');
    expectRefusal(await show({ ...asked, challengeId: UNKNOWN_ID }, shown), 'UNAUTHENTICATED');
    // An answer to another question.
    expectRefusal(await show(await askOne(), shown), 'INVALID_PASSKEY');
    const late = await askOne();
    await world.database.query(`UPDATE "Challenge" SET "expiresAt" = now() - interval '1 second'`, []);
    expectRefusal(await show(late, authenticator.show(late)), 'UNAUTHENTICATED');
    // What was asked for a new one logs nobody in.
    const asNew = await askNew(dave);
    expectRefusal(await show(asNew, authenticator.show(asNew)), 'UNAUTHENTICATED');
  });

  it.each<[string, Quirks]>([
    ['for the page of another site', { origin: 'https://chat.example.evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['for whoever holds the device', { isUnverified: true }],
    ['as another person', { userHandle: Buffer.alloc(16).toString('base64url') }],
    ['having left its device', { isSynced: true }],
  ])('S190 do not count when they sign %s', async (what, quirks) => {
    const username = `erin-${String(what.length)}`;
    const erin = await newcomer(username);
    const { authenticator } = await withPasskey(erin);
    expectRefusal(await logIn(authenticator, quirks), 'INVALID_PASSKEY');
    expect((await logIn(authenticator)).status).toBe(201);
  });

  it.each<[string, Quirks]>([
    ['for the page of another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['for whoever holds the device', { isUnverified: true }],
    ['for another challenge', { challenge: 'AAAA' }],
  ])('S190 are not taken when they are made %s', async (what, quirks) => {
    const frank = await newcomer(`frank-${String(what.length)}`);
    const asked = await askNew(frank);
    const made = new Authenticator(world.url).make(asked, quirks);
    expectRefusal(await add(frank, asked, made), 'INVALID_PASSKEY');
    expect(await listOf(frank)).toEqual([]);
  });

  it('S191 are refused when they count less than before: one of two is a copy', async () => {
    const grace = await newcomer('grace');
    const { authenticator } = await withPasskey(grace);
    expect((await logIn(authenticator)).status).toBe(201);
    expect((await logIn(authenticator)).status).toBe(201);
    authenticator.counter -= 1;
    expectRefusal(await logIn(authenticator), 'INVALID_PASSKEY');
    authenticator.counter += 3;
    // Two at once that have counted the same.
    const [one, two] = await Promise.all([askOne(), askOne()]);
    const shown = authenticator.show(one);
    authenticator.counter -= 1;
    const answers = await Promise.all([show(one, shown), show(two, authenticator.show(two))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('S192 are added and removed within minutes of a login only, by nobody else, and not twice', async () => {
    const heidi = await newcomer('heidi');
    const mallory = await newcomer('mallory');
    const { authenticator, passkey } = await withPasskey(heidi);
    // Made for heidi, shown by mallory; and a key that an account has.
    const asked = await askNew(heidi);
    expectRefusal(await add(mallory, asked, new Authenticator(world.url).make(asked)), 'INVALID_PASSKEY');
    const next = await askNew(mallory);
    expectRefusal(await add(mallory, next, authenticator.make(next)), 'CONFLICT');
    await mallory.rest().delete(`/api/me/passkeys/${passkey.id}`).expect(204);
    expect(await listOf(heidi)).toHaveLength(1);
    expect(await listOf(mallory)).toEqual([]);

    const last = await askNew(heidi);
    await ageLogins(idOf(heidi));
    expectRefusal(await heidi.send('/api/me/passkeys/options', { headers: pageOf(heidi) }), 'FRESH_LOGIN');
    expectRefusal(await add(heidi, last, new Authenticator(world.url).make(last)), 'FRESH_LOGIN');
    expectRefusal(await heidi.rest().delete(`/api/me/passkeys/${passkey.id}`), 'FRESH_LOGIN');

    const again = page();
    const shownTo = await askOne(again);
    await show(shownTo, authenticator.show(shownTo), again);
    await again.rest().delete(`/api/me/passkeys/${passkey.id}`).expect(204);
    await again.rest().delete(`/api/me/passkeys/${passkey.id}`).expect(204);
    expectRefusal(await logIn(authenticator), 'INVALID_PASSKEY');
    const rows = await world.database.query<Pick<AuditEntry, 'action' | 'after'>>(
      `SELECT action, after FROM "AuditEntry" WHERE "actorId" = $1 ORDER BY id`,
      [idOf(heidi)],
    );
    expect(rows).toEqual([
      { action: 'passkey.added', after: { name: 'My phone' } },
      { action: 'passkey.removed', after: { name: 'My phone' } },
    ]);
  });

  it('are so many a person, however many are added at once', async () => {
    const ivan = await newcomer('ivan');
    const made = await Promise.all(
      Array.from({ length: 24 }, async () => {
        const asked = await askNew(ivan);
        const { status } = await add(ivan, asked, new Authenticator(world.url).make(asked));
        return status;
      }),
    );
    expect(made.filter((status) => status === 201)).toHaveLength(20);
    expect(made.filter((status) => status === 409)).toHaveLength(4);
    expect(await listOf(ivan)).toHaveLength(20);
  });

  it('S193 tell nobody who has an account: what is asked is the same for all, and so is the refusal', async () => {
    const judy = await newcomer('judy');
    const { authenticator } = await withPasskey(judy);
    const stranger = new Authenticator(world.url);
    const refusals = [await logIn(stranger), await logIn(authenticator, { rpId: 'evil.example' })];
    const said = refusals.map((refusal) => ({ ...expectRefusal(refusal, 'INVALID_PASSKEY'), traceId: '' }));
    expect(said[0]).toEqual(said[1]);
    // Only a page may ask, and only that of this server.
    expectRefusal(await request(world.url).post('/api/auth/passkey/options'), 'ORIGIN_NOT_ALLOWED');
    const evil = await page().post('/api/auth/passkey/options', undefined, {
      origin: 'https://evil.example',
    });
    expectRefusal(evil, 'ORIGIN_NOT_ALLOWED');
    const asked = await askOne();
    const foreign = await page().post(
      '/api/auth/passkey/verify',
      { challengeId: asked.challengeId, credential: authenticator.show(asked), session: 'cookie' },
      { origin: 'https://evil.example' },
    );
    expectRefusal(foreign, 'ORIGIN_NOT_ALLOWED');
  });

  it('S168 open no account that was deactivated', async () => {
    const kim = await newcomer('kim');
    const { authenticator } = await withPasskey(kim);
    await world.database.query(`UPDATE "User" SET "deactivatedAt" = now() WHERE id = $1`, [idOf(kim)]);
    expectRefusal(await logIn(authenticator), 'ACCOUNT_DEACTIVATED');
  });
});

describe('passkeys of a server that knows its address', () => {
  const at = (path: string, body?: object, token = '') =>
    request(known.url).post(`/api${path}`).set('authorization', `Bearer ${token}`).send(body);
  const register = async (username: string): Promise<Session> =>
    (await request(known.url).post('/api/auth/register').send({ username, password: 'nine green tulips' }))
      .body as Session;

  async function addTo({ accessToken }: Session) {
    const authenticator = new Authenticator(ORIGIN);
    const asked = optionsOf(await at('/me/passkeys/options', undefined, accessToken));
    expect(asked.options).toMatchObject({ rp: { id: 'chat.example' } });
    const body = { challengeId: asked.challengeId, name: 'Key', credential: authenticator.make(asked) };
    const { id } = (await at('/me/passkeys/verify', body, accessToken).expect(201)).body as Passkey;
    return { authenticator, id };
  }

  it('belong to that address, whatever the page says', async () => {
    const session = await register('lena');
    const { authenticator } = await addTo(session);
    const asked = optionsOf(await at('/auth/passkey/options'));
    const wrong = {
      challengeId: asked.challengeId,
      credential: authenticator.show(asked, { origin: known.url }),
    };
    expectRefusal(await at('/auth/passkey/verify', wrong), 'INVALID_PASSKEY');
    const next = optionsOf(await at('/auth/passkey/options'));
    const right = { challengeId: next.challengeId, credential: authenticator.show(next) };
    await at('/auth/passkey/verify', right).expect(201);
  });

  it('S192 stay when they are the last way in, also when two are removed at once', async () => {
    const session = await register('mona');
    const first = await addTo(session);
    const second = await addTo(session);
    const remove = ({ id }: { id: string }) =>
      callerWith(known.url, session.accessToken).delete(`/api/me/passkeys/${id}`);
    await known.database.query('DELETE FROM "Password" WHERE "userId" = $1', [session.user.id]);
    const answers = await Promise.all([remove(first), remove(second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const refused = answers.find(({ status }) => status === 409);
    if (refused) expectRefusal(refused, 'LAST_WAY_IN');
    expect(
      await known.database.query('SELECT FROM "Passkey" WHERE "userId" = $1', [session.user.id]),
    ).toHaveLength(1);
  });
});
