import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoViolations } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

const QUESTION = 'What do we cook?';

const row = (page: Page): Locator => chat.message(page, QUESTION);
const option = (page: Page, text: string, votes: number): Locator =>
  row(page).getByRole('radio', { name: `${text}, ${String(votes)} vote${votes === 1 ? '' : 's'}` });

async function openDialog(page: Page, question: string): Promise<Locator> {
  await chat.composer(page).fill(`/poll ${question}`);
  await chat.composer(page).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New poll' });
  await expect(dialog.getByLabel('Question')).toHaveValue(question);
  return dialog;
}

test('a poll is asked by keyboard, voted in by two, one of them offline for a while, and ended', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Polls', { serviceWorkers: 'allow' });
  const dialog = await openDialog(alice.page, QUESTION);
  const keys = alice.page.keyboard;
  await keys.press('Enter');
  await expect(dialog.getByRole('alert').filter({ hasText: 'Write at least two options.' })).toBeVisible();
  await expectNoViolations(alice.page, 'the dialog');
  await keys.press('Tab');
  await keys.type('Soup');
  await keys.press('Enter');
  await keys.type('Rice');
  await keys.press('Enter');
  await expect(dialog.getByLabel('Option 3')).toBeFocused();
  await keys.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(chat.composer(alice.page)).toHaveValue('');

  await expect(option(bob.page, 'Soup', 0)).toBeVisible();
  await isKept(bob.page);
  await bob.context.setOffline(true);
  await option(bob.page, 'Rice', 0).click();
  await expect(option(bob.page, 'Rice', 1)).toBeChecked();
  await option(alice.page, 'Soup', 0).focus();
  await alice.page.keyboard.press('Space');
  await expect(option(alice.page, 'Soup', 1)).toBeChecked();
  await bob.context.setOffline(false);
  for (const { page } of [alice, bob]) {
    await expect(option(page, 'Soup', 1)).toBeVisible();
    await expect(option(page, 'Rice', 1)).toBeVisible();
    await expect(row(page).getByText('2 people have voted')).toBeVisible();
  }
  await expect(option(bob.page, 'Rice', 1)).toBeChecked();
  await expect(option(bob.page, 'Soup', 1)).not.toBeChecked();

  await option(bob.page, 'Soup', 1).click();
  await expect(option(alice.page, 'Soup', 2)).toBeVisible();
  await row(alice.page).getByRole('button', { name: 'Who voted' }).click();
  await expect(row(alice.page).getByText(`${alice.username} and ${bob.username}`)).toBeVisible();
  await row(bob.page).getByRole('button', { name: 'Take back my vote' }).click();
  await expect(option(alice.page, 'Soup', 1)).toBeVisible();

  await expect(row(bob.page).getByRole('button', { name: 'End the poll' })).toHaveCount(0);
  await row(alice.page).getByRole('button', { name: 'End the poll' }).click();
  for (const { page } of [alice, bob]) {
    await expect(row(page).getByText(`ended by ${alice.username}`)).toBeVisible();
    await expect(option(page, 'Soup', 1)).toBeDisabled();
  }
  await expectNoViolations(bob.page, 'the row');
});

test('an anonymous poll with several choices names nobody, also on a phone', async ({ conversation }) => {
  const { alice, bob } = await conversation('Anonymous');
  for (const { page } of [alice, bob]) await page.setViewportSize({ width: 360, height: 740 });
  const dialog = await openDialog(alice.page, 'Which days?');
  await expectAccessible(alice.page, 'the dialog');
  await dialog.getByLabel('Option 1').fill('Monday');
  await dialog.getByLabel('Option 2').fill('Tuesday');
  await dialog.getByLabel('Several choices').click();
  await dialog.getByLabel('Anonymous').click();
  await dialog.getByLabel('People can vote').selectOption('for a day');
  await dialog.getByRole('button', { name: 'Ask' }).click();
  const poll = (page: Page) => chat.message(page, 'Which days?');
  await poll(bob.page).getByRole('checkbox', { name: 'Monday, 0 votes' }).click();
  await poll(bob.page).getByRole('checkbox', { name: 'Tuesday, 0 votes' }).click();
  await expect(poll(alice.page).getByRole('checkbox', { name: 'Tuesday, 1 vote' })).toBeVisible();
  await expect(poll(alice.page).getByText(/^1 person has voted · anonymous · ends /)).toBeVisible();
  await expect(poll(alice.page).getByRole('button', { name: 'Who voted' })).toHaveCount(0);
  await expectAccessible(alice.page, 'the row');

  await bob.page.reload();
  await expect(poll(bob.page).getByRole('checkbox', { name: 'Monday, 1 vote' })).toBeChecked();
  await poll(bob.page).getByRole('checkbox', { name: 'Monday, 1 vote' }).click();
  await expect(poll(alice.page).getByRole('checkbox', { name: 'Monday, 0 votes' })).toBeVisible();
});
