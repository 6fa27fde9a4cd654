import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NewSecondFactor } from '@chatket/contract';
import { generate } from 'otplib';
import { codeIn, Mailbox } from '../../../rig/mailbox.mjs';
import { Jobs } from '../../src/jobs/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';

const GOOD = 'nine green tulips';
const TURKISH = { 'accept-language': 'tr-TR,tr;q=0.9' };

let box: Mailbox;
let world: TestApp;
beforeAll(async () => {
  box = await Mailbox.open();
  world = await startApp({
    AUTH_METHODS: 'code,password,passkey',
    SMTP_URL: box.url,
    MAIL_FROM: 'chat@example.org',
  });
  world.app.get(Jobs).start();
});
afterAll(async () => {
  await world.close();
  await box.close();
});

/** Somebody with an address, who reads mails in the language. */
async function personOf(username: string, language: Record<string, string> = {}): Promise<Browser> {
  const browser = new Browser(world.url);
  const body = { username, password: GOOD, session: 'cookie' };
  expect((await browser.post('/api/auth/register', body)).status).toBe(201);
  const email = `${username}@example.org`;
  await browser.rest().put('/api/me/email', { email }).set(language).expect(204);
  const code = codeIn(await box.next());
  await browser.rest().post('/api/me/email/verify', { email, code }).set(language).expect(200);
  return browser;
}
const logIn = (browser: Browser, username: string, password = GOOD) =>
  browser.post('/api/auth/login', { username, password, session: 'cookie' });
const next = async () => {
  const { to, mail } = await box.next();
  return { to: to[0], subject: mail.subject };
};

it('S224 a login from a device that is not known is told of, and one from a known one is not', async () => {
  const own = await personOf('ada');
  expect((await logIn(own, 'ada')).status).toBe(201);
  const other = new Browser(world.url);
  expect((await logIn(other, 'ada')).status).toBe(201);
  const told = { to: 'ada@example.org', subject: 'New login to your account ada' };
  expect(await next()).toEqual(told);
  expect((await logIn(other, 'ada')).status).toBe(201);
  expect((await logIn(own, 'ada')).status).toBe(201);

  // Logged out from elsewhere, it is a stranger again.
  const cookies = [own.cookie, own.device].join('; ');
  own.keep(await own.rest().delete('/api/sessions').set('cookie', cookies).expect(204));
  expect((await logIn(own, 'ada')).status).toBe(201);
  expect((await logIn(other, 'ada')).status).toBe(201);
  expect(await next()).toEqual(told);
  expect(box.unread).toBe(0);
});

it('S227 a change of how one logs in is told of, in the language of the person', async () => {
  const own = await personOf('bea', TURKISH);
  const to = 'bea@example.org';
  const change = { password: 'ten yellow tulips', current: GOOD };
  await own.rest().put('/api/me/password', change).expect(204);
  expect(await next()).toEqual({ to, subject: 'bea hesabınızın parolası değiştirildi' });

  const { body } = await own.rest().post('/api/me/second-factor', {}).expect(201);
  const { secret } = body as NewSecondFactor;
  const on = { code: await generate({ secret }) };
  const { body: kept } = await own.rest().put('/api/me/second-factor', on).expect(200);
  expect(await next()).toEqual({ to, subject: 'bea hesabınız artık ikinci adımı soruyor' });
  const [code = ''] = (kept as { recoveryCodes: string[] }).recoveryCodes;
  await own.rest().delete('/api/me/second-factor', { code }).expect(204);
  expect(await next()).toEqual({ to, subject: 'bea hesabınız artık ikinci adımı sormuyor' });
});

it('S250 an export that is ready is told of, so that nobody has it made unnoticed', async () => {
  const own = await personOf('dora', TURKISH);
  await own.rest().post('/api/me/export', { language: 'tr' }).expect(200);
  expect(await next()).toEqual({ to: 'dora@example.org', subject: 'dora hesabınızın dışa aktarımı hazır' });
});

it('a password that was not changed is not told of', async () => {
  const own = await personOf('cleo');
  const change = { password: 'ten yellow tulips', current: 'a guess' };
  await own.rest().put('/api/me/password', change).expect(401);
  await own
    .rest()
    .put('/api/me/password', { ...change, current: GOOD })
    .expect(204);
  expect(await next()).toEqual({
    to: 'cleo@example.org',
    subject: 'The password of your account cleo was changed',
  });
  expect(box.unread).toBe(0);
});
