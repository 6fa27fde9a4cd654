import type { Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const focused = (page: Page) => page.locator(':focus');

/** The focus is on something that can be seen to have it. */
async function expectFocusVisible(page: Page) {
  await expect(focused(page)).toHaveCount(1);
  expect(await focused(page).evaluate((element) => element.tagName)).not.toBe('BODY');
}

async function choose(page: Page, term: string) {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(term);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
}

/** What an owner can do with a message of their own, and how the sheet of keys calls it: a new action is added here. */
const MESSAGE_ACTIONS = {
  'Reply in thread': 'Reply in the message’s thread',
  Reply: 'Reply to the message',
  Forward: 'Forward the message',
  'Pin for everybody': 'Pin the message, or take the pin away',
  'Save for later': 'Save the message for later, or let go of it',
  'Mark unread from here': 'Mark unread from the message on',
  'Remind me': 'Remind me of the message',
  Edit: 'Edit the message',
  Delete: 'Delete the message',
  'Copy text': 'Copy the message’s text',
  'Copy link': 'Copy a link to the message',
};
const REACTING = 'React to the message';

async function createRoom(page: Page, name: string) {
  await choose(page, 'create a room');
  await expect(page.getByLabel('Room name')).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: `Message #${name}` })).toBeFocused();
}

test('a whole visit without a mouse', async ({ browser, url }) => {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByLabel('Your name')).toBeFocused();
  await page.keyboard.type(`keys-${String(process.pid)}`);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Fill in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await chat.rooms(page).waitFor();

  const [first, second] = [roomName('Alpha'), roomName('Beta')];
  await createRoom(page, first);
  await page.keyboard.type('Hello from the keyboard');
  await page.keyboard.press('Enter');
  await chat.isStoredOnce(page, 'Hello from the keyboard');
  await createRoom(page, second);

  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('textbox', { name: `Message #${first}` })).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('textbox', { name: `Message #${second}` })).toBeFocused();
  await choose(page, first);
  await expect(page.getByRole('textbox', { name: `Message #${first}` })).toBeFocused();

  await page.keyboard.press('F6');
  await expect(chat.rooms(page).getByRole('link', { name: new RegExp(`^${first}`) })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(chat.messages(page)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  const row = chat.messages(page).locator(':focus');
  await expect(row).toContainText('Hello from the keyboard');
  // Its bar comes as the focus does.
  await expect(row.getByRole('button', { name: 'Message actions' })).toBeAttached();
  // All that can be done with a message is in its sheet, whether a key or a finger has opened it.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const actions = page.getByRole('dialog', { name: 'Message actions' });
  // What may be done is asked of the server when the room is opened.
  await expect(async () => {
    const shown = (await actions.getByRole('button').allTextContents()).filter((text) => /\w/.test(text));
    expect(shown.sort()).toEqual(Object.keys(MESSAGE_ACTIONS).sort());
  }).toPass();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('+');
  await expect(page.getByRole('dialog', { name: 'Add a reaction' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F6');
  await expect(chat.composer(page)).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expectFocusVisible(page);
  await page.keyboard.press('/');
  await expect(chat.composer(page)).toBeFocused();

  await page.keyboard.press('F6');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Room below', { exact: true })).toBeVisible();
  for (const name of [...Object.values(MESSAGE_ACTIONS), REACTING])
    await expect(sheet.getByText(name, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expectFocusVisible(page);

  await choose(page, 'settings');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expectFocusVisible(page);

  await choose(page, 'discover');
  await expect(page.getByRole('heading', { name: 'Discover rooms' })).toBeVisible();
  await expectFocusVisible(page);
  await choose(page, 'log out');
  await expect(page.getByLabel('Your name')).toBeFocused();
  await context.close();
});

test('what is typed stays text: a slash and a question mark open nothing', async ({ newcomer }) => {
  const { page } = await newcomer('writer');
  await chat.createRoom(page, roomName('Text'));
  await chat.composer(page).pressSequentially('/what?');
  await expect(chat.composer(page)).toHaveValue('/what?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('unread rooms are one key away, and Esc marks a room as read', async ({ newcomer }) => {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  const [news, quiet, here] = [roomName('News'), roomName('Quiet'), roomName('Here')];
  await chat.createRoom(alice.page, news);
  await chat.joinRoom(bob.page, news);
  await chat.createRoom(bob.page, quiet);
  await chat.createRoom(bob.page, here);
  await chat.say(alice.page, 'Extra, extra');
  const link = chat.rooms(bob.page).getByRole('link', { name: new RegExp(`^${news}`) });
  await expect(link).toHaveAccessibleName(/1 unread/);
  await expect(bob.page).toHaveTitle(/^\(1\) /);
  await expect(bob.page.locator('link[rel=icon]')).toHaveAttribute('href', /^data:image\/svg/);
  await bob.page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(bob.page.getByRole('textbox', { name: `Message #${news}` })).toBeFocused();
  await bob.page.keyboard.press('Escape');
  await expect(link).not.toHaveAccessibleName(/unread/);
  await expect(bob.page).not.toHaveTitle(/^\(/);
  await expect(bob.page.locator('link[rel=icon]')).toHaveAttribute('href', /favicon\.svg$/);
});

test('the switcher finds people, and leads to them and to the rooms we share', async ({ conversation }) => {
  const { alice, bob, room } = await conversation('Shared');
  await alice.page.keyboard.press('Control+k');
  await expect(alice.page.getByRole('combobox')).toBeFocused();
  await alice.page.keyboard.type(bob.username);
  await expect(alice.page.getByRole('option', { name: bob.username })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await alice.page.keyboard.press('ArrowRight');
  const shared = alice.page.getByRole('dialog', { name: `Rooms with ${bob.username}` });
  await expect(shared.getByRole('option', { name: room })).toBeVisible();
  await alice.page.keyboard.press('Backspace');
  await expect(alice.page.getByRole('option', { name: 'Create a room' })).toBeVisible();
  await alice.page.keyboard.press('Escape');
  await choose(alice.page, bob.username);
  await expect(alice.page.getByRole('textbox', { name: `Message ${bob.username}` })).toBeFocused();
});

test('what can be done with the room on the screen is in the switcher as in its menu', async ({
  conversation,
}) => {
  const { alice, bob, room } = await conversation('Everything');
  const { page } = alice;
  await page.getByRole('button', { name: 'More about this room' }).click();
  const menu = page.getByRole('dialog', { name: 'More about this room' });
  await expect(menu.getByRole('button', { name: 'What moderators did' })).toBeVisible();
  const offered = await menu.getByRole('button').allTextContents();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const options = page.getByRole('dialog', { name: /^Go to a room/ }).getByRole('option');
  await expect(options.filter({ hasText: 'Leave room' })).toHaveCount(1);
  const found = await options.allTextContents();
  // What the menu calls "Copy invite link" needs a longer name where no room is named.
  for (const name of [
    ...offered.filter((it) => it !== 'Copy invite link'),
    'Copy the invite link of this room',
  ])
    expect(found.join('|')).toContain(name);
  await page.keyboard.press('Escape');

  await choose(page, 'pinned');
  await expect(page.getByText('Nothing is pinned here')).toBeVisible();
  await choose(page, 'show or hide');
  await expect(page.getByRole('region', { name: 'Members', exact: true })).toBeVisible();
  await choose(page, 'room settings');
  await expect(
    page.getByRole('dialog', { name: /^Settings of / }).getByRole('textbox', { name: 'Room name' }),
  ).toHaveValue(room);
  await page.keyboard.press('Escape');
  const bell = page.getByRole('button', { name: /^Notifications:/ });
  await choose(page, 'mute this');
  await expect(bell).toHaveAccessibleName('Notifications: Nothing');
  await choose(page, 'unmute');
  await expect(bell).not.toHaveAccessibleName('Notifications: Nothing');

  await choose(bob.page, 'leave room');
  const leaving = bob.page.getByRole('dialog', { name: 'Leave this room?' });
  await leaving.getByRole('button', { name: 'Leave room' }).click();
  await expect(chat.rooms(bob.page).getByText(room)).toHaveCount(0);
});

test('the focus survives what takes its place away', async ({ newcomer }) => {
  const { page } = await newcomer('leaver');
  await chat.createRoom(page, roomName('Gone'));
  await page.getByRole('button', { name: 'Members' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close members' }).focus();
  await page.keyboard.press('Enter');
  await expectFocusVisible(page);
  await page.getByRole('button', { name: 'More about this room' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Search in this room' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('button', { name: 'Leave room' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Stay' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectFocusVisible(page);
});
