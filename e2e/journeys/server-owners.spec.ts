import { ROLES, SERVER_ROLES } from '@chatket/contract';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoViolations } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

async function openPart(page: Page, name: 'People' | 'Rooms' | 'Safety'): Promise<void> {
  await page.getByRole('main').getByText(name, { exact: true }).click();
}

async function inBothSchemes(page: Page, look: () => Promise<void>): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await look();
  }
}

const note = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('status').filter({ hasText: text });

test('who runs the server mutes, archives, bans, appoints and ends a raid, and all are told what it means for them', async ({
  newcomer,
  server,
}) => {
  const [boss, rita, dora] = await Promise.all([newcomer('boss'), newcomer('rita'), newcomer('dora')]);
  await server.putInCharge(boss.username, SERVER_ROLES.owner);
  const [hall, cellar] = [roomName('Hall'), roomName('Cellar')];
  await chat.createRoom(rita.page, cellar);
  const cellarId = roomIdOf(rita.page);
  await chat.joinRoom(dora.page, cellar);
  await rita.page.getByRole('button', { name: 'Create room' }).first().click();
  const creating = rita.page.getByRole('dialog', { name: 'Create a room' });
  await creating.getByLabel('Room name').fill(hall);
  await creating.getByText('Only its members', { exact: true }).click();
  await creating.getByRole('button', { name: 'Create' }).click();
  await rita.page.getByRole('textbox', { name: `Message #${hall}` }).waitFor();
  await chat.say(rita.page, 'Only among us');

  // By the keyboard alone, on a small screen: whoever does not run the server is not shown the way.
  await dora.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await dora.page.getByRole('button', { name: 'Keyboard shortcuts' }).waitFor();
  await expect(dora.page.getByRole('button', { name: 'Server', exact: true })).toHaveCount(0);
  await dora.page.keyboard.press('Escape');
  await boss.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await boss.page.getByRole('button', { name: 'Server', exact: true }).click();
  await boss.page.setViewportSize({ width: 360, height: 740 });
  const { keyboard } = boss.page;
  await boss.page.getByRole('searchbox', { name: 'Search people' }).fill(dora.username);
  const people = boss.page.getByRole('list', { name: 'People on this server' });
  await expect(people.getByRole('listitem')).toHaveCount(1);
  await inBothSchemes(boss.page, () => expectAccessible(boss.page, 'people'));
  await people.getByRole('button', { name: `Mute ${dora.username}` }).focus();
  await keyboard.press('Enter');
  const muting = boss.page.getByRole('dialog', { name: `Mute ${dora.username}` });
  await expect(muting.getByLabel('Reason')).toBeFocused();
  await inBothSchemes(boss.page, () => expectNoViolations(boss.page, 'mute'));
  await keyboard.type('too loud');
  await keyboard.press('Enter');
  await expect(people.getByText(/^Muted until .* · too loud$/)).toBeVisible();

  // She sees it at once and after a reload, and nothing can be begun elsewhere.
  await expect(note(dora.page, 'have muted you until')).toContainText('Why: too loud');
  await expect(dora.page.getByText(/You can write again in/)).toBeVisible();
  await dora.page.reload();
  await expect(note(dora.page, 'have muted you until')).toContainText('Why: too loud');
  await inBothSchemes(dora.page, () => expectAccessible(dora.page, 'muted'));
  await dora.page.getByRole('button', { name: 'Create room' }).first().click();
  const refused = dora.page.getByRole('dialog', { name: 'Create a room' });
  await refused.getByLabel('Room name').fill(roomName('Elsewhere'));
  await refused.getByRole('button', { name: 'Create' }).click();
  await expect(refused.getByText('You are muted for now.')).toBeVisible();
  await keyboard.press('Escape');
  await dora.page.keyboard.press('Escape');
  await boss.page.getByRole('searchbox', { name: 'Search people' }).fill('');
  await boss.page.getByRole('main').getByText('Muted', { exact: true }).click();
  await expect(people.getByRole('listitem')).toHaveCount(1);
  await people.getByRole('button', { name: `Let ${dora.username} write again` }).click();
  await expect(note(dora.page, 'have muted you until')).toHaveCount(0);
  await chat.say(dora.page, 'Sorry');
  await chat.isStoredOnce(dora.page, 'Sorry');

  // A room that she is not in: archived, which its people see, and brought back.
  await openPart(boss.page, 'Rooms');
  const rooms = boss.page.getByRole('list', { name: 'Rooms on this server' });
  const room = (name: string): Locator => rooms.getByRole('listitem').filter({ hasText: name });
  await boss.page.getByRole('searchbox', { name: 'Search rooms' }).fill(cellar);
  await expect(rooms.getByRole('listitem')).toHaveCount(1);
  await boss.page.getByRole('button', { name: `Archive ${cellar}` }).click();
  await expect(room(cellar)).toContainText('Archived since');
  await expect(chat.messages(dora.page).getByText(`${boss.username} archived the room`)).toBeVisible();
  await expect(dora.page.getByPlaceholder('This room is archived: it can only be read')).toBeVisible();
  await inBothSchemes(boss.page, () => expectAccessible(boss.page, 'rooms'));
  await boss.page.getByRole('button', { name: `Bring ${cellar} back` }).click();
  await expect(chat.composer(dora.page)).toBeEditable();

  // Its only owner is banned, and somebody of those who are left owns it then.
  await boss.page.getByRole('button', { name: `Ban somebody from ${cellar}` }).click();
  const banning = boss.page.getByRole('dialog', { name: 'Ban somebody' });
  await banning.getByLabel('Who').fill(rita.username);
  await banning.getByRole('radio', { name: rita.username }).check();
  await banning.getByRole('button', { name: `Ban ${rita.username}` }).click();
  await expect(chat.rooms(rita.page).getByText(cellar)).toBeHidden();
  await expect(chat.messages(dora.page).getByText(`${boss.username} banned ${rita.username}`)).toBeVisible();
  await expect(room(cellar)).toContainText('Nobody owns it');
  await boss.page.getByRole('main').getByText('Without owner', { exact: true }).click();
  await boss.page.getByRole('button', { name: `Appoint an owner of ${cellar}` }).click();
  const appointing = boss.page.getByRole('dialog', { name: 'Appoint an owner' });
  await appointing.getByLabel('Who').fill(dora.username);
  await appointing.getByRole('radio', { name: dora.username }).check();
  await inBothSchemes(boss.page, () => expectNoViolations(boss.page, 'appoint'));
  await appointing.getByRole('button', { name: `Make ${dora.username} the owner` }).click();
  await expect(
    chat.messages(dora.page).getByText(`${boss.username} made ${dora.username} an owner`),
  ).toBeVisible();
  await expect(rooms.getByRole('listitem')).toHaveCount(0);

  // A private room is read by whoever comes in, and those there see that.
  await boss.page.getByRole('main').getByText('All', { exact: true }).click();
  await boss.page.getByRole('searchbox', { name: 'Search rooms' }).fill(hall);
  await expect(room(hall)).toContainText('private');
  await boss.page.getByRole('button', { name: `Come into ${hall}` }).click();
  const coming = boss.page.getByRole('dialog', { name: `Come into ${hall}` });
  await coming.getByRole('button', { name: 'Come in' }).click();
  await chat.hears(boss.page, 'Only among us');
  await expect(chat.messages(rita.page).getByText(`${boss.username} joined`)).toBeVisible();

  // A raid: whoever is new and keeps no order reads only, and it is said why.
  await server.promote(cellarId, dora.username, ROLES.member);
  await boss.page.goto('/server');
  await openPart(boss.page, 'Safety');
  await boss.page.getByRole('switch', { name: 'Raid mode for all rooms' }).click();
  await expect(boss.page.getByRole('switch', { name: 'Raid mode for all rooms' })).toBeChecked();
  await expect(note(rita.page, 'Many strangers are coming')).toBeVisible();
  await expect(chat.composer(rita.page)).toBeEditable();
  await dora.page.reload();
  await expect(note(dora.page, 'Many strangers are coming')).toBeVisible();
  await expect(dora.page.getByPlaceholder('Only moderators may write here')).toBeVisible();
  await inBothSchemes(dora.page, () => expectAccessible(dora.page, 'raid'));
  await inBothSchemes(boss.page, () => expectAccessible(boss.page, 'safety'));
  await boss.page.getByRole('switch', { name: 'Raid mode for all rooms' }).click();
  await expect(note(dora.page, 'Many strangers are coming')).toHaveCount(0);
  await expect(chat.composer(dora.page)).toBeEditable();

  // All of it stands in the audit log.
  await boss.page.getByRole('button', { name: 'Open the audit log' }).click();
  const audit = boss.page.getByRole('dialog', { name: 'Audit log' });
  for (const text of [
    `${boss.username} ended raid mode for all rooms`,
    `${boss.username} came in as one of those who run the server`,
    `${boss.username} banned ${rita.username}`,
    `${boss.username} muted ${dora.username} on the server`,
  ])
    await expect(audit.getByText(text).first()).toBeVisible();
  await expectNoViolations(boss.page, 'audit');
});
