import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import {
  addAuthenticator,
  addPasskey,
  byName,
  codeOf,
  openSecurity,
  setUpFactor,
} from '../support/authenticators.js';
import { chat } from '../support/chat.js';
import { settled } from '../support/layers.js';
import { register } from '../support/register.js';
import { expect, type Person, test as base } from '../support/world.js';

const test = base.extend({ url: async ({ server }, use) => use(byName(server.url)) });
test.use({ serverEnv: { AUTH_METHODS: 'password,passkey', REGISTRATION: 'invite' } });

const PASSWORD = 'nine green tulips';
const WIDE = { viewport: { width: 1_280, height: 800 } };

const isIn = (page: Page) => expect(chat.rooms(page)).toBeVisible();

/** The first half of a login; the second step is asked for behind it, or nothing. */
async function logIn(page: Page, username: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

/** @returns what they are called from then on */
async function rename({ page, username }: Person): Promise<string> {
  const name = `${username}-b`;
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  await page.getByRole('button', { name: 'Change name' }).click();
  await page.getByLabel('New name').fill(name);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(page.getByText(`You are ${name} now.`)).toBeVisible();
  await page.keyboard.press('Escape');
  return name;
}

test('a new server: set up by its link, a second person comes, both change their names, one loses the phone, and then everything', async ({
  server,
  visitor,
}) => {
  const link = /^Nobody owns this server yet\..* http:\/\/localhost(\/setup#[\w-]{32})$/m;
  await expect.poll(() => server.log()).toMatch(link);
  const [founder, friend] = await Promise.all([visitor('ada', WIDE), visitor('ben', WIDE)]);
  const { page } = founder;

  await page.goto(link.exec(server.log())?.[1] ?? '');
  await page.getByLabel('Your name').fill(founder.username);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByLabel('Name of the server').fill('Kitchen table');
  await page.getByRole('button', { name: 'Continue' }).click();
  const invitation = await page.getByLabel('Invitation').inputValue();
  await page.getByRole('button', { name: 'Go to the chat' }).click();
  await chat.say(page, 'Come in');

  await friend.page.goto(invitation);
  await register(friend.page, friend.username, PASSWORD);
  await chat.hears(friend.page, 'Come in');
  await chat.say(friend.page, 'Here I am');
  await chat.hears(page, 'Here I am');

  const [owner, name] = [await rename(founder), await rename(friend)];
  await expect(chat.message(page, 'Here I am').getByText(name, { exact: true })).toBeVisible();
  await expect(chat.message(friend.page, 'Come in').getByText(owner, { exact: true })).toBeVisible();

  // A passkey on the laptop, a second step by the phone, and the phone logged in.
  await addAuthenticator(friend.page);
  await addPasskey(friend.page, 'My laptop');
  await expect(friend.page.getByText('You can log in with “My laptop” now.')).toBeVisible();
  const { secret, recoveryCodes } = await setUpFactor(friend.page);
  const { page: phone } = await visitor('phone', { viewport: { width: 360, height: 740 } });
  await logIn(phone, name);
  await phone.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1));
  await expect(phone.getByRole('button', { name: /^Open rooms/ })).toBeVisible();

  // The phone is lost: a recovery code lets in elsewhere, and the phone is logged out from there.
  const { page: library } = await visitor('library', WIDE);
  await logIn(library, name);
  await library.getByRole('button', { name: 'Use a recovery code' }).click();
  await library.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
  await library.getByRole('button', { name: 'Log in', exact: true }).click();
  await isIn(library);
  const security = await openSecurity(library);
  await expect(security.getByText('You have 9 recovery codes left.')).toBeVisible();
  const devices = library.getByRole('region', { name: 'Devices' });
  const others = devices.getByRole('listitem').filter({ hasNotText: 'This one' });
  await expect(others).toHaveCount(2);
  // The last one that came in but this one.
  await others
    .first()
    .getByRole('button', { name: /^Log out / })
    .click();
  await expect(phone.getByLabel('Your name')).toBeVisible();
  await expect(phone.getByRole('status').filter({ hasText: 'Your session has ended.' })).toBeVisible();
  await expect(others).toHaveCount(1);
  await isIn(friend.page);

  // And now the laptop and the paper: whoever runs the server resets what is lost.
  await page.goto('/admin');
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page.getByRole('button', { name: `Logins of ${name}` }).click();
  const logins = page.getByRole('dialog', { name: `Logins of ${name}` });
  await expect(logins.getByRole('listitem')).toHaveCount(2);
  await logins.getByRole('button', { name: 'Reset second step and passkeys' }).click();
  const resetting = page.getByRole('dialog', { name: `Reset second step and passkeys of ${name}` });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page, 'resetting');
  await resetting.getByRole('button', { name: 'Reset second step and passkeys' }).click();
  await expect(page.getByText(`${name} is logged out everywhere`)).toBeVisible();
  for (const gone of [library, friend.page]) await expect(gone.getByLabel('Your name')).toBeVisible();
  // The settings were open there.
  await settled(library);

  await logIn(library, name);
  await isIn(library);
  const again = await openSecurity(library);
  await expect(again.getByRole('button', { name: 'Set up' })).toBeVisible();
  await expect(again.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')).toHaveCount(0);
});
