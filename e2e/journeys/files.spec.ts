import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { attach, chosen, download, downloaded, sendCutFile } from '../support/cut-upload.js';
import { keptFiles } from '../support/offline.js';
import { expect, test } from '../support/world.js';

const MB = 1024 * 1024;
const send = (page: Page) => page.getByRole('button', { name: 'Send' }).click();

/** A picture as a browser makes it. */
const picture = (page: Page, width: number, height: number): Promise<Buffer> =>
  page
    .evaluate(
      async ([w, h]) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: w, height: h });
        const context = canvas.getContext('2d');
        if (context) {
          context.fillStyle = 'teal';
          context.fillRect(0, 0, w / 2, h);
        }
        return canvas.toDataURL('image/png').split(',')[1] ?? '';
      },
      [width, height] as const,
    )
    .then((text) => Buffer.from(text, 'base64'));

test('a file is cut off, its page reloaded offline, goes on where it was, and arrives with equal bytes', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Files', { serviceWorkers: 'allow' });
  await sendCutFile(alice, bob, {
    size: 5 * MB + 123,
    cutAt: 2,
    rest: ['2', '3', '4', '5'],
    isPart: (url) => /\/api\/uploads\/[^/]+\/parts\/(\d+)$/.exec(url)?.[1],
  });
});

test('pictures are pasted and dropped, stand in their size before they are there, and are shown', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Pictures');
  const bytes = await picture(alice.page, 800, 400);
  const give = (kind: 'paste' | 'drop', name: string) =>
    chat.composer(alice.page).evaluate(
      (field, { kind, name, text }) => {
        const data = new DataTransfer();
        const binary = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
        data.items.add(new File([binary], name, { type: 'image/png' }));
        const options = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      },
      { kind, name, text: bytes.toString('base64') },
    );
  await attach(alice.page).waitFor({ state: 'attached' });
  await give('paste', 'one.png');
  await expect(chosen(alice.page).getByRole('listitem')).toHaveCount(1);
  await give('drop', 'two.png');
  await expect(chosen(alice.page).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(alice.page, 'the composer with files');
  await chosen(alice.page).getByRole('button', { name: 'Remove one.png' }).click();
  await send(alice.page);

  const shown = chat.messages(bob.page).getByRole('img', { name: 'two.png' });
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  const box = await shown.boundingBox();
  expect(Math.round((box?.width ?? 0) / (box?.height ?? 1))).toBe(2);
  await expectAccessible(bob.page, 'the message with a picture');

  // Its place is kept for it: nothing moves when it comes.
  await chat.say(alice.page, 'Below the picture');
  await chat.hears(bob.page, 'Below the picture');
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await bob.context.route('**/api/files/**', async (route) => {
    if (route.request().method() === 'GET') await asked;
    await route.continue();
  });
  await bob.page.reload();
  await chat.hears(bob.page, 'Below the picture');
  await expect(chat.messages(bob.page).getByRole('link', { name: 'Open two.png' })).toBeVisible();
  const place = () => chat.message(bob.page, 'Below the picture').boundingBox();
  const before = await place();
  answer();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  expect((await place())?.y).toBe(before?.y);
});

