import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, logIn, type Person, test } from '../support/world.js';

const isIn = (page: Page) => expect(chat.rooms(page)).toBeVisible();
const isOut = (page: Page) => expect(page.getByLabel('Your name')).toBeVisible();

const kept = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);

const others: BrowserContext[] = [];
test.afterEach(async () => {
  for (const context of others.splice(0)) await context.close();
});

/** Another browser in which the same person logs in, at a room. */
async function anotherBrowser({ context, username }: Person, path: string, url: string): Promise<Page> {
  const other = await context.browser()?.newContext({ baseURL: url });
  if (!other) throw new Error('There is no browser.');
  others.push(other);
  const page = await other.newPage();
  await logIn(page, username, path);
  return page;
}

/** What the server answers to refreshes of a page. */
function refreshes(page: Page): number[] {
  const answers: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/api/auth/refresh')) answers.push(response.status());
  });
  return answers;
}

test('S029 pages of one browser refresh at once and stay logged in; no page keeps what opens the door', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Refresh');
  const pages = [alice.page, await alice.context.newPage()];
  await pages[1]?.goto(alice.page.url());
  // And one without locks, as over plain http.
  const unlocked = await alice.context.newPage();
  await unlocked.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  await unlocked.goto(alice.page.url());
  pages.push(unlocked);
  for (const page of pages) await isIn(page);

  const answers = pages.map(refreshes);
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(pages.map((page) => page.reload()));
    for (const page of pages) await isIn(page);
  }
  expect(new Set(answers.flat())).toEqual(new Set([200]));
  for (const page of pages) expect(await kept(page)).not.toContain('eyJ');

  // They are what they were: everybody hears everybody.
  await chat.say(bob.page, 'after all that');
  for (const page of pages) await expect(chat.message(page, 'after all that')).toBeVisible();
  const cookies = await alice.context.cookies();
  expect(cookies).toEqual([
    expect.objectContaining({
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      name: expect.stringMatching(/^chatket-/),
    }),
  ]);
});

test('a connection goes on with the fresh token of its page', async ({ conversation }) => {
  const { alice, bob } = await conversation('Going on');
  let sockets = 0;
  const frames: string[] = [];
  alice.page.on('websocket', (socket) => {
    sockets += 1;
    socket.on('framesent', ({ payload }) => void frames.push(String(payload)));
    socket.on('framereceived', ({ payload }) => void frames.push(String(payload)));
  });
  // As far as the page can tell, its first token ends soon.
  await alice.page.route(
    '**/api/auth/refresh',
    async (route) => {
      const response = await route.fetch();
      const session = (await response.json()) as object;
      await route.fulfill({ response, json: { ...session, expiresInMs: 5_000 } });
    },
    { times: 1 },
  );
  await alice.page.reload();
  await isIn(alice.page);
  await expect.poll(() => frames.some((frame) => frame.includes('"auth:refresh"'))).toBe(true);
  await expect
    .poll(() => frames.some((frame) => /^43\d+\[\{"success":true,"expiresAt":/.test(frame)))
    .toBe(true);
  await chat.say(bob.page, 'after');
  await expect(chat.message(alice.page, 'after')).toBeVisible();
  expect(sockets).toBe(1);
});

test('a device is logged out from another one, and its draft stays; logging out without a connection holds too', async ({
  conversation,
  url,
}) => {
  const { alice } = await conversation('Devices');
  const path = new URL(alice.page.url()).pathname;
  const lost = await anotherBrowser(alice, path, url);
  await chat.composer(lost).fill('not finished yet');

  await alice.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await alice.page.getByRole('button', { name: 'All settings' }).click();
  const devices = alice.page.getByRole('region', { name: 'Devices' });
  await expect(devices.getByText('This one')).toBeVisible();
  await expectAccessible(alice.page);
  await devices
    .getByRole('listitem')
    .filter({ hasText: 'Logged in with a code' })
    .filter({ hasNotText: 'This one' })
    .getByRole('button', { name: /^Log out Chrome on / })
    .first()
    .click();

  await isOut(lost);
  await expect(lost.getByRole('status').filter({ hasText: 'Your session has ended.' })).toBeVisible();
  await isIn(alice.page);
  await logIn(lost, alice.username, path);
  await expect(chat.composer(lost)).toHaveValue('not finished yet');

  // All others at once.
  await devices.getByRole('button', { name: 'Log out everywhere else' }).click();
  await expect(devices.getByText('You are logged in nowhere else.')).toBeVisible();
  await isOut(lost);
  await alice.page.keyboard.press('Escape');

  // Without a connection the page forgets, and the server is told as soon as there is one again.
  const [session] = await alice.context.cookies();
  await alice.context.setOffline(true);
  await alice.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await alice.page.getByRole('button', { name: 'Log out', exact: true }).click();
  await isOut(alice.page);
  expect(await alice.context.cookies()).toEqual([session]);
  const told = alice.page.waitForResponse((response) => response.url().endsWith('/api/auth/logout'));
  await alice.context.setOffline(false);
  expect((await told).status()).toBe(204);
  expect(await alice.context.cookies()).toEqual([]);
});

test('a logout that nobody has answered is told again, also where the browser says nothing of a network', async ({
  newcomer,
}) => {
  const { page, context } = await newcomer('unheard');
  // The page changes for it what it was logged in with.
  await expect.poll(() => context.cookies()).toHaveLength(1);
  const [session] = await context.cookies();
  await page.route('**/api/auth/logout', (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/auth/logout'));
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await failed;
  await isOut(page);
  expect(await context.cookies()).toEqual([session]);
  const told = page.waitForResponse((response) => response.url().endsWith('/api/auth/logout'));
  await page.unroute('**/api/auth/logout');
  expect((await told).status()).toBe(204);
  expect(await context.cookies()).toEqual([]);
});
