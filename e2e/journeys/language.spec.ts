import type { Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { settled } from '../support/layers.js';
import { expect, test } from '../support/world.js';

/** Something that looks like the name of a message: one that nobody has translated. */
const RAW_KEY =
  /\b(?:app|auth|rooms|settings|shortcuts|switcher|notify|members|account|command|common|connection|composer|discover|door|error|message|timeline|typing|unread)\.[a-z]\w*/u;

async function expectNoSideways(page: Page) {
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  expect(await page.locator('body').innerText()).not.toMatch(RAW_KEY);
}

test('who reads Turkish is spoken to in Turkish, from the first page on', async ({ browser, url }) => {
  const context = await browser.newContext({ baseURL: url, locale: 'tr-TR' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
  await page.getByLabel('Adınız').fill(`ayse-${String(process.pid)}`);
  await page.getByRole('button', { name: 'Devam' }).click();
  await page.getByRole('button', { name: 'Doldur' }).click();
  await page.getByRole('navigation', { name: 'Odalar' }).waitFor();

  await page.getByRole('button', { name: 'Oda oluştur' }).first().click();
  const room = roomName('Mutfak');
  await page.getByLabel('Oda adı').fill(room);
  await page.getByRole('button', { name: 'Oluştur', exact: true }).click();
  await page.getByRole('heading', { name: room, exact: true }).waitFor();
  await expect(page.getByText('1 üye')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('isaretle');
  await expect(page.getByRole('option', { name: 'Tüm odaları okundu olarak işaretle' })).toBeVisible();
  await page.keyboard.press('Escape');
  await settled(page);
  await page.goto('/discover');
  await expect(page).toHaveTitle(/Odaları keşfet/);
  await expectNoSideways(page);
  await context.close();
});

test('the language changes where one stands, and nothing that was typed is lost', async ({ newcomer }) => {
  const { page } = await newcomer('switcher');
  await chat.createRoom(page, roomName('Language'));
  await chat.composer(page).fill('half a thought');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  await page.getByRole('dialog', { name: 'Settings' }).getByText('Türkçe').click();
  const dialog = page.getByRole('dialog', { name: 'Ayarlar' });
  await expect(dialog.getByText('Tema', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Kapat', exact: true }).click();
  await expect(page.locator('main form textarea')).toHaveValue('half a thought');
  await settled(page);
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Odalar' })).toBeVisible();
});

for (const [size, viewport] of Object.entries({
  wide: { width: 1280, height: 800 },
  narrow: { width: 360, height: 740 },
})) {
  test(`longer words from right to left still fit, ${size}`, async ({ newcomer }) => {
    const { page } = await newcomer('mirror');
    await page.setViewportSize(viewport);
    await page.evaluate(() => localStorage.setItem('chatket:language', '"pseudo"'));
    await page.goto('/discover');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.getByRole('main').getByRole('list').first().waitFor();
    await expectNoSideways(page);
    await page.goto('/');
    const composer = page.locator('main form textarea');
    await composer.waitFor();
    await expectNoSideways(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await expectNoSideways(page);
    await page.keyboard.press('Escape');

    if (size === 'wide') {
      const sidebar = await page.getByRole('navigation').boundingBox();
      const conversation = await page.getByRole('main').boundingBox();
      expect(sidebar?.x).toBeGreaterThan(conversation?.x ?? Infinity);
    }
  });
}

test('a clock with am and pm makes no row taller than its line', async ({ newcomer }) => {
  const { page } = await newcomer('amy', { locale: 'en-US' });
  await chat.createRoom(page, roomName('Clock'));
  for (const text of ['first', 'second']) {
    await chat.say(page, text);
    await chat.isStoredOnce(page, text);
  }
  const time = chat.message(page, 'second').locator('time');
  await expect(time).toHaveText(/[AP]M$/);
  const lines = await time.evaluate((element) => element.getClientRects().length);
  expect(lines).toBe(1);
  await expectNoSideways(page);
});
