import type { Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { layers, settled } from '../support/layers.js';
import { expect, test } from '../support/world.js';

const PHONE = { width: 390, height: 800 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const openSheet = (page: Page) => button(page, 'Open rooms').click();

/** What lies over the page, and how it is opened. */
type Layer = [name: string | RegExp, open: (page: Page) => Promise<void>];

const ON_DESKS: Layer[] = [
  ['Create a room', (page) => button(page, 'Create room').click()],
  ['Go to a room, a person or a command', (page) => page.keyboard.press('Control+k')],
  [
    'Keyboard shortcuts',
    async (page) => {
      await button(page, 'Settings').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  ],
  [
    'Leave this room?',
    async (page) => {
      await button(page, 'More about this room').click();
      await button(page, 'Leave room').click();
      await page.getByRole('dialog', { name: /^Leave/ }).waitFor();
    },
  ],
  ['Settings', (page) => button(page, 'Settings').click()],
  ['Notifications', (page) => button(page, /^Notifications/).click()],
  ['Emoji', (page) => button(page, 'Emoji').click()],
];
const ON_PHONES: Layer[] = [
  ['Rooms and settings', openSheet],
  ['Members of the room', (page) => button(page, 'Members').click()],
  ['More about this room', (page) => button(page, 'More about this room').click()],
];

/** From a page one can go back from: somebody was at the list of rooms and is in a room now. */
async function arrive(page: Page): Promise<string> {
  await page.goto('/discover');
  await chat.createRoom(page, roomName('Back'));
  return page.url();
}

async function closesOneByOne(page: Page, table: readonly Layer[]) {
  const url = await arrive(page);
  for (const [name, open] of table) {
    await test.step(String(name), async () => {
      await open(page);
      await expect(layers(page)).toHaveCount(1);
      await page.goBack();
      await expect(layers(page)).toHaveCount(0);
      expect(page.url()).toBe(url);
      // Forward brings nothing back, and leaves nothing behind.
      await page.goForward();
      await expect(layers(page)).toHaveCount(0);

      await open(page);
      await expect(layers(page)).toHaveCount(1);
      await page.keyboard.press('Escape');
      await settled(page);
      expect(page.url()).toBe(url);
    });
  }
  await page.goBack();
  await expect(page).toHaveURL(/\/discover$/);
  await page.goForward();
  await expect(page).toHaveURL(url);
}

test('Back closes what is open, and only then leaves the page', async ({ newcomer }) => {
  const { page } = await newcomer('backer');
  await closesOneByOne(page, ON_DESKS);
});

test('Back closes what is open on a telephone, one layer at a time', async ({ newcomer }) => {
  const { page } = await newcomer('thumb');
  await page.setViewportSize(PHONE);
  await page.goto('/discover');
  await openSheet(page);
  await chat.rooms(page).getByRole('link', { name: 'General' }).click();
  await chat.composer(page).waitFor();
  const url = page.url();
  for (const [, open] of ON_PHONES) {
    await open(page);
    await expect(layers(page)).toHaveCount(1);
    await page.goBack();
    await expect(layers(page)).toHaveCount(0);
    expect(page.url()).toBe(url);
  }
  await openSheet(page);
  await button(page, 'Settings').click();
  await expect(layers(page)).toHaveCount(2);
  await page.goBack();
  await expect(layers(page)).toHaveCount(1);
  await page.goBack();
  await expect(layers(page)).toHaveCount(0);
  expect(page.url()).toBe(url);
  await page.goBack();
  await expect(page).toHaveURL(/\/discover$/);
});

test('a place chosen in a dialog follows the place before it', async ({ newcomer }) => {
  const { page } = await newcomer('chooser');
  const url = await arrive(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('General');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Message #General' }).waitFor();
  await expect(layers(page)).toHaveCount(0);
  const general = page.url();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('discover');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/discover$/);
  for (const place of [general, url]) {
    await page.goBack();
    await expect(page).toHaveURL(place);
  }
  for (const place of [general, /\/discover$/]) {
    await page.goForward();
    await expect(page).toHaveURL(place);
  }

  // From two layers at once, and while the way back from one is still being gone.
  await page.setViewportSize(PHONE);
  await openSheet(page);
  await button(page, 'Settings').click();
  await expect(layers(page)).toHaveCount(2);
  await page
    .getByRole('link', { name: 'General', includeHidden: true })
    .evaluate((link: HTMLElement) => link.click());
  await expect(page).toHaveURL(general);
  await expect(layers(page)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/discover$/);
});

test('a reload closes what was open and leaves no trace of it', async ({ newcomer }) => {
  const { page } = await newcomer('reloader');
  const url = await arrive(page);
  await page.keyboard.press('Control+k');
  await expect(layers(page)).toHaveCount(1);
  await expect.poll(() => page.evaluate(() => history.state as unknown)).not.toBeNull();
  await page.reload();
  await chat.composer(page).waitFor();
  await settled(page);
  expect(page.url()).toBe(url);
  await page.goBack();
  await expect(page).toHaveURL(/\/discover$/);
});

test('a popover closes when the focus leaves it, and leaves the focus where it went', async ({
  newcomer,
}) => {
  const { page } = await newcomer('leaver');
  await arrive(page);
  for (const name of ['Settings', /^Notifications/, 'Emoji']) {
    for (const way of ['Tab', 'Shift+Tab']) {
      await button(page, name).click();
      await expect(layers(page)).toHaveCount(1);
      for (let step = 0; step < 80 && (await layers(page).count()) > 0; step += 1)
        await page.keyboard.press(way);
      await expect(layers(page)).toHaveCount(0);
      await expect(page.locator(':focus')).toHaveCount(1);
    }
    // Its button closes it, and does not open it again.
    await button(page, name).click();
    await expect(layers(page)).toHaveCount(1);
    await button(page, name).click();
    await expect(layers(page)).toHaveCount(0);
  }
  await button(page, 'Settings').click();
  await expect(layers(page)).toHaveCount(1);
  await chat.composer(page).click();
  await expect(layers(page)).toHaveCount(0);
  await expect(chat.composer(page)).toBeFocused();
});
