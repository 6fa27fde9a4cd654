import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const attach = (page: Page): Locator => page.getByLabel('Attach files').and(page.locator('input'));
const chosen = (page: Page): Locator => page.getByRole('list', { name: 'Chosen files' });
const send = (page: Page) => page.getByRole('button', { name: 'Send' }).click();
const shown = (page: Page, name: string) => chat.messages(page).getByRole('link', { name: `Open ${name}` });
const viewer = (page: Page) => page.getByRole('dialog', { name: /^Picture: / });
/** For eyes. */
const look = async (page: Page, name: string) => {
  const folder = process.env.PICTURES_DIR;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};
const SECRET = 'secret-place-4711';

/** A photograph of one colour, lying on its side, that tells where it was taken. */
async function photograph(name: string, background: string) {
  const buffer = await sharp({ create: { width: 1_200, height: 800, channels: 3, background } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { ImageDescription: SECRET },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .jpeg()
    .toBuffer();
  expect(buffer.includes(SECRET)).toBe(true);
  return { name, mimeType: 'image/jpeg', buffer };
}

async function animation(name: string) {
  const frames = await Promise.all(
    ['red', 'blue', 'lime'].map((background) =>
      sharp({ create: { width: 120, height: 80, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const buffer = await sharp(frames, { join: { animated: true } })
    .gif({ delay: 200 })
    .toBuffer();
  return { name, mimeType: 'image/gif', buffer };
}

const ratioOf = async (place: Locator) => {
  const box = await place.boundingBox();
  return Math.round(((box?.height ?? 0) / (box?.width ?? 1)) * 10) / 10;
};

for (const viewport of [
  { width: 1_280, height: 800 },
  { width: 360, height: 640 },
])
  test(`S102 pictures are described, sent, looked at with keys, and described again, ${viewport.width} wide`, async ({
    conversation,
  }) => {
    const { alice, bob } = await conversation('Gallery', { viewport });
    await attach(alice.page).setInputFiles([
      await photograph('one.jpg', 'teal'),
      await photograph('two.jpg', 'maroon'),
      await photograph('three.jpg', 'olive'),
    ]);
    await chosen(alice.page).getByRole('button', { name: 'Describe one.jpg' }).click();
    const dialog = alice.page.getByRole('dialog', { name: 'Describe one.jpg' });
    await dialog.getByLabel('Description').fill('A teal kettle');
    await expectAccessible(alice.page, 'the description');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(chosen(alice.page).getByText('A teal kettle')).toBeVisible();
    await send(alice.page);

    const first = shown(bob.page, 'A teal kettle');
    await expect(first.getByRole('img')).toBeVisible();
    await expect(shown(bob.page, 'three.jpg').getByRole('img')).toBeVisible();
    expect(await ratioOf(first)).toBe(1);
    await expectAccessible(bob.page, 'the gallery');

    await first.focus();
    await bob.page.keyboard.press('Enter');
    const view = viewer(bob.page);
    await expect(view.getByRole('img', { name: 'A teal kettle' })).toBeVisible();
    await expect(view.getByText('1 of 3')).toBeVisible();
    await expectAccessible(bob.page, 'the viewer');
    await bob.page.keyboard.press('ArrowRight');
    await expect(view.getByRole('img', { name: 'two.jpg' })).toBeVisible();
    await bob.page.keyboard.press('ArrowRight');
    await bob.page.keyboard.press('ArrowRight');
    await expect(view.getByText('3 of 3')).toBeVisible();
    const large = view.getByRole('img', { name: 'three.jpg' });
    await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(1_200);
    const width = async () => (await large.boundingBox())?.width ?? 0;
    const before = await width();
    await bob.page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(before * 1.8);
    await bob.page.keyboard.press('0');
    await expect.poll(width).toBe(before);
    const [file] = await Promise.all([
      bob.page.waitForEvent('download'),
      view.getByRole('link', { name: 'Download three.jpg' }).click(),
    ]);
    const bytes = readFileSync(await file.path());
    expect(bytes.includes(SECRET) || bytes.includes('GPS')).toBe(false);
    expect((await sharp(bytes).metadata()).orientation).toBe(6);
    await bob.page.keyboard.press('Escape');
    await expect(view).toHaveCount(0);
    await expect(first).toBeFocused();
    await expect(first.getByRole('img')).toBeVisible();

    // Only who has sent it says what it shows.
    await shown(bob.page, 'two.jpg').click();
    await expect(view.getByRole('button', { name: /^Describe/ })).toHaveCount(0);
    await view.getByRole('button', { name: 'Close' }).click();
    await shown(alice.page, 'two.jpg').click();
    await viewer(alice.page).getByRole('button', { name: 'Describe two.jpg' }).click();
    const again = alice.page.getByRole('dialog', { name: 'Describe two.jpg' });
    await again.getByLabel('Description').fill('A maroon pot');
    await again.getByRole('button', { name: 'Save' }).click();
    await expect(viewer(alice.page).getByRole('img', { name: 'A maroon pot' })).toBeVisible();
    await expect(shown(bob.page, 'A maroon pot').getByRole('img')).toBeVisible();
  });

for (const viewport of [
  { width: 1_280, height: 800 },
  { width: 360, height: 640 },
])
  test(`many pictures in one message are a strip, a gallery, and led through by keys, ${viewport.width} wide`, async ({
    conversation,
  }) => {
    const { alice, bob } = await conversation('Many pictures', { viewport });
    const names = Array.from({ length: 10 }, (_, n) => `p${n + 1}.jpg`);
    const colours = ['teal', 'maroon', 'olive', 'navy', 'gray'];
    await attach(alice.page).setInputFiles(
      await Promise.all(names.map((name, n) => photograph(name, colours[n % colours.length] ?? 'teal'))),
    );
    const strip = chosen(alice.page);
    await expect(strip.getByRole('listitem')).toHaveCount(10);
    const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await strip.evaluate((list) => list.scrollWidth - list.clientWidth)).toBeGreaterThan(0);
    expect(await tooWide(alice.page)).toBeLessThanOrEqual(0);
    // The strip follows the focus to its end.
    const last = strip.getByRole('button', { name: 'Remove p10.jpg' });
    await last.focus();
    await expect(last).toBeInViewport({ ratio: 1 });
    await expectAccessible(alice.page, 'a strip of ten');
    await look(alice.page, `strip-${viewport.width}`);
    await send(alice.page);

    for (const name of names) await expect(shown(bob.page, name)).toBeVisible();
    await expect(shown(bob.page, 'p10.jpg').getByRole('img')).toBeVisible();
    expect(await tooWide(bob.page)).toBeLessThanOrEqual(0);
    // Tiles of one size, three in a row.
    const tiles = await Promise.all(names.map((name) => shown(bob.page, name).boundingBox()));
    expect(new Set(tiles.map((box) => Math.round(box?.x ?? -1))).size).toBe(3);
    expect(new Set(tiles.map((box) => Math.round(box?.y ?? -1))).size).toBe(4);
    expect(new Set(tiles.map((box) => Math.round((box?.width ?? 0) - (box?.height ?? 1)))).size).toBe(1);
    await expectAccessible(bob.page, 'a gallery of ten');
    await look(bob.page, `gallery-${viewport.width}`);

    const ringed = () => viewer(bob.page).locator('[data-first]').and(bob.page.locator(':focus-visible'));
    const tile = shown(bob.page, 'p3.jpg');
    await tile.focus();
    await bob.page.keyboard.press('Enter');
    const view = viewer(bob.page);
    await expect(view.getByText('3 of 10')).toBeVisible();
    await expect(ringed()).toHaveCount(1);
    for (const [key, place] of [
      ['End', 10],
      ['ArrowRight', 10],
      ['ArrowLeft', 9],
      ['Home', 1],
      ['ArrowLeft', 1],
      ['ArrowRight', 2],
    ] as const) {
      await bob.page.keyboard.press(key);
      await expect(view.getByText(`${place} of 10`)).toBeVisible();
    }
    await expect(view.getByRole('img', { name: 'p2.jpg' })).toBeVisible();
    await look(bob.page, `viewer-keys-${viewport.width}`);
    await bob.page.keyboard.press('Escape');
    await expect(view).toHaveCount(0);
    await expect(tile).toBeFocused();

    // Whoever points needs no ring around the picture, whatever was typed before.
    await chat.composer(bob.page).press('a');
    await shown(bob.page, 'p4.jpg').click();
    await expect(view.getByText('4 of 10')).toBeVisible();
    await expect(view.locator('[data-first]')).toBeFocused();
    await expect(ringed()).toHaveCount(0);
    await look(bob.page, `viewer-mouse-${viewport.width}`);
    await view.getByRole('button', { name: 'Next picture' }).click();
    await expect(view.getByText('5 of 10')).toBeVisible();
    await bob.page.keyboard.press('Escape');
    await expect(view).toHaveCount(0);
  });

test('one picture has its shape and its colours before it is there', async ({ conversation }) => {
  const { alice, bob } = await conversation('Colours');
  await attach(alice.page).setInputFiles(await photograph('one.jpg', 'teal'));
  await send(alice.page);
  await expect(shown(bob.page, 'one.jpg').getByRole('img')).toBeVisible();
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await bob.context.route('**/api/files/*/small', async (route) => {
    await asked;
    await route.continue();
  });
  await bob.page.reload();
  const box = shown(bob.page, 'one.jpg');
  await expect(box).toBeVisible();
  expect(await ratioOf(box)).toBe(1.5);
  await expect
    .poll(() => box.evaluate((place) => getComputedStyle(place).backgroundImage))
    .toMatch(/^url\("data:image\/png/);
  const before = await box.boundingBox();
  answer();
  await expect
    .poll(() => box.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalHeight))
    .toBe(640);
  expect(await box.boundingBox()).toEqual(before);
});

for (const [kind, options] of [
  ['a desk', {}],
  ['a phone', { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }],
] as const)
  test(`a picture is zoomed by buttons, keys and a double click, and the focus stays, on ${kind}`, async ({
    conversation,
  }) => {
    const { alice, bob } = await conversation('Zoom', options);
    await attach(alice.page).setInputFiles(await photograph('one.jpg', 'teal'));
    await send(alice.page);
    const link = shown(bob.page, 'one.jpg');
    await expect(link.getByRole('img')).toBeVisible();
    await link.click();
    const view = viewer(bob.page);
    const large = view.getByRole('img', { name: 'one.jpg' });
    await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(1_200);
    const width = async () => Math.round((await large.boundingBox())?.width ?? 0);
    const whole = await width();
    const zoomed = (times: number) =>
      expect.poll(async () => Math.round((await width()) / whole)).toBe(times);
    const further = view.getByRole('button', { name: 'Zoom in' });
    await further.click();
    await zoomed(2);
    await further.click();
    await zoomed(4);
    if (kind === 'a phone') {
      // There is one button: at its end it leads back.
      const back = view.getByRole('button', { name: 'Zoom out' });
      await expect(back).toBeFocused();
      await back.press('Enter');
      await zoomed(1);
      await expect(further).toBeFocused();
    } else {
      // At its end it stays where it is, and the focus on it.
      await expect(further).toBeFocused();
      await expect(further).toBeDisabled();
      await further.press('Enter');
      await zoomed(4);
      await bob.page.keyboard.press('0');
      await zoomed(1);
      const back = view.getByRole('button', { name: 'Zoom out' });
      await bob.page.keyboard.press('+');
      await zoomed(2);
      await back.click();
      await zoomed(1);
      await expect(back).toBeFocused();
      await large.dblclick();
      await zoomed(2);
      await large.dblclick();
      await zoomed(1);
    }
    await bob.page.keyboard.press('Escape');
    await expect(view).toHaveCount(0);
    await expect(link).toBeFocused();
  });

test('a picture that moves stands still for who wants less motion, until it is played', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Motion');
  await bob.page.emulateMedia({ reducedMotion: 'reduce' });
  await attach(alice.page).setInputFiles(await animation('dance.gif'));
  await send(alice.page);
  const source = (place: Locator) => place.getByRole('img').getAttribute('src');
  const still = shown(bob.page, 'dance.gif');
  await expect(still.getByRole('img')).toBeVisible();
  expect(await source(still)).toMatch(/\/small$/);
  await expect(still.getByText('Animated')).toBeVisible();
  await still.click();
  const view = viewer(bob.page);
  await expect.poll(() => source(view)).toMatch(/\/large$/);
  await view.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => source(view)).toMatch(/\/files\/[\w-]+$/);
  await view.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => source(view)).toMatch(/\/large$/);
  await bob.page.keyboard.press('Escape');
  await bob.page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(() => source(still)).toMatch(/\/files\/[\w-]+$/);
});

test('what is no picture though it says so is refused in words, and can be given up', async ({
  conversation,
}) => {
  const { alice } = await conversation('Garbage');
  const { page } = alice;
  const { buffer } = await photograph('broken.jpg', 'teal');
  await attach(page).setInputFiles({
    name: 'broken.jpg',
    mimeType: 'image/jpeg',
    buffer: buffer.subarray(0, -100),
  });
  await send(page);
  await expect(page.getByText('this picture can’t be read: save it as JPEG or PNG')).toBeVisible();
});
