import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { codeOf, openSecurity } from '../support/authenticators.js';
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

  const security = await openSecurity(page);
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
  const after = await openSecurity(page);
  await expect(after.getByText('You have 9 recovery codes left.')).toBeVisible();
  await after.getByRole('button', { name: 'Switch off' }).click();
  await after.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1));
  await after.getByRole('button', { name: 'Switch off' }).click();
  await expect(after.getByRole('button', { name: 'Set up' })).toBeVisible();
});
