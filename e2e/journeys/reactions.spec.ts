import type { Locator, Page } from '@playwright/test';
import { chat } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

const TEXT = 'We have a date';
const THUMB = '👍';

const chip = (page: Page): Locator =>
  chat.message(page, TEXT).getByRole('button', { name: new RegExp(`^${THUMB}, `, 'u') });

async function reactQuickly(page: Page): Promise<void> {
  await chat.message(page, TEXT).hover();
  await chat
    .message(page, TEXT)
    .getByRole('button', { name: `React with ${THUMB}` })
    .click();
}

test('reactions are set and taken back, by several people, and say who', async ({ conversation }) => {
  const { alice, bob } = await conversation('Reactions');
  await chat.say(alice.page, TEXT);
  await chat.hears(bob.page, TEXT);

  await reactQuickly(bob.page);
  await expect(chip(bob.page)).toHaveAttribute('aria-pressed', 'true');
  await expect(chip(alice.page)).toHaveAccessibleName(`${THUMB}, ${bob.username}`);
  await expect(chip(alice.page)).toHaveAttribute('aria-pressed', 'false');

  await chip(alice.page).click();
  for (const { page } of [alice, bob]) await expect(chip(page)).toHaveText(`${THUMB}2`);
  await expect(chip(alice.page)).toHaveAccessibleName(`${THUMB}, ${alice.username} and ${bob.username}`);

  await chip(bob.page).focus();
  await bob.page.keyboard.press('Enter');
  for (const { page } of [alice, bob]) await expect(chip(page)).toHaveText(`${THUMB}1`);
  await chip(alice.page).click();
  for (const { page } of [alice, bob]) await expect(chip(page)).toHaveCount(0);
});

test('any emoji can be picked, and the next time it is offered at once', async ({ conversation }) => {
  const { alice, bob } = await conversation('Picking');
  await chat.say(alice.page, TEXT);
  const message = chat.message(alice.page, TEXT);
  await message.hover();
  await message.getByRole('button', { name: 'Add a reaction' }).click();
  const picker = alice.page.getByRole('dialog', { name: 'Add a reaction' });
  await picker.getByLabel('Search emoji').fill('owl');
  await picker.getByRole('button', { name: 'owl', exact: true }).click();
  await expect(picker).toHaveCount(0);
  await expect(
    chat.message(bob.page, TEXT).getByRole('button', { name: `🦉, ${alice.username}` }),
  ).toBeVisible();

  await chat.say(alice.page, 'another one');
  const other = chat.message(alice.page, 'another one');
  await chat.isStoredOnce(alice.page, 'another one');
  await other.hover();
  await expect(other.getByRole('button', { name: 'React with 🦉' })).toBeVisible();
});

test('a reaction of somebody offline shows at once and goes out later', async ({ conversation }) => {
  const { alice, bob } = await conversation('Offline', { serviceWorkers: 'allow' });
  await chat.say(alice.page, TEXT);
  await chat.hears(bob.page, TEXT);
  await isKept(bob.page);
  await bob.context.setOffline(true);
  await reactQuickly(bob.page);
  await expect(chip(bob.page)).toHaveText(`${THUMB}1`);
  await reactQuickly(alice.page);
  await expect(chip(alice.page)).toHaveText(`${THUMB}1`);
  await bob.context.setOffline(false);
  for (const { page } of [alice, bob]) await expect(chip(page)).toHaveText(`${THUMB}2`);
});
