import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { expect, type Person, test } from '../support/world.js';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Members' });
const row = (page: Page, { username }: Person): Locator =>
  panel(page).getByRole('listitem').filter({ hasText: username });

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Members', exact: true }).click();
  await panel(page).waitFor();
}

/** What was done closes it where it covers the page, once the server has answered: others may hear of it before. */
async function openPanelAgain(page: Page): Promise<void> {
  await expect(panel(page)).toBeHidden();
  await openPanel(page);
}

async function openCard(page: Page, person: Person): Promise<Locator> {
  await row(page, person).getByRole('button').click();
  const card = page.getByRole('dialog', { name: person.username });
  await card.waitFor();
  return card;
}

test('people are brought in, made more, muted, put out, banned and let in again', async ({ newcomer }) => {
  const [owner, moderator, member, outsider] = await Promise.all([
    newcomer('owner'),
    newcomer('moderator', { colorScheme: 'dark' }),
    newcomer('member'),
    newcomer('outsider'),
  ]);
  const room = roomName('Order');
  await chat.createRoom(owner.page, room);
  await openPanel(owner.page);

  // By name: whoever is added sees the room at once.
  await owner.page.getByRole('button', { name: 'Add people' }).click();
  const adding = owner.page.getByRole('dialog', { name: 'Add people' });
  for (const { username } of [moderator, member]) {
    await adding.getByLabel('Name').fill(username);
    await adding.getByRole('button', { name: `Add ${username}` }).click();
    await expect(owner.page.getByText(`${username} is in now.`)).toBeVisible();
  }
  await expectAccessible(owner.page);
  await owner.page.keyboard.press('Escape');
  await chat.openRoom(member.page, room);
  await chat.say(member.page, 'Something rude');
  await chat.hears(owner.page, 'Something rude');

  // A role takes effect at once, on the screen of whom it is given to.
  await chat.openRoom(moderator.page, room);
  await moderator.page.setViewportSize({ width: 360, height: 740 });
  await openPanel(moderator.page);
  await expect(moderator.page.getByRole('button', { name: 'Banned people' })).toBeHidden();
  const card = await openCard(owner.page, moderator);
  await card.getByLabel('Moderator').check();
  await expect(owner.page.getByText(`${moderator.username} has another role now.`)).toBeVisible();
  await expectAccessible(owner.page);
  await owner.page.keyboard.press('Escape');
  await expect(row(owner.page, moderator)).toContainText('Moderator');
  await expect(moderator.page.getByRole('button', { name: 'Banned people' })).toBeVisible();
  await expect(row(moderator.page, owner)).toContainText('Owner');

  // Who may not is told why.
  await openPanel(member.page);
  const refused = await openCard(member.page, owner);
  await expect(refused.getByRole('button', { name: 'Ban from the room' })).toBeDisabled();
  await expect(refused.getByText('It takes: Moderator.').first()).toBeVisible();
  await member.page.keyboard.press('Escape');
  const above = await openCard(moderator.page, owner);
  await expect(above.getByText('Nobody can do this to an owner.').first()).toBeVisible();
  await expectAccessible(moderator.page);
  await moderator.page.keyboard.press('Escape');

  // Muted by keyboard alone; taken back from the toast.
  await row(moderator.page, member).getByRole('button').focus();
  await moderator.page.keyboard.press('Enter');
  await moderator.page.getByRole('button', { name: 'Mute', exact: true }).focus();
  await moderator.page.keyboard.press('Enter');
  const muting = moderator.page.getByRole('dialog', { name: `Mute ${member.username}?` });
  await expect(muting.getByLabel('Reason')).toBeFocused();
  await expectAccessible(moderator.page);
  await moderator.page.keyboard.press('Enter');
  await expect(moderator.page.getByText(`${member.username} is muted.`)).toBeVisible();
  await chat.holdUndo(moderator.page);
  await expect(member.page.getByText(/You can write again/)).toBeVisible();
  await moderator.page.getByRole('button', { name: 'Undo' }).click();
  await expect(member.page.getByText(/You can write again/)).toBeHidden();
  await chat.say(member.page, 'Thank you');
  await chat.hears(owner.page, 'Thank you');

  // Whoever loads the page anew knows of it at once, before anything is refused.
  await openPanelAgain(moderator.page);
  await openCard(moderator.page, member);
  await moderator.page.getByRole('button', { name: 'Mute', exact: true }).press('Enter');
  await muting.getByLabel('Reason').press('Enter');
  await expect(member.page.getByText(/You can write again/)).toBeVisible();
  await member.page.reload();
  await expect(member.page.getByText(/You can write again/)).toBeVisible();
  await openPanelAgain(moderator.page);
  await openCard(moderator.page, member);
  await moderator.page.getByRole('button', { name: 'Unmute' }).press('Enter');
  await expect(member.page.getByText(/You can write again/)).toBeHidden();

  // Put out: told why, the room is gone, what was written with it; taken back.
  await openPanelAgain(moderator.page);
  await openCard(moderator.page, member);
  await moderator.page.getByRole('button', { name: 'Remove from the room' }).click();
  const removing = moderator.page.getByRole('dialog', { name: `Remove ${member.username}?` });
  await removing.getByLabel('Reason').fill('Too rude.');
  await removing.getByRole('switch', { name: /Delete what they wrote/ }).click();
  await expectAccessible(moderator.page);
  const isTold = chat.willSay(member.page, `${moderator.username} has removed you from ${room}. Too rude.`);
  await removing.getByRole('button', { name: 'Remove from the room' }).click();
  await expect(moderator.page.getByText(`${member.username} was removed.`)).toBeVisible();
  await chat.holdUndo(moderator.page);
  await isTold;
  await expect(chat.rooms(member.page).getByText(room)).toBeHidden();
  await expect(owner.page.getByText('Something rude')).toBeHidden();
  await expect(row(owner.page, member)).toBeHidden();
  // What takes the mute back may still be there.
  await moderator.page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(chat.rooms(member.page).getByText(room)).toBeVisible();
  await expect(row(owner.page, member)).toBeVisible();

  // Banned, listed, and let in again.
  await openPanelAgain(moderator.page);
  await openCard(moderator.page, member);
  await moderator.page.getByRole('button', { name: 'Ban from the room' }).click();
  const banning = moderator.page.getByRole('dialog', { name: `Ban ${member.username}?` });
  await banning.getByText('1 week').click();
  await banning.getByRole('button', { name: 'Ban from the room' }).click();
  await expect(chat.rooms(member.page).getByText(room)).toBeHidden();
  await openPanelAgain(moderator.page);
  await moderator.page.getByRole('button', { name: 'Banned people' }).click();
  const bans = moderator.page.getByRole('dialog', { name: 'Banned people' });
  await expect(bans.getByText(`By ${moderator.username}, until`)).toBeVisible();
  await expectAccessible(moderator.page);
  await bans.getByRole('button', { name: `Lift the ban of ${member.username}` }).click();
  await expect(bans.getByText('Nobody is banned.')).toBeVisible();
  await chat.joinRoom(member.page, room);

  // Whoever is outside has heard nothing of it.
  await expect(chat.rooms(outsider.page).getByText(room)).toBeHidden();
});
