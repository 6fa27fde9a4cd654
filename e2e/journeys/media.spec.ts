import type { Locator, Page } from '@playwright/test';
import { chat, roomIdOf } from '../support/chat.js';
import { expect, test } from '../support/world.js';

/** A picture of one thing, as bytes: two that look the same are the same. */
const picture = async (place: Locator) =>
  (await place.screenshot({ animations: 'disabled' })).toString('base64');

const edgeOf = (place: Locator) =>
  place.evaluate((element) => {
    const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(element);
    return {
      isDrawn: borderTopStyle !== 'none' && borderTopWidth !== '0px',
      borderTopColor,
      backgroundColor,
    };
  });

const backgroundOf = (place: Locator) => edgeOf(place).then(({ backgroundColor }) => backgroundColor);

for (const colorScheme of ['light', 'dark'] as const) {
  test(`colours that the system chooses leave everything to be told apart, ${colorScheme}`, async ({
    conversation,
  }) => {
    const { alice, bob, room } = await conversation('Forced');
    const { page } = alice;
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await chat.say(page, 'seen?');
    await chat.hears(bob.page, 'seen?');

    const current = chat.rooms(page).getByRole('link', { name: new RegExp(`^${room}`) });
    const other = chat.rooms(page).getByRole('button', { name: 'Discover rooms' });
    expect(await backgroundOf(current)).not.toBe(await backgroundOf(other));

    const day = chat.messages(page).locator('[data-key^="day:"] > span').first();
    expect((await edgeOf(day)).isDrawn).toBe(true);

    await page.getByRole('button', { name: 'Members', exact: true }).click();
    await bob.page.close();
    const dots = page.getByRole('region', { name: 'Members' }).locator('[data-presence]');
    await expect(dots.and(page.locator('[data-presence=offline]'))).toHaveCount(1);
    const [here, away] = await Promise.all(
      ['online', 'offline'].map((status) =>
        backgroundOf(dots.and(page.locator(`[data-presence=${status}]`))),
      ),
    );
    expect(here).not.toBe(away);
    expect((await edgeOf(dots.first())).isDrawn).toBe(true);

    const pressed = page.getByRole('button', { name: 'Members', exact: true });
    const rest = page.getByRole('button', { name: 'Copy invite link' });
    expect(await backgroundOf(pressed)).not.toBe(await backgroundOf(rest));

    for (const open of [
      page.getByRole('button', { name: 'More about this room' }),
      page.getByRole('button', { name: /^Notifications:/ }),
      page.getByRole('button', { name: 'Emoji' }),
      page.getByRole('button', { name: 'Settings', exact: true }),
    ]) {
      await open.click();
      expect((await edgeOf(page.getByRole('dialog'))).isDrawn, String(open)).toBe(true);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }

    await page.keyboard.press('Control+k');
    const options = page.getByRole('option');
    expect(await backgroundOf(options.nth(0))).not.toBe(await backgroundOf(options.nth(1)));
    await page.getByRole('combobox').fill('settings');
    await page.keyboard.press('Enter');
    const settings = page.getByRole('dialog', { name: 'Settings' });
    expect((await edgeOf(settings)).isDrawn).toBe(true);
    const themes = settings.getByRole('group', { name: 'Theme' }).locator('label');
    expect(await picture(themes.nth(0))).not.toBe(await picture(themes.nth(1)));
    expect(await backgroundOf(themes.nth(0))).not.toBe(await backgroundOf(themes.nth(1)));
    const sound = settings.getByRole('switch', { name: /^Sound/ });
    const off = await picture(sound);
    await sound.focus();
    await page.keyboard.press('Space');
    await sound.blur();
    expect(await picture(sound)).not.toBe(off);
    await page.keyboard.press('Escape');
  });
}

test('what has the focus shows it, in colours that the system chooses', async ({ newcomer }) => {
  const { page } = await newcomer('reader');
  await page.goto('/discover');
  await page.emulateMedia({ forcedColors: 'active' });
  await page.getByRole('searchbox', { name: 'Search rooms' }).focus();
  for (let step = 0; step < 12; step += 1) {
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        what: element.outerHTML.slice(0, 80),
        isShown: outlineStyle !== 'none' && outlineWidth !== '0px',
      };
    });
    if (seen) expect(seen).toMatchObject({ isShown: true });
    await page.keyboard.press('Tab');
  }
});

/** The log stands at its end, and nothing that is measured meanwhile moves it any more. */
const isAtRest = (log: Locator) =>
  expect(async () => {
    const look = () =>
      log.evaluate(
        (element) =>
          new Promise<[number, number]>((resolve) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                resolve([element.scrollTop, element.scrollHeight - element.clientHeight - element.scrollTop]),
              ),
            ),
          ),
      );
    const before = await look();
    expect(before[1]).toBeLessThanOrEqual(1);
    expect(await look()).toEqual(before);
  }).toPass();

/** Every line of the conversation, in its order, with whether it is on the paper. */
const linesOf = (page: Page) =>
  chat
    .messages(page)
    .getByRole('article')
    .evaluateAll((rows) => rows.map((row) => /line \d+/.exec(row.textContent ?? '')?.[0]));

