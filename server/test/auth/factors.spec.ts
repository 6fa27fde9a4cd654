import { describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  LoginSession,
  NewSecondFactor,
  RecoveryCodes,
  RestError,
  SecondFactorState,
  Session,
} from '@chatket/contract';
import bcrypt from 'bcrypt';
import { generate } from 'otplib';
import request, { type Response } from 'supertest';
import { newRecoveryCodes } from '../../src/auth/second-factor/recovery-codes.js';
import { Browser, claimsOf } from '../support/browser.js';
import { openDevice } from '../support/device.js';
import { loginRequests } from '../support/login.js';
import { callerWith, expectRefusal, guestAccount, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], {
  AUTH_METHODS: 'code,password',
  AUTH_VERIFIES_PER_IP: '10000',
  AUTH_REQUESTS_PER_IP: '10000',
});
const { newCode } = loginRequests(() => world.url);

const GOOD = 'nine green tulips';
const BETTER = 'ten yellow tulips';

const post = (path: string, body: object, token?: string) => {
  const call = request(world.url).post(`/api${path}`);
  if (token !== undefined) void call.set('authorization', `Bearer ${token}`);
  return call.send(body);
};
const register = (username: string, password = GOOD, token?: string) =>
  post('/auth/register', { username, password }, token);
const logIn = (username: string, password = GOOD) => post('/auth/login', { username, password });
const sessionOf = ({ body }: Response) => body as Session;
const tokenOf = (response: Response) => sessionOf(response).accessToken;
const as = (token: string) => callerWith(world.url, token);
const query = (text: string, values: unknown[]) => world.database.query(text, values);

/** As if their logins had happened so long ago. */
const ageLogins = (username: string) =>
  query(
    `UPDATE "Session" SET "createdAt" = now() - interval '1 hour'
     WHERE "userId" = (SELECT id FROM "User" WHERE username = $1)`,
    [username],
  );

const hashOf = async (username: string): Promise<string> => {
  const rows = await world.database.query<{ hash: string }>(
    'SELECT p.hash FROM "Password" p JOIN "User" u ON u.id = p."userId" WHERE u.username = $1',
    [username],
  );
  return rows[0]?.hash ?? '';
};

