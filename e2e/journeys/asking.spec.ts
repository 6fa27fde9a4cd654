import { SERVER_ROLES } from '@chatket/contract';
import type { Locator, Page } from '@playwright/test';
import { logIn as openSession } from '../../rig/people.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { isNoWiderThanThePage } from '../support/layers.js';

import { expect, test } from '../support/world.js';

/** Pictures of a screen for whoever wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES_DIR;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

const openMenu = (page: Page) => page.getByRole('button', { name: /^More about this room/ }).click();

async function openAlerts(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: /^Notifications( \d+)?$/ }).click();
  const alerts = page.getByRole('dialog', { name: 'Notifications' });
  await alerts.waitFor();
  return alerts;
}

async function openRequests(page: Page, count?: number): Promise<Locator> {
  await openMenu(page);
  await page
    .getByRole('button', {
      name: count === undefined ? 'Requests to come in' : `Requests to come in ${String(count)}`,
    })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Requests to come in' });
  await dialog.waitFor();
  return dialog;
}

test('somebody finds a room, asks, thinks better of it, is refused, and another one is let in', async ({
  newcomer,
}) => {
  const [owner, asker] = [await newcomer('owner'), await newcomer('asker')];
  const [mine, theirs] = [owner.page, asker.page];
  const room = roomName('Greenhouse');
  await chat.createRoom(mine, room);
  await chat.say(mine, 'The key lies under the third pot');
  await chat.isStoredOnce(mine, 'The key lies under the third pot');
  await openMenu(mine);
  await mine.getByRole('button', { name: 'Room settings' }).click();
  const settings = mine.getByRole('dialog', { name: /^Settings of / });
  await settings.getByText('People', { exact: true }).first().click();
  await settings.getByLabel('How people come in').selectOption({ label: 'They ask' });
  await expect(settings.getByText(/^A moderator lets them in/)).toBeVisible();
  await settings
    .getByLabel('What newcomers see')
    .selectOption({ label: 'Only what is written from then on' });
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings.getByText('Saved.')).toBeVisible();
  await expectAccessible(mine);
  await picture(mine, 'settings-1280-light');
  await mine.keyboard.press('Escape');

  // Found in the list, asked for by the keyboard, and taken back.
  await chat.rooms(theirs).getByText('Discover rooms').click();
  await theirs.getByLabel('Search rooms', { exact: true }).fill(room);
  await theirs.getByRole('button', { name: `Ask to come into ${room}` }).click();
  const preview = theirs.getByRole('dialog', { name: room });
  await preview.getByLabel('A word to the moderators, if you like').fill('I water the plants.');
  await expectAccessible(theirs);
  await picture(theirs, 'ask-1280-light');
  await theirs.setViewportSize({ width: 360, height: 740 });
  await isNoWiderThanThePage(theirs);
  await picture(theirs, 'ask-360-light');
  const isHeard = chat.willSay(mine, `${asker.username} asks to come into ${room}`);
  await theirs.keyboard.press('Tab');
  await theirs.keyboard.press('Enter');
  await expect(preview.getByText('The moderators have been told')).toBeVisible();
  await expectAccessible(theirs);
  await isHeard;
  await expect(mine.getByRole('button', { name: 'More about this room, 1 thing waits' })).toBeVisible();
  await preview.getByRole('button', { name: 'Take it back' }).click();
  await expect(preview.getByRole('button', { name: 'Ask to come in' })).toBeVisible();
  await expect(mine.getByRole('button', { name: 'More about this room', exact: true })).toBeVisible();

  // By the address of the room it is the same; a no is said twice, and heard of.
  await theirs.setViewportSize({ width: 1280, height: 800 });
  await theirs.goto(`/rooms/${roomIdOf(mine)}`);
  await theirs.getByRole('button', { name: 'Ask to come in' }).click();
  await expect(theirs.getByText('The moderators have been told')).toBeVisible();
  await picture(theirs, 'asked-1280-light');
  const requests = await openRequests(mine, 1);
  await mine.setViewportSize({ width: 360, height: 740 });
  await requests.getByRole('button', { name: `Refuse ${asker.username}` }).click();
  await expect(requests.getByText(/is told, and can ask again after a day/)).toBeVisible();
  await isNoWiderThanThePage(mine);
  await expectAccessible(mine);
  await picture(mine, 'refuse-360-light');
  await mine.emulateMedia({ colorScheme: 'dark' });
  await picture(mine, 'refuse-360-dark');
  await mine.emulateMedia({ colorScheme: 'light' });
  await requests.getByRole('button', { name: 'Not now' }).click();
  await requests.getByRole('button', { name: `Refuse ${asker.username}` }).click();
  const isTold = chat.willSay(theirs, `You were not let into ${room}.`);
  await requests.getByRole('button', { name: 'Yes, refuse' }).click();
  await expect(requests.getByText('Nobody is waiting.')).toBeVisible();
  await isTold;
  await expect(theirs.getByText('You can ask again after a day.')).toBeVisible();
  await expectAccessible(theirs);

  // The list of notifications leads to who asks, and says to whoever has asked what came of it.
  const friend = await newcomer('friend');
  await friend.page.goto(`/rooms/${roomIdOf(mine)}`);
  await friend.page.getByRole('button', { name: 'Ask to come in' }).click();
  await expect(requests.getByRole('button', { name: `Let ${friend.username} in` })).toBeVisible();
  await mine.keyboard.press('Escape');
  await mine.setViewportSize({ width: 1280, height: 800 });
  const alerts = await openAlerts(mine);
  const asks = alerts.getByRole('button', { name: `${friend.username} asks to come into ${room}.` });
  await expect(asks).toContainText('Not read yet');
  await expectAccessible(mine);
  await picture(mine, 'alerts-1280-light');
  await mine.setViewportSize({ width: 360, height: 740 });
  await mine.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(mine);
  await picture(mine, 'alerts-360-dark');
  await asks.press('Enter');
  await requests.getByRole('button', { name: `Let ${friend.username} in` }).click();
  await expect(friend.page.getByText(`You were let into ${room}.`)).toBeVisible();
  await expect(friend.page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
  // Who comes sees what the room says, and nothing of before.
  await mine.setViewportSize({ width: 1280, height: 800 });
  await mine.keyboard.press('Escape');
  await chat.say(mine, 'Welcome');
  await chat.hears(friend.page, 'Welcome');
  await expect(chat.message(friend.page, 'The key lies under the third pot')).toHaveCount(0);
  const told = await openAlerts(friend.page);
  await expect(told.getByRole('button', { name: `You were let into ${room}.` })).toBeVisible();
});

test('who runs the server says how much new accounts write, who are told why no more goes', async ({
  newcomer,
  server,
}) => {
  const [boss, young] = [await newcomer('boss'), await newcomer('young')];
  await server.putInCharge(boss.username, SERVER_ROLES.owner);
  const room = roomName('Porch');
  await chat.createRoom(boss.page, room);
  await chat.joinRoom(young.page, room);
  // Fewer than the page offers, so that the limit of rooms is not met first.
  const { token } = await openSession(new URL(boss.page.url()).origin, boss.username);
  await boss.page.request.put('/api/server/new-accounts', {
    headers: { authorization: `Bearer ${token}` },
    data: { hours: 0, messagesPerHour: 2, links: false, direct: false },
  });
  await boss.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await boss.page.getByRole('button', { name: 'Server', exact: true }).click();
  await boss.page.getByRole('main').getByText('Safety', { exact: true }).click();
  await boss.page.getByLabel('An account is new for').selectOption({ label: '1 day' });
  await expect(boss.page.getByLabel('Messages, in all rooms together')).toHaveValue('2');
  await boss.page.getByRole('switch', { name: 'They may write to strangers' }).click();
  await expectAccessible(boss.page);
  await picture(boss.page, 'new-1280-light');
  await boss.page.setViewportSize({ width: 360, height: 740 });
  await isNoWiderThanThePage(boss.page);
  await boss.page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(boss.page);
  await picture(boss.page, 'new-360-dark');
  await boss.page.getByRole('button', { name: 'Save' }).click();
  await expect(boss.page.getByText('The settings are saved.')).toBeVisible();

  for (const text of ['one', 'two']) {
    await chat.say(young.page, text);
    await chat.isStoredOnce(young.page, text);
  }
  await chat.say(young.page, 'and three');
  await expect(young.page.getByText('new accounts write only a few messages an hour')).toBeVisible();
  await boss.page.getByLabel('An account is new for').selectOption({ label: 'No time: there are no limits' });
  await boss.page.getByRole('button', { name: 'Save' }).click();
  await chat.say(young.page, 'four');
  await chat.isStoredOnce(young.page, 'four');
});
