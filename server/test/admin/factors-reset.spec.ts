import { describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  FactorsReset,
  NewSecondFactor,
  Passkey,
  PasskeyChallenge,
  RestError,
  Session,
} from '@chatket/contract';
import { generate } from 'otplib';
import request, { type Response } from 'supertest';
import { SYSTEM_USER } from '../../src/users/index.js';
import { Authenticator } from '../support/authenticator.js';
import { Browser } from '../support/browser.js';
import { openDevice } from '../support/device.js';
import { putOut } from '../support/living.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, UNKNOWN_ID } from '../support/rest.js';
import { peopleOf } from '../support/server-people.js';
import { useSecondApp, useWorld } from '../support/world.js';

/** Two processes on one database; and a server where codes are no way in. */
const { world } = useWorld([], { AUTH_METHODS: 'code,password,passkey', WRITES_PER_USER: '10000' });
const other = useSecondApp(world);
const { world: locked } = useWorld([], { AUTH_METHODS: 'password,passkey', WRITES_PER_USER: '10000' });

const GOOD = 'nine green tulips';
let count = 0;

const resetBy = ({ token }: Pick<Person, 'token'>, id: string, url = world.url) =>
  callerWith(url, token).delete(`/api/server/people/${id}/factors`);
const idOf = (browser: Browser) => browser.session?.user.id ?? '';

/** Somebody whose login is of just now, and who is so much on the server. */
async function newcomer(serverRole = 0, at = world): Promise<Browser> {
  const browser = new Browser(at.url);
  const username = `lost-${String((count += 1))}`;
  const answer = await browser.post('/api/auth/register', { username, password: GOOD, session: 'cookie' });
  expect(answer.status).toBe(201);
  await at.database.query('UPDATE "User" SET "serverRole" = $2 WHERE id = $1', [idOf(browser), serverRole]);
  return browser;
}

/** Switches their second factor on. */
async function addFactor(browser: Browser): Promise<void> {
  const { body } = await browser.rest().post('/api/me/second-factor').expect(201);
  const { secret } = body as NewSecondFactor;
  await browser
    .rest()
    .put('/api/me/second-factor', { code: await generate({ secret }) })
    .expect(200);
}

async function addPasskey(browser: Browser, url: string): Promise<Authenticator> {
  const authenticator = new Authenticator(url, { isSynced: true });
  const headers = { authorization: `Bearer ${browser.token}`, origin: url };
  const asked = (await browser.send('/api/me/passkeys/options', { headers })).body as PasskeyChallenge;
  const made = { challengeId: asked.challengeId, name: 'My phone', credential: authenticator.make(asked) };
  await browser.rest().post('/api/me/passkeys/verify', made).expect(201);
  return authenticator;
}

async function show(authenticator: Authenticator, url: string): Promise<Response> {
  const page = new Browser(url);
  const asked = (await page.post('/api/auth/passkey/options')).body as PasskeyChallenge;
  return page.post('/api/auth/passkey/verify', {
    challengeId: asked.challengeId,
    credential: authenticator.show(asked),
  });
}
const logIn = (browser: Browser, url = world.url) =>
  request(url)
    .post('/api/auth/login')
    .send({ username: browser.session?.user.username ?? '', password: GOOD });

const expectHalf = ({ body }: Response) => {
  expect((body as RestError).code).toBe('SECOND_FACTOR');
};

