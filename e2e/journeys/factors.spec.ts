import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test.use({ serverEnv: { AUTH_METHODS: 'password' } });

const isIn = (page: Page) => expect(chat.rooms(page)).toBeVisible();

async function enterName(page: Page, username: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('Password')).toBeFocused();
}

async function logIn(page: Page, username: string, password: string): Promise<void> {
  await enterName(page, username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** What an authenticator app shows, so many steps from now: RFC 6238. */
function codeOf(secret: string, steps: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', key).update(counter).digest();
  const place = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  return page.getByRole('region', { name: 'Logging in' });
}

test('an account with a password gets a second step, which lets nobody in without the phone or a recovery code', async ({
  visitor,
}) => {
  const { page, username, context } = await visitor('tulip', { viewport: { width: 1280, height: 800 } });
  await enterName(page, username);
  await page.getByRole('button', { name: 'New here? Create an account' }).click();
  await page.getByLabel('Password').fill('password2024');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toContainText('too easy to guess');
  await expectAccessible(page, 'a new password');
  await page.getByLabel('Password').fill('nine green tulips');
  await page.getByRole('button', { name: 'Create account' }).click();
  await isIn(page);

  const security = await openSettings(page);
  await security.getByRole('button', { name: 'Change password' }).click();
  await security.getByLabel('Current password').fill('nine green tulips');
  await security.getByLabel('New password').fill('ten yellow tulips');
  await security.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is set.')).toBeVisible();

  await security.getByRole('button', { name: 'Set up' }).click();
  await expect(security.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expectAccessible(page, 'setting up');
  const secret = (await security.locator('code').textContent()) ?? '';
  // The code of the step before counts as long as this one lasts.
  await expect.poll(() => Date.now() % 30_000).toBeLessThan(20_000);
  await security.getByLabel('Code', { exact: true }).fill(codeOf(secret, -1));
  await security.getByRole('button', { name: 'Switch on' }).click();
  const recovery = security.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem');
  await expect(recovery).toHaveCount(10);
  const [kept = ''] = await recovery.allTextContents();
  await security.getByRole('button', { name: 'I have kept them' }).click();
  await expect(security.getByText('You have 10 recovery codes left.')).toBeVisible();

  // Another device, small, with the phone at hand.
  const { page: small } = await visitor('small', { viewport: { width: 360, height: 740 } });
  await logIn(small, username, 'nine green tulips');
  await expect(small.getByRole('alert')).toHaveText('The name or the password does not fit. Try again.');
  await logIn(small, username, 'ten yellow tulips');
  await expect(small.getByText('Enter the code of your authenticator app.')).toBeVisible();
  await small.getByLabel('Code', { exact: true }).fill('000000');
  await expect(small.getByRole('alert')).toHaveText('That code does not fit. Try again.');
  await expectAccessible(small, 'the second step at 360');
  await small.getByLabel('Code', { exact: true }).fill(codeOf(secret, 0));
  await expect(small.getByRole('button', { name: /^Open rooms/ })).toBeVisible();

  // And without the phone.
  await page.keyboard.press('Escape');
  await context.clearCookies();
  await logIn(page, username, 'ten yellow tulips');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(kept.toUpperCase());
  await page.getByRole('button', { name: 'Log in' }).click();
  await isIn(page);
  const after = await openSettings(page);
  await expect(after.getByText('You have 9 recovery codes left.')).toBeVisible();
  await after.getByRole('button', { name: 'Switch off' }).click();
  await after.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1));
  await after.getByRole('button', { name: 'Switch off' }).click();
  await expect(after.getByRole('button', { name: 'Set up' })).toBeVisible();
});
