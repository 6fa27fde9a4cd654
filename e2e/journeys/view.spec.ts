import type { Page } from '@playwright/test';
import { chat, roomIdOf } from '../support/chat.js';
import { expect, type Person, test } from '../support/world.js';

const READ = 420;
const WORDS_MOST = 60;
const WIDE = { width: 1280, height: 800 };

const toEnd = (page: Page) =>
  chat.messages(page).evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);

/** Two pictures later everything that the browser tells of a change has been told. */
const settled = (page: Page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );

/** More rows have been read than are drawn, of unequal heights, and the person is back at the end. */
async function readUpAndBack(page: Page) {
  const log = chat.messages(page);
  await expect(async () => {
    await log.evaluate((element) => element.scrollTo(0, 0));
    await expect(log.getByText(/^line 1( |$)/)).toBeVisible({ timeout: 500 });
  }).toPass();
  for (const part of [0.2, 0.4, 0.6, 0.8]) {
    await log.evaluate((element, at) => element.scrollTo(0, element.scrollHeight * at), part);
    await settled(page);
  }
  await page.getByRole('button', { name: /^(Latest|\d+ new)$/ }).click();
  await expect.poll(() => toEnd(page)).toBeLessThanOrEqual(1);
}

const zoomTo = async ({ page, context }: Person, scale: number) => {
  const client = await context.newCDPSession(page);
  const [width, height] = [Math.round(WIDE.width / scale), Math.round(WIDE.height / scale)];
  await client.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: scale,
    mobile: false,
  });
};

/** As the density, a font that comes late or an enlargement of the text would. */
const restyle = (page: Page, style: Record<string, string>) =>
  chat.messages(page).evaluate((log, rules) => void Object.assign(log.style, rules), style);

const members = ({ page }: Person) => page.getByRole('button', { name: 'Members', exact: true }).click();

/** Whatever changes the heights of rows that are drawn or are not. */
const CHANGES: Record<string, (person: Person) => Promise<void>> = {
  'the members panel opened': members,
  'the members panel closed': members,
  'the window grew narrow': ({ page }) => page.setViewportSize({ ...WIDE, width: 800 }),
  'the window grew narrow, then wide': async ({ page }) => {
    await page.setViewportSize({ ...WIDE, width: 800 });
    await settled(page);
    await page.setViewportSize(WIDE);
  },
  'the window grew low': ({ page }) => page.setViewportSize({ ...WIDE, height: 500 }),
  'the window grew high': ({ page }) => page.setViewportSize({ ...WIDE, height: 1400 }),
  'the page was zoomed in': (person) => zoomTo(person, 1.5),
  'the page was zoomed out': (person) => zoomTo(person, 0.67),
  'the text became larger': ({ page }) => restyle(page, { fontSize: '20px', lineHeight: '1.6' }),
  'the text became smaller': ({ page }) => restyle(page, { fontSize: '13px', lineHeight: '1.2' }),
  'other fonts came': ({ page }) => restyle(page, { fontFamily: 'monospace', letterSpacing: '2px' }),
  'the writing field grew': ({ page }) => chat.composer(page).fill('one\ntwo\nthree\nfour\nfive'),
  'the writing field grew small again': ({ page }) => chat.composer(page).fill(''),
};

test('whatever changes the heights of rows, one who is at the end stays there', async ({
  conversation,
  server,
}) => {
  const { alice, bob } = await conversation('Widths');
  await server.fill(roomIdOf(alice.page), alice.username, READ, WORDS_MOST);
  await bob.page.reload();
  await readUpAndBack(bob.page);

  let count = 0;
  for (const [cause, change] of Object.entries(CHANGES)) {
    await test.step(cause, async () => {
      await change(bob);
      await settled(bob.page);
      await chat.messages(bob.page).hover();
      await bob.page.mouse.wheel(0, -30);
      await settled(bob.page);
      for (let message = 0; message < 3; message += 1) {
        const text = `after this ${String((count += 1))}`;
        await chat.say(alice.page, text);
        await expect(chat.message(bob.page, text)).toHaveCount(1);
        await settled(bob.page);
        expect.soft(await toEnd(bob.page), `${cause}, message ${String(message)}`).toBeLessThanOrEqual(1);
      }
      const client = await bob.context.newCDPSession(bob.page);
      await client.send('Emulation.clearDeviceMetricsOverride');
      await bob.page.setViewportSize(WIDE);
      await readUpAndBack(bob.page);
    });
  }
});

