import type { Locator, Page } from '@playwright/test';
import type { SearchPage } from '@chatket/contract';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Search messages' });
const field = (page: Page): Locator => dialog(page).getByRole('combobox');
const results = (page: Page): Locator => dialog(page).getByRole('option');

/** What has just been said is found a moment later: asks again until the server answers with so many. */
async function find(page: Page, typed: string, count: number): Promise<void> {
  await expect(async () => {
    const answered = page.waitForResponse(
      (response) => new URL(response.url()).searchParams.get('q') === typed,
    );
    await field(page).fill('');
    await field(page).fill(typed);
    const { results: found } = (await (await answered).json()) as SearchPage;
    expect(found).toHaveLength(count);
  }).toPass();
  await expect(results(page)).toHaveCount(count);
}

test('people find what was said by any part of it, by keyboard and on a phone, and only what is theirs', async ({
  newcomer,
  server,
}) => {
  const [anna, ben] = [await newcomer('anna'), await newcomer('ben')];
  const [kitchen, vault] = [roomName('Kitchen'), roomName('Vault')];
  await chat.createRoom(anna.page, vault);
  await chat.say(anna.page, 'the teapot of the vault');
  await chat.hears(anna.page, 'the teapot of the vault');
  await chat.createRoom(anna.page, kitchen);
  const roomId = roomIdOf(anna.page);
  await chat.say(anna.page, 'Çaydanlık: see https://tea.example/pots');
  await chat.hears(anna.page, 'Çaydanlık: see https://tea.example/pots');
  await server.fill(roomId, anna.username, 300);
  await chat.joinRoom(ben.page, kitchen);
  await chat.say(ben.page, 'a teapot for two, or 二つの急須');
  await chat.hears(anna.page, 'a teapot for two, or 二つの急須');

  // By keyboard alone, while typing, by room, with what stands around it.
  await anna.page.keyboard.press('Control+Shift+F');
  await expect(field(anna.page)).toBeFocused();
  await expectAccessible(anna.page, 'hints');
  await find(anna.page, 'eapo', 2);
  await expect(dialog(anna.page).getByRole('group', { name: kitchen })).toContainText('a teapot for two');
  await expect(dialog(anna.page).getByRole('group', { name: vault })).toContainText('of the vault');
  await expect(results(anna.page).first().locator('mark')).toHaveText('eapo');
  await expectAccessible(anna.page, 'results');
  await anna.page.keyboard.press('ArrowDown');
  await expect(results(anna.page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await anna.page.keyboard.press('Enter');
  await expect(dialog(anna.page)).toBeHidden();
  await expect(anna.page.getByRole('heading', { level: 1, name: vault })).toBeVisible();

  // Folded letters, far back in another room: it opens where it was said.
  await anna.page.keyboard.press('Control+k');
  await anna.page.getByRole('combobox').fill('?caydanlik');
  await anna.page.keyboard.press('Enter');
  await expect(field(anna.page)).toHaveValue('caydanlik');
  await find(anna.page, 'caydanlik', 1);
  await anna.page.keyboard.press('Enter');
  await expect(anna.page).toHaveURL(/\/m\//);
  await expect(
    chat.messages(anna.page).getByText('Çaydanlık: see', { exact: false }).first(),
  ).toBeInViewport();

  // Only what is theirs, on a phone, from the menu of the room.
  await ben.page.setViewportSize({ width: 360, height: 740 });
  await ben.page.getByRole('button', { name: 'More about this room' }).click();
  await ben.page.getByRole('button', { name: 'Search in this room' }).click();
  await expect(field(ben.page)).toHaveValue(`in:"${kitchen}" `);
  await find(ben.page, 'teapot', 1);
  await find(ben.page, '急', 1);
  await find(ben.page, 'has:link tea.example/pots', 1);
  await find(ben.page, `vault in:"${vault}"`, 0);
  await expect(dialog(ben.page).getByText(/^Nothing was found/)).toBeVisible();
  await field(ben.page).fill('before:soon');
  await expect(dialog(ben.page).getByText(/needs a value it knows/)).toBeVisible();
  await field(ben.page).fill('tea is:s');
  await expect(dialog(ben.page).getByRole('button', { name: 'is:saved saved by you' })).toBeVisible();
  await expectAccessible(ben.page);
  await field(ben.page).press('Tab');
  await expect(field(ben.page)).toHaveValue('tea is:saved ');
  await field(ben.page).fill('has:fish');
  await expect(
    dialog(ben.page).getByText('has: knows these: link, code, reaction, file, poll.'),
  ).toBeVisible();
  await find(ben.page, 'from:me tea', 1);
  await expectAccessible(ben.page, 'phone');
  await results(ben.page).first().click();
  await expect(
    chat.messages(ben.page).getByText('a teapot for two', { exact: false }).first(),
  ).toBeInViewport();

  // What is deleted is found no more.
  await ben.page.setViewportSize({ width: 1280, height: 800 });
  const message = chat.message(ben.page, 'a teapot for two, or 二つの急須');
  await message.hover();
  await message.getByRole('button', { name: 'Delete' }).click();
  await expect(chat.message(ben.page, 'Deleted')).toBeVisible();
  await ben.page.keyboard.press('Control+Shift+F');
  await find(ben.page, 'teapot', 0);
  await expect(dialog(ben.page).getByText(/^Nothing was found/)).toBeVisible();
});
