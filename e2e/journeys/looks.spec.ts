import type { Locator, Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const WIDTHS = [1100, 1280, 1440, 1599, 1920];
const PHONE = { width: 360, height: 740 };

async function boxOf(place: Locator) {
  const box = await place.boundingBox();
  if (!box) throw new Error('Not on the screen');
  return { ...box, end: box.x + box.width, foot: box.y + box.height, middle: box.x + box.width / 2 };
}

const overlap = (one: Awaited<ReturnType<typeof boxOf>>, other: Awaited<ReturnType<typeof boxOf>>) =>
  Math.max(0, Math.min(one.end, other.end) - Math.max(one.x, other.x)) *
  Math.max(0, Math.min(one.foot, other.foot) - Math.max(one.y, other.y));

/** The words of a message, not the whole width they have. */
const wordsOf = (row: Locator) =>
  row.evaluate((element) => {
    const words = document.createRange();
    words.selectNodeContents(element.querySelector('p[dir=auto]') ?? element);
    const { x, y, width, height } = words.getBoundingClientRect();
    return { x, y, width, height, end: x + width, foot: y + height, middle: x + width / 2 };
  });

const row = (page: Page, text: string) => chat.messages(page).getByRole('article').filter({ hasText: text });

test('heading, conversation and composer stand on one axis in the middle of their space', async ({
  conversation,
}) => {
  const { alice } = await conversation('Axis');
  await chat.say(alice.page, 'Where am I?');
  await chat.hears(alice.page, 'Where am I?');
  for (const width of WIDTHS) {
    await alice.page.setViewportSize({ width, height: 800 });
    // The page is laid out anew in its next frame.
    await expect(async () => {
      const main = await boxOf(alice.page.getByRole('main'));
      const field = await boxOf(alice.page.getByRole('form', { name: 'Write a message' }));
      const article = await boxOf(row(alice.page, 'Where am I?'));
      const heading = await boxOf(alice.page.getByRole('heading', { level: 1 }));
      expect(Math.abs(main.end - width), `the page at ${width}`).toBeLessThanOrEqual(1);
      expect(Math.abs(field.middle - main.middle), `composer at ${width}`).toBeLessThanOrEqual(1);
      expect(Math.abs(article.middle - main.middle), `messages at ${width}`).toBeLessThanOrEqual(1);
      expect(Math.abs(heading.x - field.x), `heading at ${width}`).toBeLessThanOrEqual(1);
    }).toPass();
  }
});

test('the way down never lies over words, and nothing moves when it comes', async ({
  conversation,
  server,
}) => {
  const { alice, bob, room } = await conversation('Pill');
  await server.fill(/\/rooms\/([^/]+)/.exec(bob.page.url())?.[1] ?? '', bob.username, 200);
  await alice.page.reload();
  const log = chat.messages(alice.page);
  await chat.toEnd(alice.page, 'line 200');
  const before = await boxOf(log);
  await log.hover();
  await alice.page.mouse.wheel(0, -1500);
  const pill = alice.page.getByRole('button', { name: /Latest|new$/ });
  await expect(pill).toBeVisible();
  const [after, way] = [await boxOf(log), await boxOf(pill)];
  expect(after).toEqual(before);
  expect(overlap(after, way)).toBe(0);
  expect(overlap(await boxOf(chat.composer(alice.page)), way)).toBe(0);
  await chat.say(bob.page, `to ${room}`);
  await expect(pill).toHaveText(/new/);
});

test('what can be taken back for a while is said beside all words, wherever they move', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Toast');
  const { page } = alice;
  for (const size of [PHONE, { width: 1280, height: 800 }]) {
    await page.setViewportSize(size);
    const [kept, gone] = [`kept at ${size.width}`, `gone at ${size.width}`];
    for (const text of [gone, kept]) await chat.say(page, text);
    await chat.hears(bob.page, kept);
    await row(page, gone).focus();
    await page.keyboard.press('Delete');
    const toast = page.getByRole('status').filter({ hasText: 'Message deleted.' }).locator('p').locator('..');
    await expect(toast).toBeVisible();
    await chat.holdUndo(page);
    await chat.composer(page).fill('one\ntwo\nthree');
    await expect(async () => {
      const place = await boxOf(toast);
      for (const other of [chat.messages(page), page.getByRole('form', { name: 'Write a message' })])
        expect(overlap(await boxOf(other), place)).toBe(0);
    }).toPass();
    await chat.composer(page).fill('');
    await page.mouse.move(0, 0);
    await expect(toast).toHaveCount(0);
  }
});