/**
 * To the middle of what has been read, with the upper edge inside of a row: which one is the uppermost is not a matter
 * of parts of a pixel then.
 */
async function readInTheMiddle(page: Page) {
  const log = chat.messages(page);
  await log.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  await settled(page);
  await log.evaluate((element) => {
    const edge = element.getBoundingClientRect().top;
    const rows = [...element.querySelectorAll('[data-message]')].map((row) => row.getBoundingClientRect());
    const row = rows.find(({ bottom }) => bottom > edge);
    if (row) element.scrollBy(0, row.top + row.height / 2 - edge);
  });
  await settled(page);
}

/** Where the lower edge of the uppermost row in sight is, and which row it is. */
const upperRow = (page: Page) =>
  chat.messages(page).evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll<HTMLElement>('[data-message]')].find(
      (candidate) => candidate.getBoundingClientRect().bottom > edge + 1,
    );
    return { key: row?.dataset.key ?? '', bottom: row?.getBoundingClientRect().bottom ?? Number.NaN };
  });

const bottomOf = (page: Page, key: string) =>
  chat
    .messages(page)
    .locator(`[data-key="${key}"]`)
    .evaluate((row) => row.getBoundingClientRect().bottom);

/** The way down, which says how many messages are new. */
const pill = (page: Page) => page.getByRole('button', { name: /^(\d+ new|Latest)$/ });

/** Says something, and waits until the pill of somebody who is away from the end counts one more. */
async function sayWhile(speaker: Page, text: string, reader: Page) {
  const before = Number.parseInt((await pill(reader).textContent()) ?? '', 10) || 0;
  await chat.say(speaker, text);
  await expect(pill(reader)).toHaveText(`${String(before + 1)} new`);
}

test('who reads in the middle stays there, and is taken along by nobody', async ({
  conversation,
  server,
}) => {
  const { alice, bob } = await conversation('Middle');
  const { page } = bob;
  await server.fill(roomIdOf(alice.page), alice.username, READ, WORDS_MOST);
  await page.reload();
  await readUpAndBack(page);
  const log = chat.messages(page);

  // Small steps away from the end: each of them counts.
  await log.hover();
  for (let step = 0; step < 30; step += 1) {
    await page.mouse.wheel(0, -12);
    await settled(page);
  }
  expect(await toEnd(page)).toBeGreaterThan(200);
  const { key, bottom } = await upperRow(page);
  await sayWhile(alice.page, 'while bob is away from the end', page);
  await settled(page);
  expect(Math.abs((await bottomOf(page, key)) - bottom)).toBeLessThanOrEqual(1);

  await readInTheMiddle(page);
  for (const [cause, change] of Object.entries(CHANGES)) {
    await test.step(cause, async () => {
      const held = await upperRow(page);
      await change(bob);
      await settled(page);
      expect.soft(Math.abs((await bottomOf(page, held.key)) - held.bottom), cause).toBeLessThanOrEqual(1);
      await sayWhile(alice.page, `meanwhile, when ${cause}`, page);
      await settled(page);
      expect.soft(Math.abs((await bottomOf(page, held.key)) - held.bottom), cause).toBeLessThanOrEqual(1);
      await (await bob.context.newCDPSession(page)).send('Emulation.clearDeviceMetricsOverride');
      await page.setViewportSize(WIDE);
      await settled(page);
    });
  }
});
