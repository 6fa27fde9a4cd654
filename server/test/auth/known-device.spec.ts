import { describe, expect, it } from '@jest/globals';
import type { NewSecondFactor, RecoveryCodes, RestError } from '@chatket/contract';
import { generate } from 'otplib';
import { Browser } from '../support/browser.js';
import { loginRequests } from '../support/login.js';
import { callerWith, expectRefusal } from '../support/rest.js';
import { useWorld } from '../support/world.js';

/** The limits of a quarter of an hour out of the way: what is tested are those of a day, and of a code. */
const { world } = useWorld([], {
  AUTH_METHODS: 'code,password',
  AUTH_REQUESTS_PER_IP: '100000',
  AUTH_VERIFIES_PER_IP: '100000',
  AUTH_REQUESTS_PER_ACCOUNT: '30',
  AUTH_VERIFIES_PER_ACCOUNT: '40',
});
const { newCode, requestCode, verifyCode } = loginRequests(() => world.url);
const otherThan = (code: string) => ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');
const GOOD = 'nine green tulips';

async function browserOf(username: string): Promise<Browser> {
  const browser = new Browser(world.url);
  expect((await browser.logIn(username)).status).toBe(201);
  return browser;
}

/** The account's browser asks for a code, and for a login with it. */
async function askFor(browser: Browser, username: string) {
  const asked = await browser.post('/api/auth/request-code', { username });
  return (asked.body as { code: string }).code;
}
const logInWith = (browser: Browser, username: string, code: string) =>
  browser.post('/api/auth/verify-code', { username, code, session: 'cookie' });

/** A stranger fails until the account is locked for them. */
async function burn(username: string): Promise<void> {
  for (let failures = 0; failures < 20; failures += 5) {
    const code = await newCode(username);
    for (let tries = 0; tries < 5; tries += 1)
      await verifyCode({ username, code: otherThan(code) }).expect(401);
  }
  expectRefusal(await verifyCode({ username, code: '123456' }), 'TOO_MANY_ATTEMPTS');
}

