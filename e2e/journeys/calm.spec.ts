import type { Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

/** Adds up how much the page shifts under the person's eyes; runs in the page. */
function addUpShifts() {
  const watched = window as never as { shift: number };
  watched.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    })[])
      if (!entry.hadRecentInput) watched.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: false });
}
const watchShifts = (page: Page) => page.evaluate(addUpShifts);
const shift = (page: Page) => page.evaluate(() => (window as never as { shift: number }).shift);

/** Notes in the page when texts are first seen, so that no clock of the test takes part. */
const watchTexts = (page: Page, texts: readonly string[]) =>
  page.evaluate((wanted) => {
    const seen: Record<string, number> = {};
    (window as never as { seen: typeof seen }).seen = seen;
    const look = () => {
      // How long the look takes is no part of it.
      const at = performance.now();
      for (const text of wanted)
        if (!(text in seen) && document.body.innerText.includes(text)) seen[text] = at;
    };
    new MutationObserver(look).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  }, texts);

test('a short loss of the connection is not worth a word, a longer one a thin bar that moves nothing', async ({
  newcomer,
}) => {
  const { page, context } = await newcomer('alice');
  await chat.createRoom(page, roomName('Calm'));
  await chat.say(page, 'still here');
  await chat.isStoredOnce(page, 'still here');
  await watchShifts(page);
  await watchTexts(page, ['Connecting', 'Reconnecting']);
  const bar = page.getByText('Reconnecting');
  await context.setOffline(true);
  await expect(bar).toBeVisible();
  const seen = await page.evaluate(() => (window as never as { seen: Record<string, number> }).seen);
  // A busy machine may rest between the two: told too early is what comes at once.
  expect((seen.Reconnecting ?? 0) - (seen.Connecting ?? Infinity)).toBeGreaterThan(1_500);
  expect(await shift(page)).toBe(0);
  await context.setOffline(false);
  await expect(bar).toBeHidden();
  expect(await shift(page)).toBe(0);
});

test('a room with more unread messages than are loaded at first opens without moving', async ({
  conversation,
  server,
}) => {
  const { alice, bob } = await conversation('Busy');
  const roomId = new URL(alice.page.url()).pathname.split('/').at(-1) ?? '';
  await server.fill(roomId, alice.username, 600);
  await bob.page.addInitScript(addUpShifts);
  await bob.page.reload();
  await expect(
    chat
      .messages(bob.page)
      .getByText(/^line \d+$/)
      .first(),
  ).toBeVisible();
  await bob.page.waitForLoadState('networkidle');
  expect(await shift(bob.page)).toBeLessThan(0.005);
});

test('an invite link can be copied, and leads a stranger in', async ({ newcomer, url }) => {
  const alice = await newcomer('alice', { permissions: ['clipboard-read', 'clipboard-write'] });
  const room = roomName('Invited');
  await chat.createRoom(alice.page, room);
  await alice.page.getByRole('button', { name: 'Copy invite link' }).click();
  await expect(alice.page.getByText('Invite link copied.')).toBeVisible();
  const link = await alice.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(new RegExp(`^${url}/rooms/[0-9a-f-]+$`));

  const bob = await newcomer('bob', {}, new URL(link).pathname);
  await expect(bob.page.getByRole('heading', { name: `Join ${room}?` })).toBeVisible();
  await bob.page.getByRole('button', { name: 'Join room' }).click();
  await expect(bob.page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
});

test('on a small screen the invite link and the way out are in one menu', async ({ newcomer }) => {
  const { page } = await newcomer('alice');
  await chat.createRoom(page, roomName('Small'));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'More about this room' }).click();
  await expect(page.getByRole('button', { name: 'Copy invite link' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave room' }).click();
  await expect(page.getByRole('dialog', { name: 'Leave this room?' })).toBeVisible();
});
