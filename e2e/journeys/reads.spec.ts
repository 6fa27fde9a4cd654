import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const linkTo = (page: Page, room: string): Locator =>
  chat.rooms(page).getByRole('link', { name: new RegExp(`^${room}`) });

const row = (page: Page, text: string): Locator => chat.message(page, text).getByRole('article');

test('somebody goes back on one of three devices, one of them offline, and others see what they have read', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob, room } = await conversation('Reads');
  for (const text of ['first', 'second', 'third', 'fourth']) await chat.say(alice.page, text);
  const seen = chat.messages(alice.page).getByRole('button', { name: `Seen by ${bob.username}` });
  await expect(chat.message(alice.page, 'fourth').or(seen).first()).toBeVisible();
  await expect(seen).toHaveCount(1);

  const others = [await anotherDevice(bob, '/discover'), await anotherDevice(bob, '/discover')] as const;
  for (const page of others) await expect(linkTo(page, room)).not.toHaveAccessibleName(/unread/);
  const [offline] = others;
  await offline.context().setOffline(true);

  // By the keyboard: the room stays open, and unread.
  await row(bob.page, 'third').focus();
  await bob.page.keyboard.press('u');
  await expect(bob.page.getByText('Unread from here on.')).toBeVisible();
  for (const page of [bob.page, others[1]]) await expect(linkTo(page, room)).toHaveAccessibleName(/2 unread/);
  await expect(chat.messages(bob.page).getByText(/^New since/)).toBeVisible();
  await offline.context().setOffline(false);
  await expect(linkTo(offline, room)).toHaveAccessibleName(/2 unread/);
  await chat.say(alice.page, 'fifth');
  for (const page of [bob.page, ...others]) await expect(linkTo(page, room)).toHaveAccessibleName(/3 unread/);

  // Whoever comes to the room reads it, everywhere.
  await chat.openRoom(offline, room);
  for (const page of [bob.page, ...others])
    await expect(linkTo(page, room)).not.toHaveAccessibleName(/unread/);

  // Everything is marked as read from the switcher, and that can be taken back.
  await others[1].keyboard.press('Control+k');
  await others[1].getByRole('combobox').fill('Mark all');
  await others[1].getByRole('option', { name: /Mark all rooms as read/ }).click();
  await expect(others[1].getByText('Nothing is unread.')).toBeVisible();

  // Where it stands before that, it goes away under the pointer.
  const last = chat.message(alice.page, 'fifth').getByRole('button', { name: /^Seen by/ });
  await last.click();
  const list = alice.page.getByRole('dialog', { name: 'Seen by' });
  await expect(list.getByText(bob.username)).toBeVisible();
  await alice.page.keyboard.press('Escape');
  await alice.page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(alice.page, 'a room with receipts');
});

test('a room of two says what became of the last message, unless one of them does not tell', async ({
  newcomer,
}) => {
  const [anna, ben] = [await newcomer('anna'), await newcomer('ben')];
  await chat.rooms(anna.page).getByRole('button', { name: 'New message' }).click();
  const dialog = anna.page.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('combobox').fill(ben.username);
  await dialog.getByRole('option', { name: ben.username }).click();
  await dialog.getByRole('button', { name: 'Open' }).click();
  const write = anna.page.getByRole('textbox', { name: `Message ${ben.username}` });
  await write.fill('Are you there?');
  await write.press('Enter');
  const fate = anna.page.locator('[data-fate]');
  await expect(fate).toHaveText(/Delivered/);
  await linkTo(ben.page, anna.username).click();
  await chat.hears(ben.page, 'Are you there?');
  await expect(fate).toHaveText(/Read/);
  await expectAccessible(anna.page, 'a room of two');

  await ben.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await ben.page.getByRole('button', { name: 'All settings' }).click();
  const settings = ben.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('switch', { name: 'Tell others what I have read' }).click();
  await expect(settings.getByRole('switch', { name: 'Tell others what I have read' })).not.toBeChecked();
  await ben.page.keyboard.press('Escape');
  await write.fill('Still there?');
  await write.press('Enter');
  await chat.hears(ben.page, 'Still there?');
  await expect(fate).toHaveText(/Delivered/);
});
