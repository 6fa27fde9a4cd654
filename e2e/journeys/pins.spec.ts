import type { Page } from '@playwright/test';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

const TEXT = 'The Wi-Fi is called Cake';

const row = (page: Page) => chat.message(page, TEXT).getByRole('article');
const mark = (page: Page) => chat.message(page, TEXT).getByText(/^Pinned by /);
const pinList = (page: Page) => page.getByRole('list', { name: 'Pinned messages' });
const savedList = (page: Page) => page.getByRole('list', { name: 'Saved messages' });

async function openPins(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: 'Pinned messages' }).click();
}

async function openSaved(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Saved messages' }).click();
}

test('a message is pinned, saved with a note, and gone from both when it is deleted', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Pins', { serviceWorkers: 'allow' });
  await chat.say(alice.page, TEXT);
  await chat.hears(bob.page, TEXT);
  await isKept(alice.page);

  await test.step('alice pins it by a key, and everybody sees it, in the room and in the list', async () => {
    await chat.isStoredOnce(alice.page, TEXT);
    await row(alice.page).focus();
    await alice.page.keyboard.press('p');
    for (const { page } of [alice, bob]) await expect(mark(page)).toHaveText(`Pinned by ${alice.username}`);
    const line = chat.messages(bob.page).getByRole('link', { name: `${alice.username} pinned a message` });
    await expect(line).toHaveCount(1);
    await openPins(bob.page);
    await expect(pinList(bob.page).getByText(TEXT)).toBeVisible();
    await expect(pinList(bob.page).getByRole('button')).toHaveCount(0);
    await pinList(bob.page).getByRole('link').click();
    await expect(bob.page).toHaveURL(/\/m\//);
    await expect(chat.message(bob.page, TEXT)).toBeInViewport();
  });

  await test.step('offline the pin goes at once, and for everybody when the connection is back', async () => {
    await alice.context.setOffline(true);
    await row(alice.page).focus();
    await alice.page.keyboard.press('p');
    await expect(mark(alice.page)).toHaveCount(0);
    await expect(mark(bob.page)).toHaveCount(1);
    await alice.context.setOffline(false);
    await expect(mark(bob.page)).toHaveCount(0);
    await expect(bob.page.getByText('Nothing is pinned here')).toBeVisible();
    await bob.page.getByRole('button', { name: 'Close the pinned messages' }).click();
  });

  await test.step('bob saves it with a note, and finds it on his other devices', async () => {
    const other = await bob.context.newPage();
    await other.goto(bob.page.url());
    await openSaved(other);
    await expect(other.getByText('Nothing is saved yet')).toBeVisible();
    await row(bob.page).focus();
    await bob.page.keyboard.press('s');
    await expect(savedList(other).getByText(TEXT)).toBeVisible();
    await savedList(other).getByRole('button', { name: 'Add a note' }).click();
    await other.getByLabel('Note to yourself').fill('for the guests');
    await other.getByRole('button', { name: 'Keep the note' }).click();
    await openSaved(bob.page);
    await expect(savedList(bob.page).getByText('for the guests')).toBeVisible();
    await savedList(bob.page).getByRole('button', { name: 'Go to message' }).click();
    await expect(savedList(bob.page)).toHaveCount(0);
    await other.close();
  });

  await test.step('what alice deletes is gone from what bob has saved, on a phone too', async () => {
    await row(alice.page).focus();
    await alice.page.keyboard.press('Delete');
    await expect(chat.message(bob.page, TEXT)).toHaveCount(0);
    await bob.page.setViewportSize({ width: 360, height: 740 });
    await bob.page.getByRole('button', { name: 'Open rooms' }).click();
    await openSaved(bob.page);
    await expect(savedList(bob.page).getByText('This message is no longer available.')).toBeVisible();
    await expect(savedList(bob.page).getByText('for the guests')).toBeVisible();
    await savedList(bob.page).getByRole('button', { name: 'Remove from saved' }).click();
    await expect(bob.page.getByText('Nothing is saved yet')).toBeVisible();
  });
});

test('a message is forwarded and linked to, and a link tells outsiders nothing', async ({
  conversation,
  newcomer,
}) => {
  const { alice, bob, room } = await conversation('Links');
  await chat.say(alice.page, TEXT);
  await chat.hears(bob.page, TEXT);

  await test.step('bob forwards it into a room of his, where it says where it comes from', async () => {
    const target = roomName('Guests');
    await chat.createRoom(bob.page, target);
    await chat.openRoom(bob.page, room);
    await row(bob.page).focus();
    await bob.page.keyboard.press('f');
    const dialog = bob.page.getByRole('dialog', { name: 'Forward this message' });
    await dialog.getByLabel('Into which room or thread?').fill(target);
    await dialog.getByRole('button', { name: target }).click();
    await bob.page.getByRole('button', { name: 'Open', exact: true }).click();
    const origin = chat
      .message(bob.page, TEXT)
      .getByRole('link', { name: `Forwarded from ${alice.username}, ${room}` });
    await origin.click();
    await expect(bob.page.getByRole('heading', { name: room, level: 1 })).toBeVisible();
    await expect(chat.message(bob.page, TEXT)).toBeInViewport();
  });

  await test.step('a link to it opens it for members; for outsiders a hidden room is as one that is not there', async () => {
    const link = `/rooms/${roomIdOf(bob.page)}/m/${/\/m\/([^/]+)/.exec(bob.page.url())?.[1] ?? ''}`;
    await alice.page.goto(link);
    await expect(chat.message(alice.page, TEXT)).toBeInViewport();
    await alice.page.getByRole('button', { name: 'Create room' }).first().click();
    const dialog = alice.page.getByRole('dialog', { name: 'Create a room' });
    const hidden = roomName('Hidden');
    await dialog.getByLabel('Room name').fill(hidden);
    await dialog.getByText('Only its members', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await alice.page.getByRole('textbox', { name: `Message #${hidden}` }).waitFor();
    await chat.say(alice.page, 'a secret');
    await chat.isStoredOnce(alice.page, 'a secret');
    const { page } = await newcomer('mallory');
    const told = async (path: string) => {
      await page.goto(path);
      const main = page.getByRole('main');
      await expect(main.getByText('This room is not here')).toBeVisible();
      return main.innerText();
    };
    const messageId = crypto.randomUUID();
    // Part of a page may come a moment later.
    await expect(async () => {
      const nowhere = await told(`/rooms/${crypto.randomUUID()}/m/${messageId}`);
      expect(await told(`/rooms/${roomIdOf(alice.page)}/m/${messageId}`)).toBe(nowhere);
    }).toPass();
  });
});
