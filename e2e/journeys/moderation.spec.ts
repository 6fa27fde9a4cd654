import { ROLES } from '@chatket/contract';
import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, type Person, test } from '../support/world.js';

const queue = (page: Page): Locator => page.getByRole('dialog', { name: 'Reported messages' });
const entry = (page: Page, text: string): Locator =>
  queue(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(text, { exact: true }) });
const orders = (page: Page, text: string, { username }: Person): Locator =>
  entry(page, text).getByRole('group', { name: `What to do about ${username}` });

async function report({ page }: Person, text: string, note?: string): Promise<void> {
  const row = chat.message(page, text);
  // The toolbar follows the pointer, also from where the dialog of the report before was.
  await chat.act(row, 'Report');
  const dialog = page.getByRole('dialog', { name: /^Report what/ });
  if (note !== undefined) await dialog.getByLabel('More about it').fill(note);
  await dialog.getByRole('button', { name: 'Report' }).click();
  await expect(dialog).toBeHidden();
}

async function openQueue(page: Page, waiting: number): Promise<void> {
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: `Reported messages ${String(waiting)}`, exact: true }).click();
  await queue(page).waitFor();
}

async function expectQueueAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
    const overflow = await queue(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
}

test('what is reported reaches the moderators, who act on it and take it back; the reporter is told', async ({
  newcomer,
  server,
}) => {
  // The outsider comes in to be a nuisance, and ends outside.
  const [owner, moderator, member, outsider] = await Promise.all([
    newcomer('owner'),
    newcomer('moderator'),
    newcomer('member'),
    newcomer('outsider'),
  ]);
  const room = roomName('Reports');
  await chat.createRoom(owner.page, room);
  await chat.say(owner.page, 'Rules are rules');
  for (const { page } of [member, outsider]) await chat.joinRoom(page, room);
  const roomId = roomIdOf(owner.page);
  await moderator.page.goto(`/rooms/${roomId}`);
  await moderator.page.getByRole('button', { name: 'Join' }).click();
  await chat.composer(moderator.page).waitFor();
  await server.promote(roomId, moderator.username, ROLES.moderator);
  await moderator.page.setViewportSize({ width: 360, height: 740 });
  await moderator.page.reload();
  for (const text of ['Buy this', 'Buy that', 'Buy it all']) {
    await chat.say(outsider.page, text);
    await chat.hears(member.page, text);
  }
  await chat.hears(moderator.page, 'Buy it all');

  // The moderators hear of it while the menu is open; who was reported hears nothing, and sees no queue.
  await moderator.page.getByRole('button', { name: 'More about this room' }).click();
  await moderator.page.getByRole('button', { name: 'Reported messages', exact: true }).waitFor();
  await report(member, 'Buy this', 'For the third time today.');
  await moderator.page.getByRole('button', { name: 'Reported messages 1', exact: true }).waitFor();
  await moderator.page.keyboard.press('Escape');
  for (const text of ['Buy that', 'Buy it all', 'Rules are rules']) await report(member, text);
  await outsider.page.getByRole('button', { name: 'More about this room' }).click();
  await expect(outsider.page.getByRole('button', { name: 'Leave room' })).toBeVisible();
  await expect(outsider.page.getByRole('button', { name: /^Reported messages/ })).toHaveCount(0);
  await outsider.page.keyboard.press('Escape');

  // The menu's button says that they wait, also to whoever comes then.
  await moderator.page.getByRole('button', { name: 'More about this room, 4 things wait' }).waitFor();
  await moderator.page.reload();
  await moderator.page.getByRole('button', { name: 'More about this room, 4 things wait' }).waitFor();

  // What one may not do is not offered, and it is said why.
  await openQueue(moderator.page, 4);
  await expect(entry(moderator.page, 'Buy this')).toContainText('For the third time today.');
  await expect(orders(moderator.page, 'Rules are rules', owner)).toContainText(
    'Nobody can do this to an owner.',
  );
  await expect(entry(moderator.page, 'Rules are rules').getByRole('button')).toHaveText(['Nothing wrong']);
  await expect(orders(moderator.page, 'Buy this', outsider).getByRole('button')).toHaveText([
    'Mute',
    'Remove',
    'Ban',
  ]);
  await expectQueueAccessible(moderator.page);

  // Deleted, and taken back where it is said; then for good.
  const undo = queue(moderator.page).getByRole('button', { name: 'Undo' });
  let isTold = chat.willSay(member.page, 'A reported message was deleted.');
  await entry(moderator.page, 'Buy this').getByRole('button', { name: 'Delete' }).click();
  await chat.holdUndo(queue(moderator.page));
  await expect(entry(moderator.page, 'Buy this')).toHaveCount(0);
  await isTold;
  await undo.click();
  await expect(entry(moderator.page, 'Buy this')).toBeVisible();
  await entry(moderator.page, 'Buy this').getByRole('button', { name: 'Delete' }).click();
  await expect(chat.message(owner.page, 'Buy this')).toHaveCount(0);

  // Muted for a day by the keyboard alone, and taken back by it.
  const { keyboard } = moderator.page;
  await orders(moderator.page, 'Buy that', outsider).getByRole('button', { name: 'Mute' }).focus();
  await keyboard.press('Enter');
  const muting = moderator.page.getByRole('dialog', { name: `Mute ${outsider.username}?` });
  await expect(muting.getByLabel('Reason')).toBeFocused();
  await expectQueueAccessible(moderator.page);
  await keyboard.press('Shift+Tab');
  await keyboard.press('ArrowRight');
  await expect(muting.getByLabel('1 day')).toBeChecked();
  isTold = chat.willSay(member.page, 'Somebody was muted for a reported message.');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(queue(moderator.page).getByText(`${outsider.username} is muted.`)).toBeVisible();
  await chat.holdUndo(queue(moderator.page));
  await expect(entry(moderator.page, 'Buy that')).toHaveCount(0);
  await keyboard.press('Tab');
  await expect(undo).toBeFocused();
  await expect(outsider.page.getByText(/You can write again/)).toBeVisible();
  await isTold;
  await keyboard.press('Enter');
  await expect(outsider.page.getByText(/You can write again/)).toBeHidden();
  await expect(entry(moderator.page, 'Buy that')).toBeVisible();

  // Removed; what takes it back outlives the dialog.
  await orders(moderator.page, 'Buy that', outsider).getByRole('button', { name: 'Remove' }).click();
  const removing = moderator.page.getByRole('dialog', { name: `Remove ${outsider.username}?` });
  isTold = chat.willSay(member.page, 'Somebody was removed for a reported message.');
  await removing.getByRole('button', { name: 'Remove from the room' }).click();
  await expect(removing).toBeHidden();
  await chat.holdUndo(queue(moderator.page));
  await expect(chat.rooms(outsider.page).getByText(room)).toBeHidden();
  await isTold;
  await expect(orders(moderator.page, 'Buy it all', outsider)).toContainText('Is not in this room any more.');
  await keyboard.press('Escape');
  await expect(queue(moderator.page)).toBeHidden();
  await moderator.page.getByRole('button', { name: 'Undo' }).click();
  await expect(chat.rooms(outsider.page).getByText(room)).toBeVisible();

  // Banned, in three clicks from the queue.
  await openQueue(moderator.page, 3);
  await orders(moderator.page, 'Buy it all', outsider).getByRole('button', { name: 'Ban' }).click();
  const banning = moderator.page.getByRole('dialog', { name: `Ban ${outsider.username}?` });
  await banning.getByText('1 week').click();
  isTold = chat.willSay(member.page, 'Somebody was banned for a reported message.');
  await banning.getByRole('button', { name: 'Ban from the room' }).click();
  await expect(queue(moderator.page).getByText(`${outsider.username} was banned.`)).toBeVisible();
  await expect(chat.rooms(outsider.page).getByText(room)).toBeHidden();
  await isTold;
  await entry(moderator.page, 'Rules are rules').getByRole('button', { name: 'Nothing wrong' }).click();
  await expect(member.page.getByText(/nothing has to be done/)).toBeVisible();

  // Who did what, for the admins: in words.
  await owner.page.getByRole('button', { name: 'More about this room' }).click();
  await owner.page.getByRole('button', { name: 'What moderators did' }).click();
  const audit = owner.page.getByRole('dialog', { name: 'What moderators did' });
  for (const done of ['muted', 'removed', 'added', 'banned'])
    await expect(audit.getByText(`${moderator.username} ${done} ${outsider.username}`)).toHaveCount(1);
  await expect(
    audit.getByText(`${moderator.username} deleted a message of ${outsider.username}`),
  ).toHaveCount(1);
  await expect(audit.getByText(`${moderator.username} looked at a reported message`)).toHaveCount(6);
  await expect(audit.getByText(`${moderator.username} put a reported message up again`)).toHaveCount(3);
});
