import type { Locator, Page } from '@playwright/test';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { isRoomKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

const MANY = 3_000;
const LOADED = 10_000;
const ROWS_MAX = 400;

const top = async (row: Locator) => (await row.boundingBox())?.y ?? Number.NaN;

/** The first line whose beginning is in sight. Waits until the top of the view is drawn. */
async function topmost(page: Page): Promise<string> {
  let line = '';
  await expect.poll(async () => (line = await lineAtTop(page))).toMatch(/^line/);
  return line;
}

/** The same as it is now, or nothing. */
function lineAtTop(page: Page): Promise<string> {
  return chat.messages(page).evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll('article')].find(
      (candidate) => candidate.getBoundingClientRect().top >= edge,
    );
    const isDrawn = row && row.getBoundingClientRect().top < edge + 100;
    return (isDrawn && /line \d+/.exec(row.textContent)?.[0]) || '';
  });
}

/**
 * Lies on the page's connection from the next load on. From `begin` on older pages are asked for only when they are
 * released: over the socket, and over REST, to which the client turns when the socket keeps it waiting.
 */
async function holdPages(page: Page) {
  const waiting: (() => void)[] = [];
  let isHolding = false;
  const hold = (proceed: () => void) => {
    if (!isHolding) return proceed();
    waiting.push(proceed);
  };
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const isOlderPage = /\["room:page",.*"before"/.test(String(frame));
      if (isOlderPage) hold(() => server.send(frame));
      else server.send(frame);
    });
  });
  await page.route('**/log?*before=*', (route) => hold(() => void route.continue()));
  return {
    begin: () => (isHolding = true),
    isAsked: () => waiting.length > 0,
    release: () => {
      for (const proceed of waiting.splice(0)) proceed();
    },
  };
}

