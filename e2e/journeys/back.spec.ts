import type { Locator, Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const PHONE = { width: 390, height: 800 };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const openSheet = (page: Page) => button(page, 'Open rooms').click();

/** What is open, topmost last. */
const layers = (page: Page): Locator => page.getByRole('dialog');

/** From a page one can go back from: somebody was at the list of rooms and is in a room now. */
async function arrive(page: Page): Promise<string> {
  await page.goto('/discover');
  await chat.createRoom(page, roomName('Back'));
  return page.url();
}

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
  await expect.poll(() => page.evaluate(() => history.state as unknown)).toBeNull();
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
