import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expectAccessible, violationsOn } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { settled } from '../support/layers.js';
import { expect, test } from '../support/world.js';

const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 360, height: 740 } };

async function openFromSwitcher(page: Page, term: string, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(term);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name }).waitFor();
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every screen is accessible, ${size} and ${colorScheme}`, async ({ newcomer, browser, url }) => {
      const stranger = await browser.newContext({ baseURL: url, viewport, colorScheme });
      const login = await stranger.newPage();
      await login.goto('/');
      await login.getByText('Demo mode').waitFor();
      await expectAccessible(login, 'login');
      await login.getByLabel('Your name').fill('somebody');
      await login.getByRole('button', { name: 'Continue' }).click();
      await login.getByRole('button', { name: 'Fill in' }).waitFor();
      await expectAccessible(login, 'code');
      await stranger.close();

      const { page } = await newcomer('reader', { viewport: SIZES.wide, colorScheme });
      await chat.createRoom(page, roomName('Access'));
      await expectAccessible(page, 'empty room');
      await chat.say(page, 'Look at https://example.com/');
      await chat.hears(page, 'Look at https://example.com/');
      await page.setViewportSize(viewport);
      await expectAccessible(page, 'conversation');
      await page.getByRole('button', { name: 'Members' }).click();
      await page.getByRole('region', { name: 'Members' }).waitFor();
      await expectAccessible(page, 'members');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Notifications:/ }).click();
      await page.getByRole('dialog', { name: 'Notify me about' }).waitFor();
      await expectAccessible(page, 'bell');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
      await expectAccessible(page, 'switcher');
      await page.getByRole('combobox').fill('settings');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Settings' }).waitFor();
      await expectAccessible(page, 'settings');
      await page.keyboard.press('Escape');
      await openFromSwitcher(page, 'shortcuts', 'Keyboard shortcuts');
      await expectAccessible(page, 'shortcuts');
      await page.keyboard.press('Escape');
      await openFromSwitcher(page, 'create a room', 'Create a room');
      await expectAccessible(page, 'create');
      await page.keyboard.press('Escape');
      if (size === 'narrow') {
        await page.getByRole('button', { name: 'Open rooms' }).click();
        await page.getByRole('button', { name: 'Settings', exact: true }).click();
        await page.getByRole('button', { name: 'Log out' }).waitFor();
        await expectAccessible(page, 'sidebar');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
      }
      await settled(page);
      await page.goto(`/rooms/${crypto.randomUUID()}`);
      await page.getByRole('heading', { name: 'This room is not here' }).waitFor();
      await expectAccessible(page, 'no such room');
      await page.goto('/discover');
      await page.getByRole('list', { name: 'All rooms' }).waitFor();
      await expectAccessible(page, 'discover');
    });
  }
}

test('what is wrong on a page is found by every look, and a frame is not looked over', async ({
  newcomer,
}) => {
  const { page } = await newcomer('reader');
  await expectAccessible(page);
  const wrong = async () =>
    (await violationsOn(page)).map(({ id, nodes }) => `${id} ${String(nodes.length)}`);
  await page.evaluate(() => {
    const pale = document.createElement('p');
    pale.textContent = 'Pale';
    pale.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 99; color: #bbb; background: #fff';
    document
      .querySelector('main')
      ?.append(document.createElement('button'), document.createElement('button'), pale);
  });
  const expected = ['button-name 2', 'color-contrast 1'];
  // What others do in General fades in, and is pale meanwhile.
  await expect.poll(wrong).toEqual(expected);
  // As by the way that looks into frames, too.
  await expect
    .poll(async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.map(({ id, nodes }) => `${id} ${String(nodes.length)}`);
    })
    .toEqual(expected);
  await page.evaluate(() => document.body.append(document.createElement('iframe')));
  await expect(wrong()).rejects.toThrow('There is a frame');
});
