import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { expect, type Person, test } from '../support/world.js';

type Newcomer = (name: string, options?: object, path?: string) => Promise<Person>;

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  const account = page.getByRole('region', { name: 'Your name' });
  await account.waitFor();
  return account;
}

/** Under what names the messages stand that this device has kept. */
const keptNames = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const [known] = (await indexedDB.databases()).filter(({ name }) =>
      /^chatket-[0-9a-f-]{36}$/.test(name ?? ''),
    );
    const opening = indexedDB.open(known?.name ?? '');
    const open = await new Promise<IDBDatabase>(
      (resolve) => (opening.onsuccess = () => resolve(opening.result)),
    );
    const asked = open.transaction('timelines').objectStore('timelines').getAll();
    const all = await new Promise<{ messages: { sender: { username: string } }[] }[]>(
      (resolve) => (asked.onsuccess = () => resolve(asked.result as never)),
    );
    open.close();
    return all.flatMap(({ messages }) => messages.map(({ sender }) => sender.username));
  });

const loginName = (page: Page) => page.getByRole('textbox', { name: 'Your name' });

/** Two people in a room, of whom one has just logged in. */
async function together(
  newcomer: Newcomer,
  about: string,
): Promise<{ alice: Person; bob: Person; room: string }> {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob', {}, '/')]);
  const room = roomName(about);
  await chat.createRoom(alice.page, room);
  await chat.joinRoom(bob.page, room);
  return { alice, bob, room };
}

test('somebody changes their name, and everybody sees them under it, without a reload', async ({
  newcomer,
}) => {
  const { alice, bob } = await together(newcomer, 'names');
  await chat.say(alice.page, `Hello @${bob.username}`);
  await chat.say(bob.page, 'It is me');
  await chat.hears(alice.page, 'It is me');
  const other = await bob.context.newPage();
  await other.goto('/');
  await chat.rooms(other).waitFor();

  const taken = await newcomer('taken');
  const name = `${bob.username}-new`;
  const account = await openSettings(bob.page);
  await account.getByRole('button', { name: 'Change name' }).click();
  await account.getByLabel('New name').fill(taken.username);
  await account.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(account.getByRole('alert')).toContainText('Somebody has this name');
  await expectAccessible(bob.page, 'changing the name');
  await account.getByLabel('New name').fill(name);
  await account.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(bob.page.getByText(`You are ${name} now.`)).toBeVisible();

  const said = chat.message(alice.page, 'It is me');
  await expect(said.getByText(name, { exact: true })).toBeVisible();
  // What was said before leads to them.
  await expect(alice.page.getByRole('button', { name: new RegExp(`@${bob.username}`) })).toBeVisible();
  for (const page of [bob.page, other]) await expect(page.getByTitle(name).first()).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await chat.say(bob.page, 'Still here');
  await chat.hears(alice.page, 'Still here');
  await bob.page.reload();
  await expect(bob.page.getByTitle(name).first()).toBeVisible();
});

test('whoever was away sees the names of now in what their device has kept', async ({ newcomer }) => {
  const { alice, bob } = await together(newcomer, 'away');
  const carol = await newcomer('carol', {}, '/');
  const room = alice.page.url();
  await carol.page.goto(room);
  await carol.page.getByRole('button', { name: /^Join/ }).click();
  await chat.say(bob.page, 'Said by bob');
  await chat.say(carol.page, 'Said by carol');
  for (const text of ['Said by bob', 'Said by carol']) await chat.hears(alice.page, text);
  await chat.say(alice.page, `Hello @${carol.username}`);
  await chat.isStoredOnce(alice.page, `Hello @${carol.username}`);
  await alice.page.goto('about:blank');

  const name = `${bob.username}-new`;
  const account = await openSettings(bob.page);
  await account.getByRole('button', { name: 'Change name' }).click();
  await account.getByLabel('New name').fill(name);
  await account.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(bob.page.getByText(`You are ${name} now.`)).toBeVisible();
  const hers = await openSettings(carol.page);
  await hers.getByRole('button', { name: 'Delete account …' }).click();
  const dialog = carol.page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.getByLabel(/^Type/).fill(carol.username);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(loginName(carol.page)).toBeVisible();

  // What is shown first may be asked of the server: the second time nothing but the device has it.
  for (const path of [room, room]) {
    await alice.page.goto(path);
    await expect(chat.message(alice.page, 'Said by bob').getByText(name, { exact: true })).toBeVisible();
    await expect(chat.message(alice.page, 'Said by carol').getByText('Deleted account')).toBeVisible();
  }
  await expect(chat.messages(alice.page).getByText('Hello @Deleted account')).toBeVisible();
  await expect(chat.messages(alice.page).getByText(carol.username)).toHaveCount(0);
  await expect
    .poll(() => keptNames(alice.page))
    .not.toContainEqual(expect.stringMatching(`^(${bob.username}|${carol.username})$`));
});