test('an empty composer says whole what it is for, on the smallest screens', async ({ newcomer }) => {
  const { page } = await newcomer('alice');
  await chat.createRoom(page, roomName('Wholesome breakfasts'));
  await page.setViewportSize(PHONE);
  for (const language of ['en', 'tr']) {
    await page.evaluate((code) => localStorage.setItem('chatket:language', JSON.stringify(code)), language);
    await page.reload();
    const field = page.locator('textarea');
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(field).toHaveAttribute('placeholder', language === 'tr' ? /Mesaj/ : /Message/);
    const spare = await field.evaluate((area: HTMLTextAreaElement) => {
      const { fontSize, fontFamily, paddingLeft, paddingRight } = getComputedStyle(area);
      const pen = document.createElement('canvas').getContext('2d');
      if (!pen) throw new Error('no canvas');
      pen.font = `${fontSize} ${fontFamily}`;
      const inner = area.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      return inner - pen.measureText(area.placeholder).width;
    });
    expect(spare, language).toBeGreaterThanOrEqual(0);
  }
});

test('the toolbar covers no words, whichever way they run', async ({ conversation }) => {
  const { alice } = await conversation('Both ways');
  const texts = ['שלום לכולם', 'עוד שורה', 'plain words', 'مرحبا بالجميع'];
  for (const text of texts) await chat.say(alice.page, text);
  await chat.hears(alice.page, 'مرحبا بالجميع');
  for (const text of texts) {
    const message = row(alice.page, text).first();
    await message.hover();
    const copy = message.getByRole('button', { name: 'Copy text' });
    // What has just been said may still be on its way to its place between two measurements.
    await expect(async () => {
      const bar = await boxOf(copy.locator('xpath=ancestor::div[1]'));
      const words = await wordsOf(message);
      expect(overlap(bar, words), text).toBe(0);
      const { middle } = await boxOf(message);
      const isOpposite = words.middle < middle ? bar.end > middle : bar.x < middle;
      expect(isOpposite, `${text}: toolbar at the other side`).toBe(true);
    }).toPass();
  }
});

test('the toolbar comes whole: it does not grow under the pointer', async ({ conversation }) => {
  const { alice } = await conversation('Whole bar');
  const { page } = alice;
  await chat.say(page, 'point at me');
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(/\/(EditingTools|ReactionTools)-/, async (route) => {
    await held;
    await route.continue();
  });
  const parts = ['RowToolbar', 'MessageTools'].map((name) =>
    page
      .waitForResponse((response) => response.url().includes(`/${name}-`))
      .then((response) => response.finished()),
  );
  await page.reload();
  const message = row(page, 'point at me').first();
  await message.hover();
  await Promise.all(parts);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  const bar = message.getByRole('button', { name: 'Message actions' });
  await expect(bar).toHaveCount(0);
  letThrough();
  await expect(bar).toBeVisible();
  await expect(message.getByRole('button', { name: 'Edit' })).toBeVisible();
});