test('a conversation is printed whole, light, and without what can be pressed', async ({
  conversation,
  server,
}) => {
  const { alice, bob, room } = await conversation('Paper');
  const { page } = alice;
  await server.fill(roomIdOf(page), bob.username, 400);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  const log = chat.messages(page);
  await chat.toEnd(page, 'line 400');
  // Up to the beginning, so that all of it is loaded, and down again.
  await expect(async () => {
    await log.press('Home');
    await expect(log.getByText('line 1', { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('button', { name: /Latest|new$/ }).click();
  await log.getByText('line 400', { exact: true }).waitFor();
  await isAtRest(log);
  const place = await log.evaluate((element) => element.scrollTop);
  expect(new Set(await linesOf(page)).size).toBeLessThan(400);

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const all = Array.from({ length: 400 }, (_, index) => `line ${String(index + 1)}`);
  await expect.poll(async () => (await linesOf(page)).filter(Boolean)).toEqual(all);
  await expect(page.getByRole('heading', { name: room, level: 1 })).toBeVisible();
  for (const hidden of [page.getByRole('navigation'), page.getByRole('form'), page.getByRole('button')])
    for (const one of await hidden.all()) await expect(one).toBeHidden();
  const paper = await page.evaluate(() => {
    const log = document.querySelector('[role=log]');
    const channel = (color: string) => Number(/[\d.]+/.exec(color)?.[0]);
    return {
      isWhole: log !== null && log.scrollHeight <= log.clientHeight + 1,
      grows: document.documentElement.scrollHeight > 5_000,
      ink: channel(getComputedStyle(document.body).color),
      ground: getComputedStyle(document.body).backgroundColor,
    };
  });
  expect(paper).toMatchObject({ isWhole: true, grows: true, ground: 'rgba(0, 0, 0, 0)' });
  expect(paper.ink).toBeLessThan(0.4);

  await page.emulateMedia({ media: null, colorScheme: 'dark' });
  await expect.poll(async () => new Set(await linesOf(page)).size).toBeLessThan(400);
  await expect.poll(() => log.evaluate((element) => element.scrollTop)).toBe(place);
  const pdf = await page.pdf();
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
  expect(pages).toBeGreaterThan(5);
});

interface Copied {
  plain: string;
  html: string;
  /** The page has said what is copied, not the browser. */
  isOurs: boolean;
}

/** What a copy puts on the clipboard, by kind. */
async function copied(page: Page): Promise<Copied> {
  await page.evaluate(() => {
    const page = window as never as { copied: Promise<Copied> };
    page.copied = new Promise((resolve) => {
      const look = (event: ClipboardEvent) => {
        const read = (kind: string) => event.clipboardData?.getData(kind) ?? '';
        resolve({ plain: read('text/plain'), html: read('text/html'), isOurs: event.defaultPrevented });
      };
      window.addEventListener('copy', look, { once: true });
    });
  });
  await page.keyboard.press('Control+c');
  return page.evaluate(() => (window as never as { copied: Promise<Copied> }).copied);
}

const selectFrom = (page: Page, from: string, to: string) =>
  page.evaluate(
    ([start, end]) => {
      const node = (text: string) => {
        const walker = document.createTreeWalker(
          document.querySelector('[role=log]') ?? document.body,
          NodeFilter.SHOW_TEXT,
        );
        for (let next = walker.nextNode(); next; next = walker.nextNode())
          if (next.textContent?.includes(text)) return next;
        throw new Error(`${text} is not there`);
      };
      const [first, last] = [node(start), node(end)];
      document.getSelection()?.setBaseAndExtent(first, 2, last, (last.textContent?.length ?? 0) - 1);
    },
    [from, to] as const,
  );

test('several messages are copied as who said what when, one of them as it is selected', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Copy');
  const { page } = alice;
  await chat.say(page, 'first words');
  await chat.say(page, 'second words');
  await chat.hears(bob.page, 'second words');
  await chat.say(bob.page, 'an *answer* <b>');
  await chat.say(bob.page, 'and more');
  await row(page, 'and more').waitFor();

  await selectFrom(page, 'first words', 'and more');
  const several = await copied(page);
  const time = String.raw`\d\d:\d\d`;
  expect(several.plain).toMatch(
    new RegExp(
      `^${alice.username}, ${time}, first words\n${alice.username}, ${time}, second words\n` +
        String.raw`${bob.username}, ${time}, an \*answer\* <b>` +
        `\n${bob.username}, ${time}, and more$`,
    ),
  );
  expect(several.html).toContain('&#60;b&#62;');

  await selectFrom(page, 'second words', 'second words');
  expect((await copied(page)).isOurs).toBe(false);
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('cond word');

  // Three clicks select a paragraph, and end where the next row begins.
  await page.getByText('second words', { exact: true }).click({ clickCount: 3 });
  expect((await copied(page)).isOurs).toBe(false);
});

test('selecting all copies all that is loaded, drawn or not, and nothing that is only for ears', async ({
  conversation,
  server,
}) => {
  const { alice, bob } = await conversation('Copy all');
  const { page } = alice;
  await server.fill(roomIdOf(page), bob.username, 300);
  await page.reload();
  const log = chat.messages(page);
  await chat.toEnd(page, 'line 300');
  await expect(async () => {
    await log.press('Home');
    await expect(log.getByText('line 1', { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('Control+a');
  const { plain } = await copied(page);
  const lines = plain.split('\n');
  expect(lines).toHaveLength(300);
  expect(lines[0]).toMatch(new RegExp(String.raw`^${bob.username}, \d\d:\d\d, line 1$`));
  expect(lines.at(-1)).toMatch(new RegExp(String.raw`^${bob.username}, \d\d:\d\d, line 300$`));
});

const row = (page: Page, text: string) => chat.messages(page).getByRole('article').filter({ hasText: text });
