import type { Message, Room } from '@chatket/contract';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { Pages } from '../../server/test/support/pages.js';
import { call, createRoom, logIn as openSession } from '../../rig/people.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test as base } from '../support/world.js';

/** A server that asks the pages of this machine what they say. */
const test = base.extend<object, { pages: Pages; serverEnv: Record<string, string> }>({
  pages: [
    // eslint-disable-next-line no-empty-pattern -- it asks for nothing
    async ({}, use) => {
      const pages = new Pages();
      await pages.start();
      await use(pages);
      await pages.stop();
    },
    { scope: 'worker' },
  ],
  serverEnv: [
    ({ pages }, use) => use({ LINK_PREVIEWS: 'on', LINK_PREVIEW_TEST_HOSTS: pages.host }),
    { scope: 'worker' },
  ],
});

/** A page with a picture, at an address of its own. */
async function recipe(pages: Pages, path: string): Promise<string> {
  const picture = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#c63' } })
    .jpeg()
    .toBuffer();
  pages.at(`${path}.jpg`, (response) => response.writeHead(200).end(picture));
  return pages.page(
    path,
    `<head><title>A soup of leeks that takes as long as it takes, and not a minute less</title>
     <meta property="og:site_name" content="The kitchen table"><meta property="og:image" content="${path}.jpg">
     <meta name="description" content="With potatoes, and with more butter than one would say aloud"></head>`,
  );
}

const card = (page: Page) =>
  chat.messages(page).getByRole('group', { name: /^Link preview: A soup of leeks/ });
const remove = (page: Page) => card(page).getByRole('button', { name: /^Remove the preview of / });
const row = (page: Page) => chat.messages(page).getByRole('article').filter({ hasText: 'Tonight' });
const hasPicture = (page: Page) => expect(card(page).locator('img')).toHaveJSProperty('naturalWidth', 640);

for (const viewport of [
  { width: 1_280, height: 800 },
  { width: 360, height: 640 },
])
  test(`a link shows what its page says, is taken away and brought back by keys, and goes with an edit, ${viewport.width} wide`, async ({
    conversation,
    pages,
  }) => {
    const { alice, bob } = await conversation('Links', { viewport });
    const everybody = [alice, bob];
    const url = await recipe(pages, `/leeks-${viewport.width}`);
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await bob.context.route('**/api/files/*', async (route) => {
      await asked;
      await route.continue();
    });

    await chat.say(alice.page, `Tonight: ${url}`);
    await expect(row(bob.page).getByRole('link', { name: url })).toBeVisible();
    await expect(card(bob.page)).toBeVisible();
    const before = await card(bob.page).boundingBox();
    expect(before?.height).toBe(88);
    answer();
    await Promise.all(everybody.map(({ page }) => hasPicture(page)));
    expect(await card(bob.page).boundingBox()).toEqual(before);
    await expect(card(bob.page)).toBeInViewport({ ratio: 1 });
    await expect(remove(bob.page)).toHaveCount(0);
    for (const { page } of everybody) await expectAccessible(page, 'a link preview');

    await card(alice.page).getByRole('link').focus();
    await alice.page.keyboard.press('Tab');
    await expect(remove(alice.page)).toBeFocused();
    await alice.page.keyboard.press('Enter');
    await chat.holdUndo(alice.page);
    for (const { page } of everybody) await expect(card(page)).toHaveCount(0);
    await expect(row(alice.page)).toBeFocused();
    await alice.page.getByRole('button', { name: 'Undo' }).press('Enter');
    for (const { page } of everybody) await expect(card(page)).toBeVisible();

    await bob.page.reload();
    await hasPicture(bob.page);

    await row(alice.page).focus();
    await alice.page.keyboard.press('e');
    await alice.page.getByRole('textbox', { name: 'Edit message' }).fill('Tonight: soup');
    await alice.page.keyboard.press('Enter');
    for (const { page } of everybody) {
      await expect(row(page)).toContainText('Tonight: soup');
      await expect(card(page)).toHaveCount(0);
    }
  });