test('somebody takes a break: others see it, the login page says so, and logging in ends it', async ({
  newcomer,
}) => {
  const { alice, bob } = await together(newcomer, 'a break');
  await chat.say(bob.page, 'See you');
  await chat.hears(alice.page, 'See you');
  await bob.page.getByRole('textbox', { name: /^Message/ }).fill('Half a thought');
  const other = await bob.context.newPage();
  await other.goto('/');
  await chat.rooms(other).waitFor();

  const account = await openSettings(bob.page);
  await account.getByRole('button', { name: 'Pause my account …' }).click();
  const dialog = bob.page.getByRole('dialog', { name: 'Pause your account?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1_280, 'light'],
  ] as const) {
    await bob.page.setViewportSize({ width, height: 800 });
    await bob.page.emulateMedia({ colorScheme });
    await expectAccessible(bob.page, 'a break');
  }
  await dialog.getByRole('button', { name: 'Pause it' }).click();
  await expect(bob.page.getByText('Your account is paused.')).toBeVisible();
  await expectAccessible(bob.page, 'paused');
  await expect(loginName(other)).toBeVisible();

  await alice.page.getByRole('button', { name: 'Members', exact: true }).click();
  const panel = alice.page.getByRole('region', { name: 'Members' });
  await panel.getByRole('button', { name: new RegExp(`^${bob.username}`) }).click();
  await expect(alice.page.getByText('Is taking a break.')).toBeVisible();
  await expectAccessible(alice.page, 'somebody on a break');

  await loginName(bob.page).fill(bob.username);
  await bob.page.getByRole('button', { name: 'Continue' }).click();
  await bob.page.getByRole('button', { name: 'Fill in' }).click();
  await chat.hears(bob.page, 'See you');
  await expect(bob.page.getByRole('textbox', { name: /^Message/ })).toHaveValue('Half a thought');
  await expect(alice.page.getByText('Is taking a break.')).toHaveCount(0);
});

test('somebody deletes their account: what they said stays, and nobody says who it was', async ({
  newcomer,
  server,
}) => {
  const { alice, bob, room } = await together(newcomer, 'an end');
  await chat.say(bob.page, 'I was here');
  await chat.hears(alice.page, 'I was here');
  await chat.say(alice.page, `Bye @${bob.username}`);
  const garden = roomName('Garden');
  await chat.createRoom(bob.page, garden);
  const gardenId = new URL(bob.page.url()).pathname.split('/')[2] ?? '';
  await chat.joinRoom(alice.page, garden);

  const account = await openSettings(bob.page);
  await account.getByRole('button', { name: 'Delete account …' }).click();
  const dialog = bob.page.getByRole('dialog', { name: 'Delete your account?' });
  const sure = dialog.getByRole('button', { name: 'Delete for good' });
  await expect(sure).toBeDisabled();
  await expectAccessible(bob.page, 'deleting the account');
  await dialog.getByLabel(`Type ${bob.username} to confirm`).fill(bob.username);
  await sure.click();
  await expect(dialog.getByRole('list', { name: 'Rooms that need another owner' })).toContainText(garden);
  await server.promote(gardenId, alice.username, 3);
  await sure.click();
  await expect(loginName(bob.page)).toBeVisible();
  await bob.page.reload();
  await expect(loginName(bob.page)).toBeVisible();

  await chat.openRoom(alice.page, room);
  const said = chat.message(alice.page, 'I was here');
  await expect(said.getByText('Deleted account', { exact: true })).toBeVisible();
  await expect(chat.messages(alice.page).getByText('@Deleted account')).toBeVisible();
  await expect(chat.messages(alice.page).getByText(bob.username)).toHaveCount(0);
  // The name is nobody's for a while.
  await loginName(bob.page).fill(bob.username);
  await bob.page.getByRole('button', { name: 'Continue' }).click();
  await bob.page.getByRole('button', { name: 'Fill in' }).click();
  await expect(bob.page.getByRole('alert')).toContainText('This name is not free.');
});

test('a direct room stays with whoever is left, who can read and not write', async ({ newcomer }) => {
  const alice = await newcomer('stays');
  const bob = await newcomer('goes', {}, '/');
  await chat.rooms(alice.page).getByRole('button', { name: 'New message' }).click();
  const people = alice.page.getByRole('dialog', { name: 'New message' });
  await people.getByRole('combobox').fill(bob.username);
  await people.getByRole('option', { name: bob.username }).click();
  await people.getByRole('button', { name: 'Open' }).click();
  const field = alice.page.getByRole('textbox', { name: `Message ${bob.username}` });
  await field.fill('psst');
  await field.press('Enter');
  await chat.hears(alice.page, 'psst');

  const account = await openSettings(bob.page);
  await account.getByRole('button', { name: 'Delete account …' }).click();
  const dialog = bob.page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.getByRole('switch', { name: /Delete what I have written/ }).click();
  await dialog.getByLabel(/^Type/).fill(bob.username);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(loginName(bob.page)).toBeVisible();

  await expect(alice.page.getByRole('heading', { name: 'Deleted account' }).first()).toBeVisible();
  await expect(
    alice.page.getByText('This account was deleted: nobody reads here any more').first(),
  ).toBeVisible();
  await chat.hears(alice.page, 'psst');
});
