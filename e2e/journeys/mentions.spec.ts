import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

const options = (page: Page) => page.getByRole('listbox', { name: 'People to mention' }).getByRole('option');
const badge = (page: Page, room: string) =>
  chat
    .rooms(page)
    .getByRole('link', { name: new RegExp(`^${room}`) })
    .locator('[data-badge=mention]');

test('people are named, told so on all their devices, and found again', async ({
  conversation,
  newcomer,
}) => {
  const { alice, bob, room } = await conversation('Names', { serviceWorkers: 'allow' });
  const carol = await newcomer('carol');
  const other = await bob.context.newPage();
  await other.goto(bob.page.url());
  await chat.createRoom(other, roomName('Elsewhere'));
  await chat.createRoom(bob.page, roomName('Far away'));
  await isKept(alice.page);

  await test.step('alice is offered bob by the first letters, chosen by a key, and it is sent', async () => {
    const field = chat.composer(alice.page);
    await field.pressSequentially('Tea, @bob-');
    await expect(options(alice.page).first()).toHaveAccessibleName(`@${bob.username}`);
    await expect(field).toHaveAttribute('aria-activedescendant', /suggestions-0$/);
    await field.press('Enter');
    await expect(field).toHaveValue(`Tea, @${bob.username} `);
    await expect(options(alice.page)).toHaveCount(0);
    await field.pressSequentially('?');
    await field.press('Enter');
    await chat.isStoredOnce(alice.page, `Tea, @${bob.username} ?`);
  });

  await test.step('both of bob’s devices count it, in the list and in the title, until one has read it', async () => {
    for (const page of [bob.page, other]) {
      await expect(badge(page, room)).toHaveText('@1');
      await expect(page).toHaveTitle(/^\(1, @1\) /);
    }
    await chat.openRoom(other, room);
    const name = chat.messages(other).getByRole('button', { name: `@${bob.username}: show who this is` });
    await expect(name).toHaveAttribute('data-mention', 'mine');
    // Not by colour alone, and to whoever comes to the row by key.
    await expect(name).toHaveCSS('box-shadow', /1px inset/);
    const tea = (page: Page) => chat.messages(page).getByRole('article').filter({ hasText: 'Tea, @' });
    await expect(tea(other)).toHaveAccessibleDescription('Mentions you');
    await expect(tea(alice.page)).toHaveAccessibleDescription('');
    await expect(badge(bob.page, room)).toHaveCount(0);
    await expect(bob.page).not.toHaveTitle(/@/);
    await name.click();
    await expect(other.getByRole('dialog', { name: bob.username })).toBeVisible();
    await other.keyboard.press('Escape');
  });

  await test.step('what was said while bob’s device was away counts when it comes back', async () => {
    await bob.context.setOffline(true);
    await chat.say(alice.page, `still there, @${bob.username}`);
    await chat.say(alice.page, '@all dinner');
    await chat.isStoredOnce(alice.page, '@all dinner');
    await bob.context.setOffline(false);
    await expect(badge(bob.page, room)).toHaveText('@2');
  });

  await test.step('an edit takes a mention away, a keyword brings one that only bob sees', async () => {
    await bob.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await bob.page.getByRole('button', { name: 'All settings' }).click();
    await bob.page.getByLabel('Keywords', { exact: true }).fill('walnut');
    await bob.page.getByRole('button', { name: 'Save keywords' }).click();
    await expect(bob.page.getByText('Keywords saved')).toBeVisible();
    await bob.page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Close' }).click();
    await chat.openRoom(bob.page, room);
    await chat.openRoom(other, room);
    await expect(badge(bob.page, room)).toHaveCount(0);
    await chat.createRoom(bob.page, roomName('Farther'));
    await chat.createRoom(other, roomName('Elsewhere too'));
    await chat.say(alice.page, 'a walnut cake');
    for (const page of [bob.page, other]) await expect(badge(page, room)).toHaveText('@1');
    await expect(chat.message(alice.page, 'a walnut cake').locator('[data-mention]')).toHaveCount(0);
  });

  await test.step('bob finds all of it in a list, and goes there', async () => {
    await bob.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await bob.page.getByRole('button', { name: 'Mentions', exact: true }).click();
    const list = bob.page.getByRole('list', { name: 'Mentions' });
    await expect(list.getByRole('listitem').first()).toContainText('a walnut cake');
    await expect(list.getByRole('listitem').first()).toContainText('keyword');
    await list.getByRole('listitem').first().getByRole('button', { name: 'Go to message' }).click();
    await expect(bob.page).toHaveURL(/\/m\//);
    await expect(chat.message(bob.page, 'a walnut cake')).toBeInViewport();
  });

  await test.step('who is not in the room is told to alice, who brings them in', async () => {
    await chat.say(alice.page, `where is @${carol.username}?`);
    await expect(alice.page.getByText(`${carol.username} is not in this room. Add them?`)).toBeVisible();
    await alice.page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(alice.page.getByText(`${carol.username} is in the room now`)).toBeVisible();
    await expect(chat.rooms(carol.page).getByRole('link', { name: new RegExp(`^${room}`) })).toBeVisible();
  });
});

test('that somebody is not in the room is heard, waits for who came to it by key, and is mended by it', async ({
  conversation,
  newcomer,
}) => {
  const { alice, room } = await conversation('Missing');
  const { page } = alice;
  const carol = await newcomer('carol');
  await chat.say(page, `where is @${carol.username}?`);
  await expect(page.getByRole('status').filter({ hasText: 'is not in this room' })).toHaveText(
    `${carol.username} is not in this room. Add them?Add`,
  );
  await expect(chat.composer(page)).toBeFocused();
  const add = page.getByRole('button', { name: 'Add', exact: true });
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(add).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [0] });
  await expectAccessible(page, 'somebody is not in the room');
  await add.press('Enter');
  await expect(page.getByText(`${carol.username} is in the room now`)).toBeVisible();
  await expect(chat.composer(page)).toBeFocused();
  await expect(chat.rooms(carol.page).getByRole('link', { name: new RegExp(`^${room}`) })).toBeVisible();
});

test('who speaks to more than thirty people is asked before they are, and it is text until then', async ({
  conversation,
  server,
}) => {
  const { alice, bob, room } = await conversation('Hall');
  await server.addMembers(roomIdOf(alice.page), 30, 'crew');
  await chat.createRoom(bob.page, roomName('Elsewhere'));
  await chat.say(alice.page, '@all fire drill');
  const question = alice.page.getByText('it speaks to 31 people at once');
  await expect(question).toBeVisible();
  await expect(alice.page.getByText(/^Not sent/)).toBeVisible();
  await expectAccessible(alice.page, 'asked before many are spoken to');
  await alice.page.getByRole('button', { name: 'Send to all' }).press('Enter');
  await expect(question).toHaveCount(0);
  await chat.isStoredOnce(alice.page, '@all fire drill');
  await expect(badge(bob.page, room)).toHaveText('@1');
});