test('a picture that was chosen is seen after a reload, beside the text and on its way, and says that nobody has described it', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Reloaded');
  const { page } = alice;
  await alice.context.route('**/api/uploads/*/parts/*', (route) => route.abort());
  await attach(page).setInputFiles({
    name: 'one.png',
    mimeType: 'image/png',
    buffer: await picture(page, 800, 400),
  });
  const widthOf = (image: Locator) => image.evaluate(({ naturalWidth }: HTMLImageElement) => naturalWidth);
  const tile = chosen(page).getByRole('listitem');
  await expect(tile.getByText('Not described')).toBeVisible();
  await expect.poll(() => keptFiles(page)).toBe(1);
  await page.reload();
  await expect.poll(() => widthOf(tile.locator('img'))).toBe(800);
  await tile.getByRole('button', { name: 'Describe one.png' }).click();
  await expect.poll(() => widthOf(page.getByRole('dialog').locator('img'))).toBe(800);
  await page.getByRole('dialog').getByLabel('Description').fill('Half of it is teal');
  await page.getByRole('button', { name: 'Save' }).click();
  // What a button does is said in whole, where the strip would cut it.
  await tile.getByRole('button', { name: 'Remove one.png' }).hover();
  const tip = page.getByText('Remove one.png', { exact: true });
  await expect(tip).toBeVisible();
  const [above, strip] = [await tip.boundingBox(), await chosen(page).boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(strip?.y ?? 0);

  await send(page);
  await expect(chosen(page)).toHaveCount(0);
  await page.reload();
  const sent = chat.messages(page).getByRole('img', { name: 'Half of it is teal' });
  await expect.poll(() => widthOf(sent)).toBe(800);
  const bar = page.getByRole('progressbar', { name: /^one\.png: / });
  await expect(bar).toBeVisible();
  await alice.context.unroute('**/api/uploads/*/parts/*');
  await expect(bar).toHaveCount(0);
  await expect(chat.messages(bob.page).getByRole('img', { name: 'Half of it is teal' })).toBeVisible();
});

test('several files are sent from a page as wide as a phone, one is refused in words, and one is given up', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('On the phone', { viewport: { width: 360, height: 640 } });
  const { page } = alice;
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`this is ${name}`) });
  await attach(page).setInputFiles([
    file('a.txt'),
    file('b.txt'),
    { ...file('empty.txt'), buffer: Buffer.alloc(0) },
  ]);
  await expect(page.getByText('empty.txt is empty and cannot be sent.')).toBeVisible();
  await expect(chosen(page).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page, 'the composer of a phone');
  await send(page);
  for (const name of ['a.txt', 'b.txt']) {
    await expect(download(bob.page, name)).toBeVisible();
    expect((await downloaded(bob.page, name)).toString()).toBe(`this is ${name}`);
  }
  await expectAccessible(page, 'the cards');

  await page.route('**/api/rooms/*/uploads', (route) =>
    route.fulfill({
      status: 507,
      json: { statusCode: 507, code: 'STORAGE_FULL', message: 'no room', traceId: 'x' },
    }),
  );
  await attach(page).setInputFiles(file('c.txt'));
  await send(page);
  await expect(page.getByText('the server has no room for files')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.unroute('**/api/rooms/*/uploads');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(download(bob.page, 'c.txt')).toBeVisible();

  await page.route('**/api/uploads/*/parts/*', (route) => route.abort());
  await attach(page).setInputFiles(file('d.txt'));
  await send(page);
  await chat.messages(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(chat.messages(page).getByText('d.txt')).toHaveCount(0);
});

test('a photo is taken and sent with one hand on a page as wide as a phone', async ({ conversation }) => {
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  const { alice, bob } = await conversation('With one hand', phone);
  const { page } = alice;
  /** Where a thumb gets to, and large enough for it. */
  const tap = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true });
    await expect(button).toBeVisible();
    const box = await button.boundingBox();
    expect(box?.y ?? 0).toBeGreaterThan(320);
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await button.tap();
  };
  const photo = { name: 'photo.png', mimeType: 'image/png', buffer: await picture(page, 900, 1200) };

  const asked = page.waitForEvent('filechooser');
  await tap('Take a photo');
  const chooser = await asked;
  await expect(page.locator('input[capture=environment]')).toHaveAttribute('accept', 'image/*');
  expect(chooser.isMultiple()).toBe(false);
  await chooser.setFiles(photo);
  await expect(chosen(page).getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page, 'a photo that is about to be sent');
  await tap('Send');

  // Who has taken it sees it as it was taken, at once.
  for (const [each, width] of [
    [page, 900],
    [bob.page, 480],
  ] as const) {
    const shown = chat.messages(each).getByRole('img', { name: 'photo.png' });
    await expect(shown).toBeVisible();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(width);
    const wide = await each.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  }
  // It can be taken again at once.
  await expect(page.getByRole('button', { name: 'Take a photo' })).toBeVisible();
  const folder = process.env.PICTURES_DIR;
  if (folder) await page.screenshot({ path: `${folder}/one-hand.png` });
});
