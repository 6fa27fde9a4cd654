import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { startNginx } from '../../rig/nginx.mjs';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { expectAccessible } from '../support/accessible.js';
import {
  addAuthenticator,
  addPasskey,
  byName,
  openSecurity,
  WITHOUT_OFFER,
  withoutOffer,
} from '../support/authenticators.js';
import { chat } from '../support/chat.js';
import { expect, test as base } from '../support/world.js';

const CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url));
const WIDE = { viewport: { width: 1280, height: 800 } };

const test = base.extend({ url: async ({ server }, use) => use(byName(server.url)) });

const isIn = (page: Page) => expect(chat.rooms(page)).toBeVisible();
const button = (page: Page) => page.getByRole('button', { name: 'Log in with a passkey' });

test('a passkey is added, logs in by the button and by what the browser offers, and is removed', async ({
  newcomer,
}) => {
  const { page, context } = await newcomer('fern', { ...WIDE, scripts: [withoutOffer] }, '/');
  await addAuthenticator(page);
  const security = await addPasskey(page, 'My laptop');
  await expect(page.getByText('You can log in with “My laptop” now.')).toBeVisible();
  const row = security.getByRole('list', { name: 'Passkeys' }).getByRole('listitem');
  await expect(row).toContainText('Not used yet');
  await expectAccessible(page, 'a passkey');
  await security.getByRole('button', { name: 'Add a passkey' }).click();
  await expectAccessible(page, 'another one');
  await security.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('This device has a passkey for your account already.')).toBeVisible();

  await context.clearCookies();
  await page.goto(WITHOUT_OFFER);
  await expect(button(page)).toBeVisible();
  await expectAccessible(page, 'logging in');
  await button(page).click();
  await isIn(page);
  await expect((await openSecurity(page)).getByRole('listitem')).toContainText('Last used');
  await expect(page.getByText(/^Logged in with a passkey: /)).toBeVisible();

  // At the field where the name would be typed.
  await context.clearCookies();
  await page.goto('/');
  await isIn(page);

  const again = await openSecurity(page);
  await again.getByRole('button', { name: 'Remove the passkey My laptop' }).click();
  await expect(page.getByText('“My laptop” opens this account no more.')).toBeVisible();
  await expect(again.getByRole('listitem')).toHaveCount(0);

  // The device has it still.
  await context.clearCookies();
  await page.goto(WITHOUT_OFFER);
  await button(page).click();
  await expect(page.getByRole('alert')).toHaveText(
    'This passkey does not fit here. Try again, or log in another way.',
  );
  await expect(page.getByLabel('Your name')).toBeVisible();
});

test('where there are no passkeys, the settings say why, and the login page offers none', async ({
  server,
  visitor,
  newcomer,
}) => {
  const { page } = await newcomer('moss', WIDE, '/');
  await page.goto(byName(server.url));
  await expect((await openSecurity(page)).getByRole('button', { name: 'Add a passkey' })).toBeVisible();

  // A page that came without https, from another machine than this one.
  await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  await page.reload();
  const security = await openSecurity(page);
  await expect(security.getByText(/^This page was opened without https/)).toBeVisible();
  await expect(security.getByRole('button', { name: 'Add a passkey' })).toBeHidden();

  const { page: elsewhere } = await visitor('by-number', { viewport: { width: 360, height: 740 } });
  await elsewhere.goto(byName(server.url));
  await expect(button(elsewhere)).toBeVisible();
  await expectAccessible(elsewhere, 'logging in at 360');
  await elsewhere.goto(server.url);
  await expect(elsewhere.getByLabel('Your name')).toBeVisible();
  await expect(button(elsewhere)).toBeHidden();
});

const front = base.extend<{ url: string }>({
  url: async ({ server }, use) => {
    const upstream = new URL(server.url).host;
    const nginxPath = process.env.NGINX_PATH ?? '';
    const nginx = await startNginx({ port: await freePort(), upstream, root: CLIENT_DIR, nginxPath });
    await use(byName(nginx.url));
    await nginx.stop();
  },
});

front('behind Nginx a passkey logs in as well', async ({ newcomer }) => {
  front.skip(!process.env.NGINX_PATH, 'the real Nginx, because none was found (set NGINX_PATH)');
  const { page, context } = await newcomer('reed', WIDE, '/');
  await addAuthenticator(page);
  await addPasskey(page, 'My phone');
  await expect(page.getByText('You can log in with “My phone” now.')).toBeVisible();
  await context.clearCookies();
  await page.goto('/');
  await isIn(page);
});