describe('a browser that has logged the account in before', () => {
  it('S013 gets in with a code when strangers have used up the tries of the day', async () => {
    const browser = await browserOf('ada');
    await burn('ada');
    const code = await askFor(browser, 'ada');
    // Strangers break every code by trying it.
    for (let tries = 0; tries < 5; tries += 1)
      expectRefusal(await verifyCode({ username: 'ada', code: otherThan(code) }), 'TOO_MANY_ATTEMPTS');
    expect((await logInWith(browser, 'ada', code)).status).toBe(201);
    // And strangers are where they were.
    expectRefusal(await verifyCode({ username: 'ada', code: await newCode('ada') }), 'TOO_MANY_ATTEMPTS');
  });

  it('gets in with a code of which strangers have taken the tries', async () => {
    const browser = await browserOf('abby');
    const code = await askFor(browser, 'abby');
    for (let tries = 0; tries < 5; tries += 1)
      await verifyCode({ username: 'abby', code: otherThan(code) }).expect(401);
    expectRefusal(await verifyCode({ username: 'abby', code }), 'INVALID_CODE');
    expect((await logInWith(browser, 'abby', code)).status).toBe(201);
  });

  it('gets codes when strangers have asked for as many as there are', async () => {
    const browser = await browserOf('bea');
    for (let asked = 0; asked < 29; asked += 1) await requestCode({ username: 'bea' }).expect(201);
    expectRefusal(await requestCode({ username: 'bea' }), 'TOO_MANY_REQUESTS');
    expect((await logInWith(browser, 'bea', await askFor(browser, 'bea'))).status).toBe(201);
  });

  it('has tries of a day too, which nobody else uses up', async () => {
    const [first, second] = [await browserOf('cleo'), await browserOf('cleo')];
    const code = await askFor(first, 'cleo');
    for (let tries = 0; tries < 20; tries += 1)
      expectRefusal(await logInWith(first, 'cleo', otherThan(code)), 'INVALID_CODE');
    expectRefusal(await logInWith(first, 'cleo', code), 'TOO_MANY_ATTEMPTS');
    expect((await logInWith(second, 'cleo', code)).status).toBe(201);
    await verifyCode({ username: 'cleo', code: await newCode('cleo') }).expect(201);
  });

  it('gets in with a password', async () => {
    const browser = new Browser(world.url);
    const body = { username: 'dee', password: GOOD };
    expect((await browser.post('/api/auth/register', { ...body, session: 'cookie' })).status).toBe(201);
    const stranger = new Browser(world.url);
    for (let tries = 0; tries < 20; tries += 1)
      expectRefusal(await stranger.post('/api/auth/login', { ...body, password: 'x' }), 'INVALID_PASSWORD');
    expectRefusal(await stranger.post('/api/auth/login', body), 'TOO_MANY_ATTEMPTS');
    // Also what they change when they are in.
    browser.keep(
      await browser
        .rest()
        .put('/api/me/password', { password: 'ten yellow tulips', current: GOOD })
        .set('cookie', browser.device)
        .expect(204),
    );
    expect((await browser.post('/api/auth/login', { ...body, password: 'ten yellow tulips' })).status).toBe(
      201,
    );
  });

  it('gets in with a second factor and with a recovery code', async () => {
    const browser = await browserOf('eve');
    const mine = browser.rest();
    const { secret } = (await mine.post('/api/me/second-factor', {}).expect(201)).body as NewSecondFactor;
    const confirmed = await mine
      .put('/api/me/second-factor', { code: await generate({ secret }) })
      .expect(200);
    const { recoveryCodes } = confirmed.body as RecoveryCodes;
    const half = async (by: Browser): Promise<string> => {
      const asked = await logInWith(by, 'eve', await askFor(by, 'eve'));
      return (asked.body as Required<RestError>).challengeId;
    };
    const stranger = new Browser(world.url);
    const goOn = (by: Browser, challengeId: string, code: string) =>
      by.post('/api/auth/second-factor', { challengeId, code });
    for (let failures = 0; failures < 20; failures += 5) {
      const challengeId = await half(stranger);
      for (let tries = 0; tries < 5; tries += 1)
        expectRefusal(await goOn(stranger, challengeId, 'wrong'), 'INVALID_CODE');
    }
    const [used = ''] = recoveryCodes;
    expectRefusal(await goOn(stranger, await half(stranger), used), 'TOO_MANY_ATTEMPTS');
    expect((await goOn(browser, await half(browser), used)).status).toBe(201);
  });

  it('S223 is one by its cookie and for its accounts only', async () => {
    const browser = await browserOf('fay');
    expect(browser.device).toMatch(/^chatket-d-[0-9a-f]{8}=[\w-]{22}\.[\w-]{22}$/);
    await browser.logIn('gia');
    expect(browser.device).toMatch(/^chatket-d-[0-9a-f]{8}=[\w-]{22}\.[\w-]{22}\.[\w-]{22}$/);
    const { device } = browser;
    await burn('fay');
    await burn('hal');
    const code = await askFor(browser, 'fay');
    const isKnown = async (cookie: string, username = 'fay') => {
      const with_ = new Browser(world.url);
      with_.device = cookie;
      const answer = await logInWith(with_, username, otherThan(code));
      return (answer.body as RestError).code === 'INVALID_CODE';
    };
    expect(await isKnown(device)).toBe(true);
    const [id = '', gias = '', fays = ''] = (device.split('=')[1] ?? '').split('.');
    const name = device.split('=')[0] ?? '';
    const others = [
      `${name}=${id}.${gias}`,
      `${name}=${'A'.repeat(22)}.${fays}`,
      `${name}=${id}.${'A'.repeat(22)}`,
      `${name}=${id}`,
      `${name}=${id}.${fays}${'.A'.repeat(4_000)}`,
      `chatket-d-00000000=${id}.${fays}`,
    ];
    for (const other of others) expect([other, await isKnown(other)]).toEqual([other, false]);
    expect(await isKnown(device, 'hal')).toBe(false);
  });

  it('keeps the last eight accounts', async () => {
    const browser = await browserOf('one');
    const before = browser.device;
    for (const name of ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])
      await browser.logIn(name);
    const marks = (cookie: string) => cookie.split('.').slice(1);
    expect(marks(browser.device)).toHaveLength(8);
    expect(marks(browser.device)).not.toContain(marks(before)[0]);
    const last = browser.device;
    await browser.logIn('nine');
    expect(browser.device).toBe(last);
  });

  it('S224 is a stranger when its login was ended from elsewhere; the one that did it is none', async () => {
    const [lost, kept] = [await browserOf('ivy'), await browserOf('ivy')];
    kept.keep(
      await callerWith(world.url, kept.token)
        .delete('/api/sessions')
        .set('cookie', [kept.cookie, kept.device].join('; '))
        .expect(204),
    );
    await burn('ivy');
    expect((await logInWith(kept, 'ivy', await askFor(kept, 'ivy'))).status).toBe(201);
    expectRefusal(await logInWith(lost, 'ivy', await askFor(kept, 'ivy')), 'TOO_MANY_ATTEMPTS');
  });

  it('is a stranger to a closed account, and not to one with another name', async () => {
    const browser = await browserOf('jan');
    await world.database.query(`UPDATE "User" SET username = 'janet' WHERE username = 'jan'`);
    await burn('janet');
    expect((await logInWith(browser, 'janet', await askFor(browser, 'janet'))).status).toBe(201);
    await world.database.query(`UPDATE "User" SET "deactivatedAt" = now() WHERE username = 'janet'`);
    expectRefusal(await logInWith(browser, 'janet', await askFor(browser, 'janet')), 'TOO_MANY_ATTEMPTS');
  });

  it('is not what a client of the plain contract is', async () => {
    const answer = await verifyCode({ username: 'kim', code: await newCode('kim') }).expect(201);
    expect(answer.get('Set-Cookie')).toBeUndefined();
  });
});