/** Pictures of a screen for whoever wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES_DIR;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

test('a link to a room of this server says which it is to those for whom it is there, and nothing to others', async ({
  conversation,
  server,
}) => {
  const { alice, bob, room } = await conversation('Corridor');
  const { token } = await openSession(server.url, alice.username);
  const attic = await createRoom(server.url, { token }, roomName('Attic'));
  const topic = 'What nobody has needed for years, and nobody wants to part with either';
  await call(`${server.url}/api/rooms/${attic.id}`, { token, method: 'PATCH', body: { topic, icon: '🕯️' } });
  const { body: cellar } = await call<Room>(`${server.url}/api/rooms`, {
    token,
    method: 'POST',
    body: { name: roomName('Cellar'), kind: 'private' },
  });
  const cards = (page: Page, name: string) => chat.messages(page).getByRole('link', { name });
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await bob.context.route(/\/api\/rooms\/[^/]+$/, async (route) => {
    await asked;
    await route.continue();
  });

  await chat.say(alice.page, `Up: ${server.url}/rooms/${attic.id}`);
  await chat.say(alice.page, `Down: ${server.url}/rooms/${cellar.id}`);
  await chat.say(alice.page, 'Which is it?');
  await expect(cards(alice.page, `Room · 1 member ${attic.name} ${topic}`)).toBeVisible();
  await expect(cards(alice.page, `Private room · 1 member ${cellar.name}`)).toBeVisible();

  // What is there moves nothing when it comes; of a room that is not theirs nothing is said, and no place is left.
  const row = (text: string) => chat.messages(bob.page).getByRole('article').filter({ hasText: text });
  await chat.hears(bob.page, 'Which is it?');
  const height = async (text: string) => (await row(text).boundingBox())?.height ?? 0;
  for (const text of ['Up: ', 'Down: '])
    await expect.poll(() => height(text)).toBeGreaterThan(await height('Which is it?'));
  const before = await height('Up: ');
  const refused = bob.page.waitForResponse(`**/api/rooms/${cellar.id}`);
  answer();
  await expect(cards(bob.page, `Room · 1 member ${attic.name} ${topic}`)).toBeVisible();
  expect((await refused).status()).toBe(404);
  expect(await height('Up: ')).toBe(before);
  await expect.poll(() => height('Down: ')).toBe(await height('Which is it?'));
  await expect(row('Down: ').getByRole('link')).toHaveText([`${server.url}/rooms/${cellar.id}`]);
  for (const { page } of [alice, bob]) await expectAccessible(page, 'cards of rooms');
  await picture(alice.page, 'room-links-1280-light');

  // A message of a room, on a small screen in the dark; its link is followed by keys.
  const { body: said } = await call<Message[]>(`${server.url}/api/rooms/${roomIdOf(alice.page)}/messages`, {
    token,
  });
  const [first] = said.filter(({ text }) => text.startsWith('Up: '));
  await chat.say(alice.page, `${server.url}/rooms/${first?.roomId ?? ''}/m/${first?.messageId ?? ''}`);
  await bob.page.setViewportSize({ width: 360, height: 740 });
  await bob.page.emulateMedia({ colorScheme: 'dark' });
  await expect(cards(bob.page, `Message in a room · 2 members ${room}`)).toBeVisible();
  await expectAccessible(bob.page, 'cards of rooms on a small screen');
  await picture(bob.page, 'room-links-360-dark');
  await row('Up: ').getByRole('link').first().focus();
  await bob.page.keyboard.press('Tab');
  await expect(cards(bob.page, `Room · 1 member ${attic.name}`)).toBeFocused();
  await bob.page.keyboard.press('Enter');
  await expect(bob.page.getByText(`Join ${attic.name}?`)).toBeVisible();
});