describe('passwords', () => {
  it('make an account and log in with the body of every login', async () => {
    const made = await register('tulip').expect(201);
    expect(Object.keys(made.body as object).sort()).toEqual(['accessToken', 'user']);
    expect(made.get('Cache-Control')).toBe('no-store');
    const { user } = sessionOf(made);
    expect(sessionOf(await logIn(' TULIP ').expect(201)).user).toEqual(user);
    const list = (await as(tokenOf(made)).get('/api/sessions').expect(200)).body as LoginSession[];
    expect(list.map(({ method }) => method)).toEqual(['password', 'password']);
    // New people are let into the first room, however they come.
    expect((await as(tokenOf(made)).get('/api/rooms').expect(200)).body).toHaveLength(1);
    // And somebody with a code is who they were.
    const code = await newCode('tulip');
    expect(sessionOf(await post('/auth/verify-code', { username: 'tulip', code })).user).toEqual(user);
  });

  it('make no account where they cannot be kept: the name stays free', async () => {
    await query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`,
      [],
    );
    await query('CREATE TRIGGER refuse BEFORE INSERT ON "Password" EXECUTE FUNCTION refuse()', []);
    const guest = await guestAccount(world);
    expect((await register('lily')).status).toBe(500);
    expect((await register('lily', GOOD, guest.token)).status).toBe(500);
    await query('DROP FUNCTION refuse CASCADE', []);
    expect(await query('SELECT 1 FROM "User" WHERE username = $1', ['lily'])).toEqual([]);
    await register('lily').expect(201);
  });

  it('are kept in a cookie for pages of this server, and for no others', async () => {
    await register('cookie').expect(201);
    const browser = new Browser(world.url);
    const body = { username: 'cookie', password: GOOD, session: 'cookie' };
    expect((await browser.post('/api/auth/login', body)).status).toBe(201);
    expect((await browser.refresh()).status).toBe(200);
    expectRefusal(await post('/auth/login', body), 'ORIGIN_NOT_ALLOWED');
  });

  it('S171 are no first guesses, and neither short nor endless', async () => {
    const bad = [
      'short',
      'Password2024!',
      '1234567890',
      'aaaaaaaaaabb',
      'zyxwvutsrqp',
      'bestguess123',
      'x'.repeat(257),
    ];
    for (const password of bad) {
      const answer = await register('bestguess', password);
      expect({ password, fields: (answer.body as RestError).fields }).toEqual({
        password,
        fields: [{ field: 'password', message: expect.any(String) }],
      });
    }
    expect((await register('bestguess', '😀 grün ﬁsh').expect(201)).status).toBe(201);
    // However a keyboard makes its letters.
    await logIn('bestguess', '😀 gru\u0308n fish').expect(201);
    await register('longest', [...'abcdefgh'].join('').repeat(32)).expect(201);
  });

  it('S172 tell nobody whether there is an account, and are locked for names that nobody has just as well', async () => {
    await register('locked').expect(201);
    const code = await newCode('codes-only');
    await post('/auth/verify-code', { username: 'codes-only', code }).expect(201);
    const answers: unknown[] = [];
    for (const username of ['locked', 'codes-only', 'nobody-here']) {
      const answer = await logIn(username, 'a wrong password');
      expectRefusal(answer, 'INVALID_PASSWORD');
      answers.push({ ...(answer.body as RestError), traceId: '' });
      await query('UPDATE "LoginTries" SET failures = 20 WHERE key = $1', [`password:${username}`]);
      expectRefusal(await logIn(username), 'TOO_MANY_ATTEMPTS');
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await query(`UPDATE "LoginTries" SET "failuresOn" = CURRENT_DATE - 1 WHERE key = $1`, [
      'password:locked',
    ]);
    await logIn('locked').expect(201);
  });

  it('S172 of many tries at once no more are let through than of a day', async () => {
    await register('hammered').expect(201);
    await query(
      `INSERT INTO "LoginTries" (key, failures, "failuresOn") VALUES ('password:hammered', 17, CURRENT_DATE)
       ON CONFLICT (key) DO UPDATE SET failures = 17`,
      [],
    );
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => logIn('hammered', 'a wrong password')),
    );
    const codes = answers.map(({ body }) => (body as RestError).code);
    expect(codes.filter((code) => code === 'INVALID_PASSWORD')).toHaveLength(3);
    expect(codes.filter((code) => code === 'TOO_MANY_ATTEMPTS')).toHaveLength(9);
  });

  it('S173 a name is made once, and one that somebody has cannot be registered', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => register('once')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const code = await newCode('with-codes');
    await post('/auth/verify-code', { username: 'with-codes', code }).expect(201);
    expectRefusal(await register('with-codes'), 'CONFLICT');
    expectRefusal(await logIn('with-codes'), 'INVALID_PASSWORD');
  });

  it('of before, by bcrypt, are taken and replaced by better ones', async () => {
    const { user } = sessionOf(await register('imported').expect(201));
    const before = await bcrypt.hash('of another seed', 4);
    await query('UPDATE "Password" SET hash = $2 WHERE "userId" = $1', [user.id, before]);
    expectRefusal(await logIn('imported', 'of another sea'), 'INVALID_PASSWORD');
    expect(await hashOf('imported')).toBe(before);
    await logIn('imported', 'of another seed').expect(201);
    expect(await hashOf('imported')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await logIn('imported', 'of another seed').expect(201);
  });

  it('S174 are changed by who knows them, which ends all other logins', async () => {
    const mine = tokenOf(await register('changes').expect(201));
    const elsewhere = await openDevice(world.url, { token: tokenOf(await logIn('changes').expect(201)) });
    const left = new Promise((resolve) => elsewhere.socket.once('disconnect', resolve));
    const change = (body: object) => as(mine).put('/api/me/password', body);
    expectRefusal(await change({ password: BETTER }), 'INVALID_PASSWORD');
    expectRefusal(await change({ password: BETTER, current: BETTER }), 'INVALID_PASSWORD');
    expectRefusal(await change({ password: 'short', current: GOOD }), 'VALIDATION', ['password']);
    await change({ password: BETTER, current: GOOD }).expect(204);
    await left;
    expectRefusal(await logIn('changes'), 'INVALID_PASSWORD');
    await logIn('changes', BETTER).expect(201);
    expect((await as(mine).get('/api/me/password').expect(200)).body).toEqual({ isSet: true });
  });

  it('S174 S175 are set for the first time only within minutes of a login', async () => {
    const code = await newCode('first-one');
    const token = tokenOf(await post('/auth/verify-code', { username: 'first-one', code }).expect(201));
    expect((await as(token).get('/api/me/password').expect(200)).body).toEqual({ isSet: false });
    await ageLogins('first-one');
    expectRefusal(await as(token).put('/api/me/password', { password: GOOD }), 'FRESH_LOGIN');
    expectRefusal(await as(token).post('/api/me/second-factor'), 'FRESH_LOGIN');
    // An old login does not become a new one by being moved into a cookie.
    const browser = new Browser(world.url);
    await browser.post('/api/sessions', undefined, { authorization: `Bearer ${token}` });
    expectRefusal(await browser.rest().put('/api/me/password', { password: GOOD }), 'FRESH_LOGIN');
    const next = await newCode('first-one');
    const fresh = tokenOf(await post('/auth/verify-code', { username: 'first-one', code: next }).expect(201));
    await as(fresh).put('/api/me/password', { password: GOOD }).expect(204);
    await logIn('first-one').expect(201);
    const rows = await world.database.query<Pick<AuditEntry, 'action'>>(
      `SELECT action FROM "AuditEntry" a JOIN "User" u ON u.id = a."actorId" WHERE u.username = $1`,
      ['first-one'],
    );
    expect(rows.map(({ action }) => action)).toEqual(['password.set']);
  });

  it('give a guest a name, and the same account', async () => {
    const guest = await guestAccount(world);
    const { user } = sessionOf(await register('was-guest', GOOD, guest.token).expect(201));
    expect(user).toEqual({ id: guest.id, username: 'was-guest' });
    expect(sessionOf(await logIn('was-guest').expect(201)).user).toEqual(user);
  });
});

const STEP_MS = 30_000;

/** Somebody with a second factor. */
async function withFactor(username: string) {
  const token = tokenOf(await register(username).expect(201));
  const { secret, qr } = (await as(token).post('/api/me/second-factor').expect(201)).body as NewSecondFactor;
  expect(qr).toMatch(/^data:image\/svg\+xml;base64,/);
  // The code of the step before counts as long as this one lasts: not where it is about to end.
  const leftMs = STEP_MS - (world.clock.now() % STEP_MS);
  if (leftMs < STEP_MS / 2) world.clock.advance(leftMs);
  const code = (stepsAhead = 0) =>
    generate({ secret, epoch: Math.floor((world.clock.now() + stepsAhead * STEP_MS) / 1_000) });
  const confirmed = await as(token)
    .put('/api/me/second-factor', { code: await code(-1) })
    .expect(200);
  const { recoveryCodes } = confirmed.body as RecoveryCodes;
  return { token, secret, code, recoveryCodes, username };
}

const halfOf = async (username: string): Promise<string> => {
  const answer = await logIn(username);
  return challengeOf(answer);
};

/** What goes with a login that is only half of one. */
function challengeOf({ status, body }: Response): string {
  const { code, challengeId = '', methods } = body as RestError;
  expect({ status, code, methods }).toEqual({
    status: 401,
    code: 'SECOND_FACTOR',
    methods: ['totp', 'recovery'],
  });
  return challengeId;
}
const goOn = (challengeId: string, code: string) => post('/auth/second-factor', { challengeId, code });

describe('the second factor', () => {
  it('S176 stands before every login of who has switched it on, and no half of a login is one', async () => {
    const { token, code, recoveryCodes, username } = await withFactor('two-factors');
    expect(recoveryCodes).toHaveLength(10);
    expect((await as(token).get('/api/me/second-factor').expect(200)).body).toEqual({
      isOn: true,
      recoveryLeft: 10,
    });
    const count = async () => ((await as(token).get('/api/sessions')).body as LoginSession[]).length;
    const before = await count();
    const half = await halfOf(username);
    const byCode = await post('/auth/verify-code', { username, code: await newCode(username) });
    const otherHalf = challengeOf(byCode);
    expect(await count()).toBe(before);
    expect(byCode.get('Set-Cookie')).toBeUndefined();
    expectRefusal(await goOn(half, '000000'), 'INVALID_CODE');
    const done = await goOn(half, await code()).expect(201);
    expect(Object.keys(done.body as object).sort()).toEqual(['accessToken', 'user']);
    expect(claimsOf(tokenOf(done)).sid).toBeDefined();
    // It was taken.
    expectRefusal(await goOn(half, await code(1)), 'UNAUTHENTICATED');
    expectRefusal(await goOn(UNKNOWN_ID, await code(1)), 'UNAUTHENTICATED');
    await goOn(otherHalf, await code(1)).expect(201);
  });

  it('goes on in a cookie where the login was to be kept in one, for pages of this server', async () => {
    const { code, username } = await withFactor('kept-factor');
    const browser = new Browser(world.url);
    const half = await browser.post('/api/auth/login', { username, password: GOOD, session: 'cookie' });
    const body = { challengeId: challengeOf(half), code: await code() };
    expectRefusal(await post('/auth/second-factor', body), 'ORIGIN_NOT_ALLOWED');
    expect((await browser.post('/api/auth/second-factor', body)).status).toBe(201);
    expect((await browser.refresh()).status).toBe(200);
  });

  it('S177 takes a code once, of however many at once, and no old one', async () => {
    const { code, username } = await withFactor('replayed');
    const halves = await Promise.all(Array.from({ length: 6 }, () => halfOf(username)));
    const same = await code();
    const answers = await Promise.all(halves.map((half) => goOn(half, same)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401, 401]);
    expectRefusal(await goOn(await halfOf(username), await code(-1)), 'INVALID_CODE');
    expectRefusal(await goOn(await halfOf(username), await code(10)), 'INVALID_CODE');
  });

  it('S177 takes each recovery code once, however it is written, and none of somebody else', async () => {
    const { token, recoveryCodes, username } = await withFactor('lost-phone');
    const [first = '', second = ''] = recoveryCodes;
    const halves = await Promise.all(Array.from({ length: 4 }, () => halfOf(username)));
    const spoken = first.toUpperCase().replaceAll('-', ' ');
    const answers = await Promise.all(halves.map((half) => goOn(half, spoken)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401]);
    const { recoveryLeft } = (await as(token).get('/api/me/second-factor')).body as SecondFactorState;
    expect(recoveryLeft).toBe(9);
    const other = await withFactor('other-phone');
    expectRefusal(await goOn(await halfOf(other.username), second), 'INVALID_CODE');
    const kept = await world.database.query('SELECT * FROM "RecoveryCode"', []);
    expect(JSON.stringify(kept)).not.toContain(second);
    expect(new Set(newRecoveryCodes()).size).toBe(10);
  });

  it('S178 is not guessed: five codes for a login, twenty a day', async () => {
    const { username, code, token } = await withFactor('guessed');
    const half = await halfOf(username);
    for (let time = 0; time < 5; time += 1) expectRefusal(await goOn(half, '000000'), 'INVALID_CODE');
    expectRefusal(await goOn(half, await code()), 'UNAUTHENTICATED');
    const useUp = (kind: string) =>
      query(`UPDATE "LoginTries" SET failures = 20 WHERE key = $1`, [`${kind}:${claimsOf(token).sub}`]);
    await useUp('factor');
    expectRefusal(await goOn(await halfOf(username), await code()), 'TOO_MANY_ATTEMPTS');
    // Whoever is logged in has tries of their own, as many.
    expectRefusal(await as(token).delete('/api/me/second-factor', { code: '000000' }), 'INVALID_CODE');
    await useUp('my-factor');
    expectRefusal(
      await as(token).delete('/api/me/second-factor', { code: await code() }),
      'TOO_MANY_ATTEMPTS',
    );
  });

  it('S175 is switched off by a code only, is sealed at rest, and is not asked for before a code has come back', async () => {
    const { token, secret, code, username } = await withFactor('switched-off');
    const rows = await world.database.query<{ sealed: Buffer }>('SELECT sealed FROM "Totp"', []);
    for (const { sealed } of rows) expect(sealed.includes(secret)).toBe(false);
    expectRefusal(await as(token).post('/api/me/second-factor'), 'CONFLICT');
    expectRefusal(await as(token).delete('/api/me/second-factor', { code: '000000' }), 'INVALID_CODE');
    await as(token)
      .delete('/api/me/second-factor', { code: await code() })
      .expect(204);
    await logIn(username).expect(201);
    await as(token).post('/api/me/second-factor').expect(201);
    await logIn(username).expect(201);
    expectRefusal(await as(token).put('/api/me/second-factor', { code: '000000' }), 'INVALID_CODE');
  });
});
