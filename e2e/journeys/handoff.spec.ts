import type { Page } from '@playwright/test';
import type { Handoff } from '@chatket/contract';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, logIn, test } from '../support/world.js';

async function inBothSchemes(page: Page, place: string): Promise<void> {
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1_280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, place);
  }
}

/** Shows a code in the settings. @returns what it leads to */
async function show(page: Page): Promise<string> {
  const offered = page.waitForResponse(
    (response) => response.url().endsWith('/api/me/handoff') && response.request().method() === 'POST',
  );
  await page.getByRole('button', { name: 'Show a code to scan' }).press('Enter');
  const { token } = (await (await offered).json()) as Handoff;
  await expect(page.getByRole('img', { name: 'QR code that logs in another device' })).toBeVisible();
  return `/device#${token}`;
}

test('S263 a login is handed to another device, by a code that it scans and a number that is typed', async ({
  visitor,
}) => {
  const [alice, phone, thief] = await Promise.all([visitor('alice'), visitor('phone'), visitor('thief')]);
  await logIn(alice.page, alice.username, '/');
  const first = alice.page;
  await first.getByRole('button', { name: 'Settings', exact: true }).click();
  await first.getByRole('button', { name: 'All settings' }).click();
  const settings = first.getByRole('dialog', { name: 'Settings' });

  // A wrong number lets nobody in.
  await thief.page.goto(await show(first));
  await thief.page.getByRole('button', { name: 'Go on' }).click();
  await settings.getByLabel('The number on the other device').fill('00');
  const shown = await thief.page.locator('bdi', { hasText: /^\d\d$/ }).innerText();
  await settings.getByLabel('The number on the other device').fill(shown === '00' ? '01' : '00');
  await first.keyboard.press('Enter');
  await expect(settings.getByText('That was not its number')).toBeVisible();
  await expect(thief.page.getByText('This code is over')).toBeVisible();
  await inBothSchemes(thief.page, 'a code that is over');

  const path = await show(first);
  await inBothSchemes(first, 'the code');
  await phone.page.goto(path);
  await expect(phone.page.getByText(`This logs you in as ${alice.username}.`)).toBeVisible();
  // Nothing is left of the code in the address.
  await expect(phone.page).toHaveURL(/\/device$/);
  await inBothSchemes(phone.page, 'whether to go on');
  await phone.page.getByRole('button', { name: 'Go on' }).press('Enter');
  const number = await phone.page.locator('bdi', { hasText: /^\d\d$/ }).innerText();
  await inBothSchemes(phone.page, 'the number');
  await expect(settings.getByText('asks to be logged in as you')).toBeVisible();
  await inBothSchemes(first, 'who asks');
  await expect(settings.getByLabel('The number on the other device')).toBeFocused();
  await first.keyboard.type(number);
  await first.keyboard.press('Enter');
  await expect(settings.getByText('Let in by another device')).toBeVisible();

  // It is another login of the same person, who can end it.
  await expect(chat.rooms(phone.page)).toBeVisible();
  await settings.getByRole('button', { name: /^Log out .*, last seen/ }).click();
  await expect(phone.page.getByLabel('Your name')).toBeVisible();

  // The same code once more.
  await thief.page.goto('/login');
  await thief.page.goto(path);
  await expect(thief.page.getByText('This code is over')).toBeVisible();
});