test('unread counts are filled, and those that speak of me are of another kind', async ({ conversation }) => {
  const { alice, bob, room } = await conversation('Badges');
  await chat.createRoom(alice.page, roomName('Elsewhere'));
  const link = chat.rooms(alice.page).getByRole('link', { name: new RegExp(`^${room}`) });
  const lookOf = (badge: Locator) => badge.evaluate((element) => getComputedStyle(element).backgroundColor);
  await chat.say(bob.page, 'to everybody');
  await expect(link).toHaveAccessibleName(`${room}, 1 unread`);
  const plain = await lookOf(link.locator('[data-badge=unread]'));
  expect(plain).not.toMatch(/rgba\(0, 0, 0, 0\)|transparent/);
  await chat.say(bob.page, `@${alice.username} to you`);
  await expect(link).toHaveAccessibleName(`${room}, 2 unread, you are mentioned`);
  await expect(link.locator('[data-badge=mention]')).toHaveText('@1');
  expect(await lookOf(link.locator('[data-badge=mention]'))).not.toBe(plain);

  await alice.page.setViewportSize(PHONE);
  const menu = alice.page.getByRole('button', { name: 'Open rooms, 2 unread, you are mentioned' });
  await expect(menu.locator('[data-badge=mention]')).toBeVisible();
  expect(
    overlap(
      await boxOf(menu.locator('[data-badge]')),
      await boxOf(alice.page.getByRole('heading', { level: 1 })),
    ),
  ).toBe(0);
  await menu.click();
  await link.click();
  await expect(alice.page.getByRole('button', { name: 'Open rooms', exact: true })).toBeVisible();
});

test('the switcher can be closed by touch', async ({ newcomer }) => {
  const { page } = await newcomer('toucher', { hasTouch: true, isMobile: true });
  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: 'Open rooms' }).tap();
  await page.getByRole('button', { name: 'Go to a room, a person or a command' }).tap();
  const dialog = page.getByRole('dialog', { name: 'Go to a room, a person or a command' });
  const close = dialog.getByRole('button', { name: 'Close' });
  const { width, height } = await boxOf(close);
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  await close.tap();
  await expect(dialog).toHaveCount(0);
});

test('leaving a room is in its menu, which the keyboard opens, walks and closes', async ({ newcomer }) => {
  const { page } = await newcomer('walker');
  await chat.createRoom(page, roomName('Menu'));
  const leave = page.getByRole('button', { name: 'Leave room' });
  await expect(leave).toHaveCount(0);
  const more = page.getByRole('button', { name: 'More about this room' });
  await more.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'More about this room' });
  await expect(menu.getByRole('button', { name: 'Search in this room' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('button', { name: 'Pinned messages' })).toBeFocused();
  // Around the beginning.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(leave).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(more).toBeFocused();
});

test('emoji are drawn as emoji, in categories that the mouse and the keyboard reach', async ({
  newcomer,
}) => {
  const { page } = await newcomer('painter');
  await chat.createRoom(page, roomName('Emoji'));
  const fonts = (place: Locator) =>
    place.evaluate((element) => {
      const { fontFamily } = getComputedStyle(element);
      return { fontFamily, variant: getComputedStyle(element).getPropertyValue('font-variant-emoji') };
    });
  expect(await fonts(page.locator('body'))).toMatchObject({
    fontFamily: expect.stringMatching(/Apple Color Emoji.*Segoe UI Emoji.*Noto Color Emoji/),
    variant: 'unicode',
  });
  await page.getByRole('button', { name: 'Emoji' }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  const categories = picker.getByRole('navigation', { name: 'Categories' }).getByRole('button');
  await expect(categories).toHaveCount(9);
  expect((await fonts(categories.first())).fontFamily).toMatch(/^"Apple Color Emoji"/);
  for (const name of ['Flags', 'Food and drink', 'Smileys and emotion']) {
    await picker.getByRole('button', { name, exact: true }).click();
    const title = picker.getByRole('heading', { name });
    await expect(title).toBeInViewport();
    await expect(picker.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'true');
  }
  await picker.getByRole('button', { name: 'Smileys and emotion', exact: true }).press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(picker.getByRole('button', { name: 'People and body', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await expect(picker.getByRole('heading', { name: 'People and body' })).toBeInViewport();
});

test('the login says what this is and whose server', async ({ browser, url }) => {
  for (const [locale, about] of [
    ['en-GB', 'Talk in rooms, with the people of this server'],
    ['tr-TR', 'Bu sunucudaki kişilerle odalarda sohbet'],
  ] as const) {
    const context = await browser.newContext({ baseURL: url, locale });
    const page = await context.newPage();
    await page.goto('/login');
    await expect(page.getByText(about)).toBeVisible();
    await expect(page.getByText(new URL(url).host)).toBeVisible();
    await context.close();
  }
});
