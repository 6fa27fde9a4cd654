import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('with two hundred rooms the one that is open is in sight, and others can be found', async ({
  newcomer,
  server,
}) => {
  const { page, username } = await newcomer('collector');
  await server.addRooms(username, 200);
  await page.reload();
  const rooms = chat.rooms(page);
  // All have been idle since the same moment, so they are in the order of their names.
  const names = rooms.getByRole('link', { name: /^Room \d+$/ });
  await expect(names).toHaveCount(200);
  const order = (await names.allTextContents()).map((name) => Number(/\d+/.exec(name)?.[0]));
  expect(order).toEqual([...order].sort((one, other) => one - other));

  await expect(rooms.getByText('Discover rooms')).toBeInViewport();
  await rooms.getByRole('link', { name: 'Room 150', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message #Room 150' }).waitFor();
  await page.reload();
  await chat.composer(page).waitFor();
  await expect(rooms.getByRole('link', { name: 'Room 150', exact: true })).toBeInViewport();
  await expect(rooms.getByText('Discover rooms')).toBeInViewport();

  // On a device that has kept nothing, where others come above it with a later page of the list.
  const place = page.url();
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(/\/api\/rooms\?.*cursor=/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/robots.txt');
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? '');
  });
  await page.goto(place);
  await expect(names.first()).toBeAttached();
  letThrough();
  await expect(names).toHaveCount(200);
  await expect(rooms.getByRole('link', { name: 'Room 150', exact: true })).toBeInViewport();
  await page.unrouteAll();
  await page.setViewportSize({ width: 360, height: 640 });
  await page.getByRole('button', { name: /^Open rooms/ }).click();
  await expect(rooms.getByText('Discover rooms')).toBeInViewport();
  await expect(rooms.getByRole('link', { name: 'Room 150', exact: true })).toBeInViewport();
});

test('of two thousand members those in sight are drawn, any is found, and a message costs them nothing', async ({
  newcomer,
  server,
}) => {
  const { page, username } = await newcomer('host');
  await chat.createRoom(page, roomName('Crowd'));
  await server.addMembers(roomIdOf(page), 2_000);
  await server.kill();
  await server.start();
  await expect(page.getByText('Reconnecting')).toHaveCount(0);
  const panel = page.getByRole('region', { name: 'Members' });
  await page.getByRole('button', { name: 'Members', exact: true }).click();
  const offline = panel.getByRole('list', { name: 'Offline' }).getByRole('listitem');
  await expect(offline.first()).toContainText('member-1');
  expect(await panel.getByRole('listitem').count()).toBeLessThan(60);
  await expect(panel.getByRole('heading', { name: 'Offline' })).toContainText('2000');
  const names = (await offline.locator('bdi').allTextContents()).slice(0, 12);
  expect(names).toEqual(Array.from({ length: names.length }, (_, n) => `member-${String(n + 1)}`));
  await expect(offline.first()).toContainText('Offline');

  await expect(panel.getByRole('list', { name: 'Here now' })).toContainText(username);
  await page.evaluate(() => {
    const counted = window as never as { changes: number };
    counted.changes = 0;
    const members = document.querySelector('section[aria-label="Members"]');
    new MutationObserver((records) => (counted.changes += records.length)).observe(members as Element, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await chat.say(page, 'hello, all of you');
  await chat.isStoredOnce(page, 'hello, all of you');
  expect(await page.evaluate(() => (window as never as { changes: number }).changes)).toBe(0);

  await panel.getByRole('searchbox', { name: 'Find a member' }).fill('BER-1999');
  await expect(panel.getByRole('listitem')).toHaveCount(1);
  await expect(panel.getByRole('listitem')).toContainText('member-1999');
  await panel.getByRole('searchbox').fill('nobody at all');
  await expect(panel.getByText('Nobody here has such a name.')).toBeVisible();

  // On a telephone it opens without a keyboard over the list.
  await panel.getByRole('button', { name: 'Close members' }).click();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Members', exact: true }).click();
  await expect(panel.getByRole('heading', { name: 'Members', exact: true })).toBeFocused();
  await expect(panel.getByRole('searchbox', { name: 'Find a member' })).toBeVisible();
});

test('of two thousand rooms the first can be used while the others come, and only those in sight are drawn', async ({
  newcomer,
  server,
}) => {
  const { page, username, context } = await newcomer('archivist');
  await server.addRooms(username, 2_000, 60_000);
  const rooms = chat.rooms(page);
  /** One of the oldest. */
  const absent = 'Room 1990';
  const held: (() => void)[] = [];
  let isHeld = true;
  // Only the first page comes at first.
  await context.route(/\/api\/rooms\?.*cursor=/, async (route) => {
    if (isHeld) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.reload();
  const first = rooms.getByRole('link', { name: /^Room \d+$/ }).first();
  const name = (await first.textContent()) ?? '';
  await first.click();
  await page.getByRole('textbox', { name: `Message #${name}` }).waitFor();
  await chat.say(page, 'written while they come');
  await chat.isStoredOnce(page, 'written while they come');
  await page.keyboard.press('Control+k');
  const switcher = page.getByRole('dialog', { name: /^Go to/ });
  await switcher.getByRole('combobox').fill(absent);
  await expect(switcher.getByText('More of your rooms are being loaded')).toBeVisible();

  isHeld = false;
  for (const release of held) release();
  await expect(switcher.getByText('More of your rooms')).toHaveCount(0, { timeout: 60_000 });
  await switcher.getByRole('option', { name: absent, exact: true }).click();
  await page.getByRole('textbox', { name: `Message #${absent}` }).waitFor();
  // It stands far down, in sight, and few others are drawn.
  await expect(rooms.getByRole('link', { name: absent, exact: true })).toBeInViewport();
  expect(await rooms.getByRole('listitem').count()).toBeLessThan(200);
  await expect(rooms.locator('[aria-setsize="2000"], [aria-setsize="2001"]').first()).toBeAttached();
  const link = rooms.getByRole('link', { name: absent, exact: true });
  await link.focus();
  await rooms.locator('.overflow-y-auto').evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
  await expect(rooms.getByRole('link', { name: /^Room \d+$/ }).last()).toBeInViewport();
  await expect(link).toBeFocused();

  // A new visit of a room that the first page does not have, in a browser that has kept nothing.
  isHeld = true;
  held.length = 0;
  const path = new URL(page.url()).pathname;
  await page.evaluate(async () => {
    for (const { name: database } of await indexedDB.databases())
      if (database) indexedDB.deleteDatabase(database);
  });
  await page.goto(path);
  await page.getByRole('textbox', { name: `Message #${absent}` }).waitFor();
  isHeld = false;
  for (const release of held) release();
});
