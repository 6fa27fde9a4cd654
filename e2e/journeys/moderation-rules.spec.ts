import { ROLES } from '@chatket/contract';
import type { Locator, Page } from '@playwright/test';
import { joinRoom, logIn as openSession } from '../../rig/people.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test.use({ serverEnv: { RAID_ALARM_JOINS: '2' } });

async function openMenu(page: Page, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: item }).click();
}

async function openRules(page: Page): Promise<Locator> {
  await openMenu(page, /^Room settings/);
  const dialog = page.getByRole('dialog', { name: /^Settings of / });
  await dialog.getByText('Rules', { exact: true }).click();
  await dialog.getByRole('heading', { name: 'Words and links' }).waitFor();
  return dialog;
}

async function addRule(
  dialog: Locator,
  { field, pattern, act }: { field: RegExp; pattern: string; act: string },
) {
  await dialog.getByLabel(field).fill(pattern);
  await dialog.getByLabel('What happens').selectOption({ label: act });
  await dialog.getByLabel(field).press('Enter');
  await expect(dialog.getByRole('list', { name: 'Rules of this room' }).getByText(pattern)).toBeVisible();
}

test('a moderator makes rules, lets a message through, and turns on raid mode when many come', async ({
  newcomer,
  server,
}) => {
  const room = roomName('Rules');
  const [owner, moderator, member] = [
    await newcomer('owner'),
    await newcomer('moderator'),
    await newcomer('member'),
  ];
  const [mine, theirs] = [moderator.page, member.page];
  await chat.createRoom(owner.page, room);
  await chat.joinRoom(mine, room);
  await server.promote(roomIdOf(mine), moderator.username, ROLES.moderator);
  await mine.reload();
  await chat.joinRoom(theirs, room);

  // By keyboard: Enter adds a rule and does not close anything.
  const dialog = await openRules(mine);
  await addRule(dialog, { field: /^Word or words/, pattern: 'turnip', act: 'It is refused' });
  await addRule(dialog, { field: /^Word or words/, pattern: 'carrot', act: 'It waits for a moderator' });
  await dialog.getByText('Links', { exact: true }).click();
  await dialog.getByLabel('Domain').fill('nowhere');
  await dialog.getByRole('button', { name: 'Add rule' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'Type a domain' })).toBeVisible();
  await addRule(dialog, { field: /^Domain/, pattern: 'spam.example', act: 'Moderators are shown it' });
  await expectAccessible(mine, 'the rules');
  await mine.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(mine, 'the rules on a phone');
  await mine.setViewportSize({ width: 1280, height: 720 });
  await mine.keyboard.press('Escape');

  // What is refused stays with whoever wrote it, and nobody else sees it.
  await chat.say(theirs, 'a TURNÍP pie');
  await expect(theirs.getByText('Not sent: a rule of this room does not allow it')).toBeVisible();
  await chat.say(theirs, 'a carrot pie');
  await expect(theirs.getByText('Waits for a moderator')).toBeVisible();
  await chat.say(theirs, 'another carrot pie');
  await expect(theirs.getByText('Waits for a moderator')).toHaveCount(2);
  await chat.say(theirs, 'see https://spam.example');
  await chat.hears(owner.page, 'see https://spam.example');
  await expect(chat.message(owner.page, 'a TURNÍP pie')).toHaveCount(0);
  await expect(chat.message(owner.page, 'a carrot pie')).toHaveCount(0);

  await openMenu(mine, /^Reported messages/);
  const queue = mine.getByRole('dialog', { name: 'Reported messages' });
  await expect(queue.getByText('A rule of this room')).toBeVisible();
  const waiting = queue.getByRole('list', { name: 'Waiting to be let through' }).getByRole('listitem');
  await expect(waiting).toHaveCount(2);
  await expectAccessible(mine, 'the queue');
  await waiting.first().getByRole('button', { name: 'Let through' }).click();
  await expect(waiting).toHaveCount(1);
  await chat.hears(owner.page, 'a carrot pie');
  await chat.isStoredOnce(theirs, 'a carrot pie');
  await waiting.first().getByRole('button', { name: 'Refuse' }).click();
  await expect(theirs.getByText('Waits for a moderator')).toHaveCount(0);
  await expect(theirs.getByText('Not sent: a rule of this room does not allow it')).toHaveCount(2);
  await mine.keyboard.press('Escape');

  // Three within a minute are many here, however long all that has taken.
  const names = ['one', 'two', 'three'].map((name) => `${name}-${member.username}`);
  const rush = await Promise.all(names.map((name) => openSession(server.url, name)));
  for (const person of rush) await joinRoom(server.url, person, roomIdOf(mine));
  await expect(mine.getByText('Many people are coming in.')).toBeVisible();
  await expect(theirs.getByText('Many people are coming in.')).toHaveCount(0);
  await mine.getByRole('button', { name: 'Turn on raid mode' }).click();
  await expect(mine.getByText(/^Raid mode is on/)).toBeVisible();
  await expectAccessible(mine, 'raid mode');
  const later = await newcomer('later');
  await chat.rooms(later.page).getByText('Discover rooms').click();
  await later.page.getByLabel('Search rooms', { exact: true }).fill(room);
  await later.page.getByRole('button', { name: `Join ${room}` }).click();
  await expect(later.page.getByText('Only moderators may write here')).toBeVisible();
  await mine.getByRole('button', { name: 'End raid mode' }).click();
  await expect(mine.getByText(/^Raid mode is on/)).toHaveCount(0);
  await expect(later.page.getByText('Only moderators may write here')).toHaveCount(0);
  await chat.say(later.page, 'finally');
  await chat.hears(mine, 'finally');
});