/** Stays at the top until all older pages have come in. */
function loadAll(log: Locator) {
  return log.evaluate(
    (element) =>
      new Promise<void>((resolve) => {
        const isFirstDrawn = () =>
          [...element.querySelectorAll('article')].some((row) => /line 1(?!\d)/.test(row.textContent));
        const goUp = () => {
          element.scrollTo(0, 0);
          if (isFirstDrawn()) resolve();
          else requestAnimationFrame(goUp);
        };
        goUp();
      }),
  );
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

/** Adds up what the browser counts as layout shift, and notes what moved. */
function observeShifts() {
  new PerformanceObserver((list) => {
    const { dataset } = document.documentElement;
    for (const { value, sources } of list.getEntries() as LayoutShift[]) {
      const moved = sources.map(({ node }) => (node instanceof Element ? node.className : node?.nodeName));
      dataset.shift = String(Number(dataset.shift ?? 0) + value);
      dataset.moved = `${dataset.moved ?? ''}${value.toFixed(4)}: ${moved.join(', ')}\n`;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

test('thousands of messages: nothing jumps, few rows are drawn, no layout shift', async ({
  newcomer,
  server,
}) => {
  const alice = await newcomer('alice');
  const room = roomName('Long');
  await chat.createRoom(alice.page, room);
  await server.fill(roomIdOf(alice.page), alice.username, MANY);
  await chat.say(alice.page, 'the last');
  const bob = await newcomer('bob');
  await bob.page.addInitScript(observeShifts);
  await chat.joinRoom(bob.page, room);
  await chat.hears(bob.page, 'the last');
  await isRoomKept(bob.page, roomIdOf(bob.page));
  const pages = await holdPages(bob.page);
  await bob.page.reload();
  await chat.hears(bob.page, 'the last');
  const log = chat.messages(bob.page);

  // Older pages come in above while one reads on: held back until the place of a line has been noted.
  pages.begin();
  let rowsMost = 0;
  for (let count = 0; count < 12; count += 1) {
    await log.hover();
    // The browser ends a long way up when rows are measured meanwhile.
    const goUp = async () => {
      await bob.page.mouse.wheel(0, -3_000);
      return pages.isAsked();
    };
    await expect.poll(goUp).toBe(true);
    await log.evaluate((element) => element.scrollTo(0, 120));
    const kept = log.getByText(await topmost(bob.page), { exact: true });
    const [before, height] = [await top(kept), await log.evaluate((element) => element.scrollHeight)];
    pages.release();
    await expect.poll(() => log.evaluate((element) => element.scrollHeight)).toBeGreaterThan(height);
    expect(Math.abs((await top(kept)) - before)).toBeLessThanOrEqual(1);
    rowsMost = Math.max(rowsMost, await log.getByRole('listitem').count());
  }
  expect(rowsMost).toBeLessThanOrEqual(ROWS_MAX);

  // What is written meanwhile moves nothing and is told of.
  await log.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
  const kept = log.getByText(await topmost(bob.page), { exact: true });
  const before = await top(kept);
  await chat.say(alice.page, 'written meanwhile');
  await expect(bob.page.getByRole('button', { name: '1 new' })).toBeVisible();
  expect(Math.abs((await top(kept)) - before)).toBeLessThanOrEqual(1);
  await bob.page.getByRole('button', { name: '1 new' }).click();
  await expect(chat.message(bob.page, 'written meanwhile')).toBeInViewport();

  // At the bottom one stays there.
  await chat.say(alice.page, 'one more\nof two lines');
  await expect(log.getByText('of two lines')).toBeInViewport();
  await chat.say(bob.page, 'and mine');
  await expect(chat.message(bob.page, 'and mine')).toBeInViewport();
  const { shift = '0', moved } = await bob.page.evaluate(() => ({ ...document.documentElement.dataset }));
  expect(Number(shift), moved).toBeLessThan(0.001);
});

test('with ten thousand messages loaded few rows are drawn, and one can write', async ({
  newcomer,
  server,
}) => {
  const { page, username } = await newcomer('reader');
  await chat.createRoom(page, roomName('Ten thousand'));
  await server.fill(roomIdOf(page), username, LOADED);
  await page.reload();
  await chat.hears(page, `line ${String(LOADED)}`);
  const log = chat.messages(page);
  await loadAll(log);
  const rows = log.locator('[data-row]');
  // They are all there: none is lower than a line of text.
  expect(await log.evaluate((element) => element.scrollHeight)).toBeGreaterThan(LOADED * 20);

  await log.evaluate((element) => element.scrollTo(0, 0));
  await expect(chat.message(page, 'line 1')).toBeInViewport();
  for (const part of [0.3, 0.5, 0.9]) {
    await log.evaluate((element, at) => element.scrollTo(0, element.scrollHeight * at), part);
    await topmost(page);
    expect(await rows.count()).toBeLessThanOrEqual(ROWS_MAX);
  }
  await chat.composer(page).pressSequentially('written above it all');
  await expect(chat.composer(page)).toHaveValue('written above it all');
  await chat.composer(page).press('Enter');
  await chat.isStoredOnce(page, 'written above it all');
  await expect(chat.message(page, 'written above it all')).toBeInViewport();
  expect(await rows.count()).toBeLessThanOrEqual(ROWS_MAX);
});

test('the row that has the focus stays when it is scrolled out of sight', async ({ newcomer, server }) => {
  const { page, username } = await newcomer('walker');
  await chat.createRoom(page, roomName('Keys'));
  await server.fill(roomIdOf(page), username, 400);
  await page.reload();
  await chat.hears(page, 'line 400');
  await chat.messages(page).focus();
  for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowUp');
  const focused = page.locator('article:focus');
  await expect(focused).toContainText('line 361');
  await expect(focused).toBeInViewport();
  await chat.messages(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(chat.message(page, 'line 400')).toBeInViewport();
  await expect(focused).toContainText('line 361');
  await page.keyboard.press('ArrowUp');
  await expect(focused).toContainText('line 360');
  await expect(focused).toBeInViewport();
  await page.keyboard.press('ArrowRight');
  await expect(
    page.getByRole('button', { name: 'Message actions' }).and(page.locator(':focus')),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(focused).toContainText('line 360');
});

test('a link to an old message shows it among its neighbours, and the way back to the present', async ({
  newcomer,
  server,
}) => {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  const room = roomName('Links');
  await chat.createRoom(alice.page, room);
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.say(alice.page, 'remember this');
  const old = chat.message(alice.page, 'remember this');
  await chat.isStoredOnce(alice.page, 'remember this');
  await chat.act(old, 'Copy link');
  await expect(alice.page.getByText('Link copied.')).toBeVisible();
  const link = await alice.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/rooms\/[^/]+\/m\/[^/]+$/);
  await server.fill(roomIdOf(alice.page), alice.username, 400);
  await chat.joinRoom(bob.page, room);
  await chat.hears(bob.page, 'line 400');

  await bob.page.goto(link);
  await expect(chat.message(bob.page, 'remember this')).toBeInViewport();
  await expect(chat.message(bob.page, 'line 400')).toHaveCount(0);
  // What is written now belongs to the end, which is not loaded here.
  await chat.say(alice.page, 'said today');
  await expect(bob.page.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(chat.message(bob.page, 'said today')).toHaveCount(0);
  await bob.page.getByRole('button', { name: '1 new' }).click();
  await expect(chat.message(bob.page, 'said today')).toBeInViewport();
  expect(new URL(bob.page.url()).pathname).toBe(`/rooms/${roomIdOf(alice.page)}`);

  // Reading on from the past leads to the present without a gap.
  await bob.page.goBack();
  await expect(chat.message(bob.page, 'remember this')).toBeInViewport();
  const log = chat.messages(bob.page);
  await expect(async () => {
    await log.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(chat.message(bob.page, 'said today')).toBeInViewport({ timeout: 500 });
  }).toPass();
  await chat.say(alice.page, 'live again');
  await expect(chat.message(bob.page, 'live again')).toBeInViewport();
  const readUp = async () => {
    await log.evaluate((element) => element.scrollTo(0, element.scrollTop - 400));
    const line = await topmost(bob.page);
    return Number(line.slice('line '.length));
  };
  await expect.poll(readUp).toBeLessThanOrEqual(250);
  const seen = await log.getByText(/^line \d+$/).allInnerTexts();
  const numbers = seen.map((text) => Number(text.slice(5))).sort((one, other) => one - other);
  expect(numbers).toEqual(Array.from(numbers, (_, index) => (numbers[0] ?? 0) + index));

  await bob.page.goto(`${new URL(link).pathname.split('/m/')[0] ?? ''}/m/${crypto.randomUUID()}`);
  await expect(bob.page.getByRole('heading', { name: 'This message is not here' })).toBeVisible();
  await bob.page.getByRole('button', { name: 'Go to the latest messages' }).click();
  await expect(chat.message(bob.page, 'live again')).toBeInViewport();
});

/** Notes how the message looks to which a link has led, however short it looks so. */
function observeHighlight() {
  const look = () => {
    const row = document.querySelector('article.animate-highlight');
    if (!row) return;
    const { animationDuration, backgroundColor } = getComputedStyle(row);
    Object.assign(document.documentElement.dataset, { animationDuration, backgroundColor });
  };
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['class'],
  });
}

for (const reducedMotion of ['reduce', 'no-preference'] as const) {
  const manner =
    reducedMotion === 'reduce' ? 'by its colour alone, without motion' : 'by a colour that fades';
  test(`the message a link leads to is set off ${manner}`, async ({ newcomer }) => {
    const { page, context } = await newcomer('follower', { reducedMotion });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await chat.createRoom(page, roomName('Motion'));
    await chat.say(page, 'look here');
    await chat.isStoredOnce(page, 'look here');
    const row = chat.message(page, 'look here');
    await chat.act(row, 'Copy link');
    await expect(page.getByText('Link copied.')).toBeVisible();
    await page.addInitScript(observeHighlight);
    await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
    const root = page.locator('html');
    await expect(root).toHaveAttribute('data-background-color', /^(?!rgba\(0, 0, 0, 0\))./);
    const duration = reducedMotion === 'reduce' ? '0s' : /^[1-9]/;
    await expect(root).toHaveAttribute('data-animation-duration', duration);
    // And then it is a message like the others.
    await expect(row.locator('article')).not.toHaveClass(/animate-highlight/);
  });
}
