import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { settled } from '../support/layers.js';
import { expect, test } from '../support/world.js';

const root = (page: Page) => page.locator('html');

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.waitFor();
  return dialog;
}

test('choices hold at once, in every tab and after a reload', async ({ newcomer }) => {
  const { page, context } = await newcomer('chooser');
  const other = await context.newPage();
  await other.goto('/');
  await chat.rooms(other).waitFor();

  const dialog = await openSettings(page);
  await dialog.getByText('Dark', { exact: true }).click();
  await dialog.getByText('Compact', { exact: true }).click();
  for (const tab of [page, other]) {
    await expect(root(tab)).toHaveAttribute('data-theme', 'dark');
    await expect(root(tab)).toHaveAttribute('data-density', 'compact');
  }
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'Settings', exact: true })).toBeFocused();
  await settled(page);
  await page.reload();
  await expect(root(page)).toHaveAttribute('data-theme', 'dark');
  await expect(root(page)).toHaveAttribute('data-density', 'compact');
});

test('hours are counted as chosen', async ({ newcomer }) => {
  const { page } = await newcomer('clock');
  await chat.createRoom(page, roomName('Clock'));
  await chat.say(page, 'what time is it');
  const time = chat.message(page, 'what time is it').locator('time');
  await expect(time).toHaveText(/^\d\d:\d\d$/);
  const dialog = await openSettings(page);
  await dialog.getByText('12 hours', { exact: true }).click();
  await expect(time).toHaveText(/^\d{1,2}:\d\d\s[ap]m$/i);
});

test('a message is sent with the chosen keys', async ({ newcomer }) => {
  const { page } = await newcomer('sender');
  await chat.createRoom(page, roomName('Keys'));
  const dialog = await openSettings(page);
  await dialog.getByText('Ctrl Enter', { exact: true }).click();
  await expect(dialog.getByText('Enter makes a new line.', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  const composer = chat.composer(page);
  await composer.fill('one');
  await composer.press('Enter');
  await composer.pressSequentially('two');
  await expect(composer).toHaveValue('one\ntwo');
  await composer.press('Control+Enter');
  await expect(composer).toHaveValue('');
  await chat.hears(page, 'one two');
  await expect(chat.messages(page).getByRole('listitem').filter({ hasText: 'one' })).toHaveCount(1);

  await settled(page);
  await page.reload();
  await composer.fill('three');
  await composer.press('Enter');
  await expect(composer).toHaveValue('three\n');
});

test('a list beside the settings leads to each part, by mouse and by keys, and says where one is', async ({
  newcomer,
}) => {
  const { page } = await newcomer('jumper');
  const dialog = await openSettings(page);
  const link = (name: string) =>
    dialog.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name });
  const heading = (name: string) => dialog.getByRole('heading', { name, exact: true });
  await expect(dialog.getByRole('heading', { name: 'Settings' })).toBeFocused();
  await expect(link('Profile')).toHaveAttribute('aria-current', 'true');
  await expect(heading('Account')).not.toBeInViewport();

  await link('Account').click();
  await expect(heading('Account')).toBeInViewport();
  await expect(heading('Account')).toBeFocused();
  await expect(link('Account')).toHaveAttribute('aria-current', 'true');
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport();
  expect(new URL(page.url()).hash).toBe('');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'Change name' })).toBeFocused();

  await link('Privacy').press('Enter');
  await expect(heading('Privacy')).toBeFocused();
  await expect(heading('Privacy')).toBeInViewport();
  await expect(link('Privacy')).toHaveAttribute('aria-current', 'true');
  await expect(link('Account')).not.toHaveAttribute('aria-current');

  // Whoever turns the wheel is told as well.
  await heading('Privacy').hover();
  await page.mouse.wheel(0, -10_000);
  await expect(link('Profile')).toHaveAttribute('aria-current', 'true');
});

test('on a telephone the settings are one list under headings, and the way out stays', async ({
  newcomer,
}) => {
  const { page } = await newcomer('holder', { viewport: { width: 360, height: 740 } });
  await page.getByRole('button', { name: /^Open rooms/ }).click();
  const dialog = await openSettings(page);
  await expect(dialog.getByRole('navigation')).toHaveCount(0);
  await dialog.getByRole('heading', { name: 'Account', exact: true }).scrollIntoViewIfNeeded();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport();
  await expectAccessible(page, 'the settings of a telephone');
});

test('settings that could not be loaded say so, can be tried again, and come by themselves with the connection', async ({
  newcomer,
}) => {
  const { page, context } = await newcomer('unlucky');
  // What draws them is fetched once.
  await openSettings(page);
  await page.keyboard.press('Escape');
  await settled(page);

  let asked = 0;
  await page.route('**/api/me', (route) => {
    asked += 1;
    return route.abort();
  });
  const dialog = await openSettings(page);
  const profile = dialog.getByRole('region', { name: 'Profile' });
  await expect(profile.getByRole('alert')).toContainText('The server cannot be reached.');
  // It is tried again by itself, too: whoever asks may be told sooner.
  const before = asked;
  await profile.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => asked).toBeGreaterThan(before);
  await page.unroute('**/api/me');
  await expect(profile.getByLabel('Display name')).toBeVisible();
  await expect(profile.getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await settled(page);

  await context.setOffline(true);
  await openSettings(page);
  await expect(profile.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Devices' }).getByRole('alert')).toBeVisible();
  await context.setOffline(false);
  await expect(profile.getByLabel('Display name')).toBeVisible();
  await expect(dialog.getByText('This one', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Set up' })).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
});

test('the settings ask for nothing that this server does not have', async ({ newcomer }) => {
  const { page } = await newcomer('asker');
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  const ofPasskeys = page.waitForResponse((response) => response.url().endsWith('/me/passkeys'));
  const dialog = await openSettings(page);
  await ofPasskeys;
  await expect(dialog.getByRole('region', { name: 'Devices' }).getByRole('listitem')).not.toHaveCount(0);
  expect(refused).toEqual([]);
});
