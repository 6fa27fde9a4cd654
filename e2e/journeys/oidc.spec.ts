import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { door, sayName, withProvider } from '../support/single-sign-on.js';
import { expect } from '../support/world.js';

const WIDE = { viewport: { width: 1280, height: 800 } };
const NARROW = { viewport: { width: 360, height: 740 } };

const test = withProvider({ AUTH_METHODS: 'code,oidc', OIDC_ROLE_MAP: 'admins:admin' });

const isIn = (page: Page) => expect(chat.rooms(page)).toBeVisible();

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  return page.getByRole('region', { name: 'Logging in' });
}

test('single sign-on logs in, out at both ends, and is tried by those who run the server', async ({
  visitor,
  idp,
}) => {
  const { page, username } = await visitor('sid', WIDE);
  const claims = { sub: username, preferred_username: username, email: `${username}@example.org` };
  idp.people.set(username, { ...claims, email_verified: true, groups: ['admins'] });
  await page.goto('/server');
  await expect(door(page)).toBeVisible();
  await expectAccessible(page, 'the login page');
  await door(page).click();
  await sayName(page, username);

  // To the place where one wanted to go.
  await expect(page.getByRole('heading', { name: 'Server' })).toBeVisible();
  await expect(page).toHaveURL(/\/server$/);
  await page.getByRole('main').getByText('Settings', { exact: true }).click();
  await page.getByRole('button', { name: 'Test login' }).click();
  await expect(page.getByText(`It would log in as ${username}`)).toContainText(
    'On this server: Server admin.',
  );
  await expect(page.getByText(claims.email)).toBeVisible();
  await expectAccessible(page, 'a test');

  const security = await openSettings(page);
  await expect(security.getByText(`Opens this account as ${claims.email}.`)).toBeVisible();
  await expect(page.getByText(/^Logged in by single sign-on: /).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('button', { name: 'Yes, log me out' }).click();
  await expect(door(page)).toBeVisible();

  // It is asked anew: the provider has logged out too. Logging out there is heard here.
  await door(page).click();
  await sayName(page, username);
  await isIn(page);
  const there = await page.context().newPage();
  await there.goto(`${idp.issuer}/session/end`);
  await there.getByRole('button', { name: 'Yes, log me out' }).click();
  await expect(page.getByText('Your session has ended. Log in again')).toBeVisible();
});

test('an account is connected in the settings, and says why where it cannot be, at 360 px', async ({
  visitor,
  idp,
}) => {
  const { page, username } = await visitor('lin', NARROW);
  await page.goto('/');
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Fill in' }).click();
  idp.people.set('elsewhere', { sub: `${username}-there`, preferred_username: 'elsewhere' });
  await page.getByRole('button', { name: /^Open rooms/ }).click();
  const security = await openSettings(page);
  await security.getByRole('button', { name: 'Connect Company login' }).click();
  await sayName(page, 'elsewhere');
  await expect(page.getByText('Company login opens this account now.')).toBeVisible();
  await expect(security.getByText('Opens this account as elsewhere.')).toBeVisible();
  await expectAccessible(page, 'connected');

  await security.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Company login opens this account no more.')).toBeVisible();

  const third = await visitor('eve', NARROW);
  await third.page.goto('/login#oidc=OIDC_NOT_ALLOWED');
  await expect(third.page.getByText('Your single sign-on does not let you in here.')).toBeVisible();
  await expect(third.page).toHaveURL(/\/login$/);
  await expectAccessible(third.page, 'not let in');
});
