import type { Page } from '@playwright/test';
import { logIn as openSession } from '../../rig/people.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { isNoWiderThanThePage } from '../support/layers.js';
import { expect, type Person, test } from '../support/world.js';

/** A private room of that person, made as a client makes it. */
async function privateRoom({ page, username }: Person, name: string): Promise<void> {
  const { origin } = new URL(page.url());
  const { token } = await openSession(origin, username);
  const made = await page.request.post('/api/rooms', {
    headers: { authorization: `Bearer ${token}` },
    data: { name, kind: 'private' },
  });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`/rooms/${id}`);
  await chat.composer(page).waitFor();
}

async function openInvites(page: Page, room: string) {
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: 'Invite people' }).last().click();
  const dialog = page.getByRole('dialog', { name: `Invite people to ${room}` });
  await expect(dialog.getByRole('button', { name: 'Make a link' })).toBeVisible();
  return dialog;
}

async function makeLink(page: Page, room: string, way?: string): Promise<string> {
  const dialog = await openInvites(page, room);
  if (way) await dialog.getByText(way, { exact: true }).click();
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const link = await dialog.getByLabel('Your link').inputValue();
  expect(link).toMatch(/\/invite\/[\w-]{22}$/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  return new URL(link).pathname;
}

test('a link leads a stranger through the login into a private room, until it is revoked', async ({
  newcomer,
  browser,
  url,
}) => {
  const alice = await newcomer('alice', { permissions: ['clipboard-read', 'clipboard-write'] });
  const room = roomName('Attic');
  await privateRoom(alice, room);

  // By the keyboard, from the empty room: to the button, through the form, to the link.
  await alice.page.getByRole('button', { name: 'Invite people' }).focus();
  await alice.page.keyboard.press('Enter');
  const dialog = alice.page.getByRole('dialog', { name: `Invite people to ${room}` });
  await dialog.getByLabel('For how many').selectOption({ label: '1 person' });
  await expectAccessible(alice.page);
  await dialog.getByRole('button', { name: 'Make a link' }).focus();
  await alice.page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeFocused();
  await alice.page.keyboard.press('Enter');
  await expect(alice.page.getByText('Link copied.')).toBeVisible();
  const link = await alice.page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole('button', { name: 'QR code' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expectAccessible(alice.page);
  await expect(dialog.getByText('0 of 1 came')).toBeVisible();
  await alice.page.setViewportSize({ width: 360, height: 740 });
  await isNoWiderThanThePage(alice.page);
  await alice.page.keyboard.press('Escape');

  // On a phone, in a browser that has never been here.
  const context = await browser.newContext({ baseURL: url, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(new URL(link).pathname);
  await expect(page.getByRole('heading', { name: room })).toBeVisible();
  await expect(page.getByText(`${alice.username} invites you to`)).toBeVisible();
  await expect(page.getByText('1 member', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await isNoWiderThanThePage(page);
  await page.getByRole('button', { name: 'Log in and join' }).click();
  await page.getByLabel('Your name').fill(`bob-${room.slice(-6)}`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Fill in' }).click();
  await expect(page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
  await chat.say(page, 'here I am');
  await chat.hears(alice.page, 'here I am');

  // Used up for whoever comes next; for bob, who is a member, it is the way to his room.
  const mallory = await newcomer('mallory');
  await mallory.page.goto(new URL(link).pathname);
  await expect(mallory.page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await mallory.page.goto(`/rooms/${roomIdOf(page)}`);
  await expect(mallory.page.getByRole('heading', { name: 'This room is not here' })).toBeVisible();

  // What is revoked is over at once.
  await alice.page.setViewportSize({ width: 1280, height: 800 });
  const second = await makeLink(alice.page, room);
  const list = await openInvites(alice.page, room);
  await list
    .getByRole('button', { name: /^Revoke/ })
    .first()
    .click();
  await expect(alice.page.getByText('The link does not work any more.')).toBeVisible();
  await mallory.page.goto(second);
  await expect(mallory.page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await context.close();
});

test('somebody asks to be let in, and a guest comes with a name only and takes one of their own', async ({
  newcomer,
  browser,
  url,
}) => {
  const alice = await newcomer('alice');
  const room = roomName('Cellar');
  await privateRoom(alice, room);

  const asking = await makeLink(alice.page, room, 'asks first');
  const carol = await newcomer('carol');
  await carol.page.goto(asking);
  await carol.page.getByLabel('A word to the moderators, if you like').fill('I sit next to you.');
  const isHeard = chat.willSay(alice.page, `${carol.username} asks to come into ${room}`);
  await carol.page.getByRole('button', { name: 'Ask to come in' }).click();
  await expect(carol.page.getByRole('heading', { name: 'The moderators have been told' })).toBeVisible();
  await isHeard;
  const dialog = await openInvites(alice.page, room);
  await expect(dialog.getByText('I sit next to you.')).toBeVisible();
  await expectAccessible(alice.page);
  await dialog.getByRole('button', { name: `Let ${carol.username} in` }).click();
  await expect(dialog.getByText('I sit next to you.')).toHaveCount(0);
  await alice.page.keyboard.press('Escape');
  await carol.page.getByRole('button', { name: 'To the chat' }).click();
  await chat.openRoom(carol.page, room);

  const forGuests = await makeLink(alice.page, room, 'is a guest');
  const context = await browser.newContext({ baseURL: url, colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(forGuests);
  await page.getByLabel('Your name').fill('admin');
  await page.getByRole('button', { name: 'Come in as a guest' }).click();
  await expect(page.getByText('This name cannot be used here. Pick another one.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Your name').fill('Jo');
  await page.getByRole('button', { name: 'Come in as a guest' }).click();
  await expect(page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
  await expect(page.getByText('Discover rooms')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Create room' })).toHaveCount(0);
  await chat.say(page, 'only visiting');
  await chat.hears(alice.page, 'only visiting');
  await expect(chat.message(alice.page, 'only visiting').getByText('guest', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Take a name of your own' }).click();
  const name = `joanna-${room.slice(-6)}`;
  await logInHere(page, name);
  await expect(page.getByText('Discover rooms')).toBeVisible();
  await chat.openRoom(page, room);
  await chat.hears(page, 'only visiting');
  await page.reload();
  await expect(chat.message(page, 'only visiting').getByText(name)).toBeVisible();
  await context.close();
});

test('rooms are discovered by activity, and looked at before joining', async ({ conversation }) => {
  const { alice, bob } = await conversation('Where they met');
  const room = roomName('Harbour');
  await chat.createRoom(alice.page, room);
  await chat.say(alice.page, 'not for strangers');
  await chat.isStoredOnce(alice.page, 'not for strangers');
  await chat.rooms(bob.page).getByText('Discover rooms').click();
  await bob.page.getByText('By activity').click();
  await bob.page.getByLabel('Search rooms', { exact: true }).fill(room);
  await bob.page.getByRole('button', { name: `About ${room}` }).click();
  const preview = bob.page.getByRole('dialog', { name: room });
  await expect(preview.getByText('1 member', { exact: true })).toBeVisible();
  await expect(preview.getByText(`${alice.username} created this room`)).toBeVisible();
  await expect(preview.getByText(`You know ${alice.username} from another room.`)).toBeVisible();
  await expect(bob.page.getByText('not for strangers')).toHaveCount(0);
  await expectAccessible(bob.page);
  await bob.page.setViewportSize({ width: 360, height: 740 });
  await isNoWiderThanThePage(bob.page);
  await expect(preview.getByRole('button', { name: 'Join room' })).toBeFocused();
  await bob.page.keyboard.press('Enter');
  await expect(bob.page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
});

/** The login, on the page that is open. */
async function logInHere(page: Page, username: string): Promise<void> {
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Fill in' }).click();
}
