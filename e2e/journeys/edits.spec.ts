import type { Page } from '@playwright/test';
import { chat } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, test, type Person } from '../support/world.js';

const editor = (page: Page) => page.getByRole('textbox', { name: 'Edit message' });
const row = (page: Page, text: string) => chat.message(page, text).getByRole('article');

/** The message that was changed to a text, with the mark that it was. */
const changed = (page: Page, text: string) =>
  chat
    .messages(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(`${text}(edited)`, { exact: true }) });
const isChanged = ({ page }: Person, text: string) => expect(changed(page, text)).toBeVisible();

test('a message is changed in the composer, and what was begun there comes back', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Edits');
  const { page } = alice;
  await chat.say(page, 'Tea is reddy');
  await chat.hears(bob.page, 'Tea is reddy');

  // An empty composer leads to the last message; Esc leads back.
  await chat.composer(page).press('ArrowUp');
  await expect(editor(page)).toHaveValue('Tea is reddy');
  await editor(page).press('Escape');
  await expect(chat.composer(page)).toBeFocused();

  await chat.composer(page).fill('something I began');
  await row(page, 'Tea is reddy').focus();
  await page.keyboard.press('e');
  await expect(editor(page)).toBeFocused();
  await editor(page).fill('Tea is ready');
  await editor(page).press('Enter');
  await expect(chat.composer(page)).toHaveValue('something I began');
  for (const person of [alice, bob]) await isChanged(person, 'Tea is ready');
  await expect(chat.message(bob.page, 'Tea is reddy')).toHaveCount(0);

  await changed(bob.page, 'Tea is ready').getByRole('button', { name: '(edited)' }).click();
  const versions = bob.page.getByRole('dialog', { name: 'Earlier versions' });
  await expect(versions.getByText('Tea is reddy')).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(versions).toHaveCount(0);

  await page.reload();
  await isChanged(alice, 'Tea is ready');
});

test('who was offline finds messages changed and deleted, and what they did meanwhile goes out', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Away', { serviceWorkers: 'allow' });
  for (const text of ['first of alice', 'second of alice']) await chat.say(alice.page, text);
  await chat.say(bob.page, 'first of bob');
  for (const { page } of [alice, bob])
    for (const text of ['first of alice', 'second of alice', 'first of bob']) await chat.hears(page, text);

  await isKept(bob.page);
  await bob.context.setOffline(true);
  await chat.composer(bob.page).press('ArrowUp');
  await editor(bob.page).fill('changed while away');
  await editor(bob.page).press('Enter');
  await isChanged(bob, 'changed while away');

  await row(alice.page, 'first of alice').focus();
  await alice.page.keyboard.press('e');
  await editor(alice.page).fill('first of alice, changed');
  await editor(alice.page).press('Enter');
  await isChanged(alice, 'first of alice, changed');
  await row(alice.page, 'second of alice').focus();
  await alice.page.keyboard.press('Delete');
  await expect(chat.message(alice.page, 'second of alice')).toHaveCount(0);
  await expect(chat.message(bob.page, 'first of alice')).toBeVisible();

  await bob.context.setOffline(false);
  await isChanged(bob, 'first of alice, changed');
  await expect(chat.message(bob.page, 'second of alice')).toHaveCount(0);
  await isChanged(alice, 'changed while away');
});

test('a deletion can be taken back, and leaves no text when it is not', async ({ conversation }) => {
  const { alice, bob } = await conversation('Deletes');
  const { page } = alice;
  await chat.say(page, 'not meant for here');
  await chat.hears(bob.page, 'not meant for here');
  const message = chat.message(page, 'not meant for here');

  await message.hover();
  await message.getByRole('button', { name: 'Delete' }).click();
  const toast = page.getByRole('status').filter({ hasText: 'Message deleted.' });
  await toast.getByRole('button', { name: 'Undo' }).click();
  await expect(toast).toHaveCount(0);
  await message.hover();
  await expect(message.getByRole('button', { name: 'Delete' })).toBeVisible();

  await message.getByRole('button', { name: 'Delete' }).click();
  await expect(toast.getByRole('button', { name: 'Undo' })).toBeVisible();
  // Whoever leaves the page has not taken it back.
  await page.reload();
  for (const { page: each } of [alice, bob]) {
    await expect(chat.message(each, 'not meant for here')).toHaveCount(0);
    await expect(chat.messages(each).getByRole('article')).toHaveCount(0);
    await expect(each.getByRole('heading', { name: /^Nothing in .* yet$/ })).toBeVisible();
  }
});

test('two texts of one message are both shown, and mine stays until I have chosen', async ({
  conversation,
  browser,
  url,
}) => {
  const { alice } = await conversation('Conflict');
  await chat.say(alice.page, 'the text');
  await chat.isStoredOnce(alice.page, 'the text');
  const other = await browser.newContext({
    baseURL: url,
    storageState: await alice.context.storageState(),
  });
  const second = await other.newPage();
  await second.goto(alice.page.url());
  await chat.hears(second, 'the text');

  await row(alice.page, 'the text').focus();
  await alice.page.keyboard.press('e');
  await expect(editor(alice.page)).toHaveValue('the text');
  await row(second, 'the text').focus();
  await second.keyboard.press('e');
  await editor(second).fill('text of the telephone');
  await editor(second).press('Enter');
  await isChanged(alice, 'text of the telephone');

  await editor(alice.page).fill('text of the desk');
  await editor(alice.page).press('Enter');
  const message = changed(alice.page, 'text of the telephone');
  await message.getByRole('button', { name: 'Compare' }).click();
  const dialog = alice.page.getByRole('dialog', { name: /changed elsewhere/ });
  await expect(dialog.getByRole('region', { name: 'It says now' })).toContainText('text of the telephone');
  await expect(dialog.getByRole('region', { name: 'You wrote' })).toContainText('text of the desk');
  await dialog.getByRole('button', { name: 'Use mine' }).click();
  for (const page of [alice.page, second]) await expect(changed(page, 'text of the desk')).toBeVisible();
  await other.close();
});

test('an answer shows what it answers, which leads there', async ({ conversation }) => {
  const { alice, bob } = await conversation('Replies', { serviceWorkers: 'allow' });
  await chat.say(alice.page, 'Who brings the cake?');
  await chat.hears(bob.page, 'Who brings the cake?');
  await row(bob.page, 'Who brings the cake?').focus();
  await bob.page.keyboard.press('r');
  await expect(bob.page.getByText(`Reply to ${alice.username}`)).toBeVisible();
  await expect(chat.composer(bob.page)).toBeFocused();
  const quoteIn = (page: Page) =>
    chat
      .message(page, 'I do')
      .getByRole('link', { name: `In reply to ${alice.username}: Who brings the cake?` });
  // It shows that also as long as it is on its way.
  await isKept(bob.page);
  await bob.context.setOffline(true);
  await chat.say(bob.page, 'I do');
  await expect(bob.page.getByText(`Reply to ${alice.username}`)).toHaveCount(0);
  await expect(quoteIn(bob.page)).toBeVisible();
  await bob.context.setOffline(false);
  await quoteIn(alice.page).click();
  await expect(alice.page).toHaveURL(/\/m\//);
  await expect(chat.message(alice.page, 'I do')).toBeVisible();
});
