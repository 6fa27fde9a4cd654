import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const folded = (page: Page, count: number): Locator =>
  chat
    .messages(page)
    .getByText(`${String(count)} ${count === 1 ? 'message' : 'messages'} of somebody you have blocked`);

async function writeTo(page: Page, name: string): Promise<void> {
  await chat.rooms(page).getByRole('button', { name: 'New message' }).click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  await dialog.getByRole('combobox').fill(name);
  await dialog.getByRole('option', { name }).click();
  await dialog.getByRole('button', { name: 'Open' }).click();
}

test('somebody who is blocked is folded, does not ring, and cannot write directly', async ({
  conversation,
}) => {
  const { alice, bob, room } = await conversation('Blocking', { viewport: { width: 1200, height: 800 } });
  const other = roomName('Elsewhere');
  await chat.say(bob.page, 'Something rude');
  await chat.hears(alice.page, 'Something rude');

  // On the card of a member, by the keyboard.
  await alice.page.getByRole('button', { name: 'Members', exact: true }).click();
  const panel = alice.page.getByRole('region', { name: 'Members' });
  await panel.getByRole('listitem').filter({ hasText: bob.username }).getByRole('button').click();
  const card = alice.page.getByRole('dialog', { name: bob.username });
  await card.getByRole('button', { name: 'Block', exact: true }).focus();
  await expectAccessible(alice.page);
  await alice.page.keyboard.press('Enter');
  await expect(alice.page.getByText(`${bob.username} is blocked.`)).toBeVisible();
  await expect(folded(alice.page, 1)).toBeVisible();
  await expect(chat.message(alice.page, 'Something rude')).toHaveCount(0);
  await alice.page.getByRole('button', { name: 'Close members' }).click();

  // What he goes on saying is counted; that he writes is not shown, and that he speaks of her is no sign.
  await chat.composer(bob.page).pressSequentially('And ');
  await chat.say(bob.page, 'And another');
  await expect(folded(alice.page, 2)).toBeVisible();
  await expect(alice.page.getByText(`${bob.username} is typing`)).toHaveCount(0);
  await chat.createRoom(alice.page, other);
  await chat.say(bob.page, `@${alice.username} look at me`);
  const row = chat.rooms(alice.page).getByRole('link', { name: new RegExp(`^${room}`) });
  await chat.hears(bob.page, `@${alice.username} look at me`);

  // He is told nothing, but that she cannot be reached.
  await writeTo(bob.page, alice.username);
  await expect(bob.page.getByText('Not everybody you have named takes messages from you.')).toBeVisible();
  await bob.page.keyboard.press('Escape');

  // She may look all the same, also after coming back; the focus stays where she was.
  await alice.page.reload();
  await expect(row).toHaveAccessibleName(/\d unread$/);
  await expect(row.locator('[data-badge]')).toHaveAttribute('data-badge', 'unread');
  await chat.openRoom(alice.page, room);
  await expect(folded(alice.page, 3)).toBeVisible();
  await alice.page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(alice.page);
  await alice.page.setViewportSize({ width: 1200, height: 800 });
  await chat.messages(alice.page).getByRole('button', { name: 'Show' }).press('Enter');
  await chat.hears(alice.page, 'And another');
  await expect(chat.message(alice.page, 'Something rude').getByRole('article')).toBeFocused();

  // And take it back, in the settings.
  await chat.say(bob.page, 'Sorry');
  await expect(folded(alice.page, 1)).toBeVisible();
  await alice.page.keyboard.press('Control+k');
  await alice.page.getByRole('combobox').fill('settings');
  await alice.page.keyboard.press('Enter');
  const settings = alice.page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: `Unblock ${bob.username}` }).click();
  await expect(settings.getByText('You have blocked nobody.')).toBeVisible();
  await expectAccessible(alice.page);
  await alice.page.keyboard.press('Escape');
  await chat.hears(alice.page, 'Sorry');
  await writeTo(bob.page, alice.username);
  await bob.page.getByRole('textbox', { name: `Message ${alice.username}` }).waitFor();

  // What is said of his words in an answer is folded as they are.
  const apology = chat.message(alice.page, 'Sorry');
  await apology.hover();
  await apology.getByRole('button', { name: 'Reply' }).click();
  await chat.say(alice.page, 'Fine');
  await expect(chat.message(alice.page, 'Fine')).toContainText('Sorry');
  await alice.page.getByRole('button', { name: 'Members', exact: true }).click();
  await panel.getByRole('listitem').filter({ hasText: bob.username }).getByRole('button').click();
  await card.getByRole('button', { name: 'Block', exact: true }).press('Enter');
  await expect(chat.message(alice.page, 'Fine')).toContainText('1 message of somebody you have blocked');
  await expect(chat.message(alice.page, 'Fine')).not.toContainText('Sorry');
  await expectAccessible(alice.page);
});