describe('the factors of somebody who has lost them', () => {
  it('S283 are reset by those who are more on the server: the logins end everywhere, and the account asks for less', async () => {
    const [admin, person] = [await newcomer(1), await newcomer()];
    await addFactor(person);
    const phone = await addPasskey(person, world.url);
    expectHalf(await logIn(person));
    const devices = await Promise.all(
      [world.url, other.url].map((url) => openDevice(url, { token: person.token })),
    );
    const left = devices.map(putOut);

    const { body } = await resetBy(admin, idOf(person)).expect(200);
    expect(body as FactorsReset).toEqual({ hadFactor: true, passkeys: 1, passkeysKept: 0 });
    expect(await Promise.all(left)).toEqual(['io server disconnect', 'io server disconnect']);
    for (const url of [world.url, other.url])
      expectRefusal(await callerWith(url, person.token).get('/api/rooms'), 'UNAUTHENTICATED');
    expectRefusal(await person.refresh(), 'UNAUTHENTICATED');
    expectRefusal(await show(phone, world.url), 'INVALID_PASSKEY');

    const again = (await logIn(person).expect(201)).body as Session;
    const { body: keys } = await callerWith(world.url, again.accessToken).get('/api/me/passkeys').expect(200);
    expect(keys as Passkey[]).toEqual([]);
    // There is nothing to take any more: nobody is logged out for it.
    expect((await resetBy(admin, idOf(person)).expect(200)).body).toEqual({
      ...{ hadFactor: false, passkeys: 0, passkeysKept: 0 },
    });
    await callerWith(world.url, again.accessToken).get('/api/rooms').expect(200);
    const { body: log } = await admin
      .rest()
      .get(`/api/audit?personId=${idOf(person)}`)
      .expect(200);
    expect(
      (log as AuditEntry[])
        .filter(({ action }) => action === 'server.factorsReset')
        .map(({ before }) => before),
    ).toEqual([{ hadFactor: true, passkeys: 1 }]);
  });

  it('S283 are not reset by a device that an admin left open, nor by the token of a program', async () => {
    const [admin, person] = [await newcomer(1), await newcomer()];
    await addFactor(person);
    const program = await admin.rest().post('/api/tokens', { name: 'A program', scope: 'write' }).expect(201);
    const { token } = program.body as { token: string };
    expectRefusal(await resetBy({ token }, idOf(person)), 'SCOPE_MISSING');
    await world.database.query(
      `UPDATE "Session" SET "createdAt" = now() - interval '16 minutes' WHERE "userId" = $1`,
      [idOf(admin)],
    );
    expectRefusal(await resetBy(admin, idOf(person)), 'FRESH_LOGIN');
    expectHalf(await logIn(person));
  });

  it('S283 are never those of their own rank, of the server, or of nobody', async () => {
    const [admin, peer, owner, person] = [
      await newcomer(1),
      await newcomer(1),
      await newcomer(2),
      await newcomer(),
    ];
    await addFactor(peer);
    for (const whom of [admin, peer, owner]) expectRefusal(await resetBy(admin, idOf(whom)), 'FORBIDDEN');
    expectRefusal(await resetBy(person, idOf(peer)), 'FORBIDDEN');
    for (const id of [UNKNOWN_ID, SYSTEM_USER.id]) expectRefusal(await resetBy(owner, id), 'NOT_FOUND');
    const [signed] = (await peopleOf(world, 'owner')) as [Person];
    expectRefusal(await resetBy(signed, idOf(peer)), 'FRESH_LOGIN');
    expectHalf(await logIn(peer));
    await resetBy(owner, idOf(peer)).expect(200);
    await logIn(peer).expect(201);
  });

  it('S283 leave the passkeys of who has no other way in', async () => {
    const [admin, person] = [await newcomer(1, locked), await newcomer(0, locked)];
    const phone = await addPasskey(person, locked.url);
    await locked.database.query('DELETE FROM "Password" WHERE "userId" = $1', [idOf(person)]);
    expect((await resetBy(admin, idOf(person), locked.url).expect(200)).body).toEqual({
      ...{ hadFactor: false, passkeys: 0, passkeysKept: 1 },
    });
    expect((await show(phone, locked.url)).status).toBe(201);
  });

  it('S283 are of no use to who was half in when they went', async () => {
    const [admin, person] = [await newcomer(1), await newcomer()];
    await addFactor(person);
    const half = await logIn(person);
    const { challengeId } = half.body as { challengeId: string };
    await resetBy(admin, idOf(person)).expect(200);
    expectRefusal(
      await request(world.url).post('/api/auth/second-factor').send({ challengeId, code: '123456' }),
      'INVALID_CODE',
    );
  });
});
