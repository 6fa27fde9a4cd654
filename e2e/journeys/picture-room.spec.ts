import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { chat, roomIdOf } from '../support/chat.js';
import { attach } from '../support/cut-upload.js';
import { expect, test, type Person, type World } from '../support/world.js';

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

/** A room of lines with a picture each, all read, and where it is. Bob is in it. */
async function album({ alice, bob }: { alice: Person; bob: Person }, server: World): Promise<string> {
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
  return new URL(bob.page.url()).pathname;
}

test('a room of two hundred pictures is scrolled without a jump, and few rows are drawn', async ({
  conversation,
  anotherDevice,
  server,
}) => {
  const people = await conversation('Album');
  const path = await album(people, server);

  // A device that has kept the room would open it where the news begin.
  const tablet = await anotherDevice(people.bob, path);
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

/** Notes in every picture of the screen where the last line stands, from when it is there. */
function observeLastLine() {
  const look = () => {
    const last = [...document.querySelectorAll('[role=log] article')].at(-1);
    if (last) {
      const { dataset } = document.documentElement;
      dataset.places = `${dataset.places ?? ''} ${last.getBoundingClientRect().top.toFixed(1)}`;
    }
    requestAnimationFrame(look);
  };
  look();
}

/** The code that draws what few messages have is held back until it is let through. */
async function holdLateCode(page: Page) {
  let letThrough: () => void = () => undefined;
  const isLet = new Promise<void>((resolve) => (letThrough = resolve));
  let isAsked = false;
  await page.route('**/assets/more-*.js', async (route) => {
    const response = await route.fetch();
    // Chunks of the name are many; this is the one that opens pictures.
    if ((await response.text()).includes('files.open')) {
      isAsked = true;
      await isLet;
    }
    await route.fulfill({ response });
  });
  return { isAsked: () => isAsked, letThrough };
}

test('what draws pictures comes late, and moves nothing that is on the screen', async ({
  conversation,
  anotherDevice,
  server,
}) => {
  const people = await conversation('Late');
  const path = await album(people, server);
  const tablet = await anotherDevice(people.bob, '/discover', { serviceWorkers: 'block' });
  await tablet.addInitScript(observeLastLine);
  const code = await holdLateCode(tablet);
  await tablet.goto(path, { waitUntil: 'commit' });
  await expect.poll(code.isAsked).toBe(true);
  const log = chat.messages(tablet);
  // As long as it takes to show lines without it.
  for (let times = 0; times < 20; times += 1) await stands(log);
  code.letThrough();
  await expect.poll(() => isAllDrawn(log)).toBe(true);
  await stands(log);
  const noted = await tablet.evaluate(() => document.documentElement.dataset.places ?? '');
  expect(noted).not.toBe('');
  const places = noted.trim().split(' ').map(Number);
  expect(Math.max(...places) - Math.min(...places), noted).toBeLessThanOrEqual(1);
});
