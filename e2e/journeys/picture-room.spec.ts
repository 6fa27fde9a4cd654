import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { chat, roomIdOf } from '../support/chat.js';
import { attach } from '../support/cut-upload.js';
import { expect, test } from '../support/world.js';

const MANY = 200;
const ROWS_MAX = 400;
/** Less than a row of each shape, so that none is left out. */
const STEP = 2_000;

const picture = async (name: string, width: number, height: number) => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer(),
});

/** When two pictures of the screen are the same. */
const stands = (log: Locator) =>
  log.evaluate(async (element) => {
    const place = () => `${element.scrollTop} ${element.scrollHeight}`;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let before = ''; before !== place();) {
      before = place();
      for (let frames = 0; frames < 3; frames += 1) await frame();
    }
  });

/** The first line that begins in sight. */
const topmost = (log: Locator) =>
  log.evaluate((element) => {
    const edge = element.getBoundingClientRect().top;
    const row = [...element.querySelectorAll('article')].find(
      (each) => each.getBoundingClientRect().top >= edge && /line \d/.test(each.textContent),
    );
    return /line \d+/.exec(row?.textContent ?? '')?.[0] ?? '';
  });

const isAllDrawn = (log: Locator) =>
  log.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const seen = [...element.querySelectorAll('img')].filter((image) => {
      const box = image.getBoundingClientRect();
      return box.bottom > top && box.top < bottom && image.src.includes('/api/files/');
    });
    return seen.length > 0 && seen.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
  });

/** Holds pictures back until they are let through. */
async function holdPictures(page: Page) {
  let waiting: (() => void)[] = [];
  let isHolding = true;
  await page.route('**/api/files/*/small', async (route) => {
    if (isHolding) await new Promise<void>((resolve) => waiting.push(resolve));
    await route.continue();
  });
  return (isHeld: boolean) => {
    isHolding = isHeld;
    if (isHeld) return;
    for (const proceed of waiting) proceed();
    waiting = [];
  };
}

test('a room of two hundred pictures is scrolled without a jump, and few rows are drawn', async ({
  conversation,
  anotherDevice,
  server,
}) => {
  const { alice, bob } = await conversation('Album');
  await attach(alice.page).setInputFiles([
    await picture('wide.png', 1_200, 800),
    await picture('high.png', 800, 1_200),
    await picture('square.png', 900, 900),
    await picture('flat.png', 1_600, 500),
  ]);
  await alice.page.getByRole('button', { name: 'Send' }).click();
  await expect(chat.messages(bob.page).getByRole('link', { name: 'Open flat.png' })).toBeVisible();
  const roomId = roomIdOf(bob.page);
  await server.fill(roomId, alice.username, MANY);
  await server.addPictures(roomId);
  await server.readAll(roomId);

  // A device that has kept the room would open it where the news begin.
  const { pathname } = new URL(bob.page.url());
  const tablet = await anotherDevice(bob, pathname);
  const hold = await holdPictures(tablet);
  await chat.hears(tablet, `line ${MANY}`);
  const log = chat.messages(tablet);
  const seen = new Set<string>();
  let rowsMost = 0;
  while (!seen.has('line 1')) {
    await stands(log);
    let line = '';
    await expect.poll(async () => (line = await topmost(log))).not.toBe('');
    seen.add(line);
    const kept = log.getByText(line, { exact: true });
    const before = (await kept.boundingBox())?.y ?? Number.NaN;
    hold(false);
    await expect.poll(() => isAllDrawn(log)).toBe(true);
    const after = (await kept.boundingBox())?.y ?? Number.NaN;
    expect(Math.abs(after - before), line).toBeLessThanOrEqual(1);
    rowsMost = Math.max(rowsMost, await log.getByRole('listitem').count());
    hold(true);
    await log.evaluate((element, step) => element.scrollBy(0, -step), STEP);
  }
  expect(seen.size).toBeGreaterThan(10);
  expect(rowsMost).toBeLessThanOrEqual(ROWS_MAX);
});
