import type { Page } from '@playwright/test';
import { logIn as openSession } from '../../rig/people.mjs';
import { chat } from '../support/chat.js';
import { attach, chosen, download, downloaded } from '../support/cut-upload.js';
import { isKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

/** Lies on the page's connection from the next load on, and keeps back what `isLost` says, in either direction. */
async function loseSome(page: Page, isLost: (frame: string) => boolean): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      if (!isLost(String(frame))) server.send(frame);
    });
    server.onMessage((frame) => {
      if (!isLost(String(frame))) socket.send(frame);
    });
  });
  await page.reload();
  await chat.composer(page).waitFor();
}

/** Notes when texts and pictures of these names first stand in the page, by the page's own clock. */
const watchFirstSeen = (page: Page, names: readonly string[]) =>
  page.evaluate((wanted) => {
    const seen: Record<string, number> = {};
    (window as never as { seen: typeof seen }).seen = seen;
    const look = () => {
      // How long the look takes is no part of it.
      const at = performance.now();
      for (const name of wanted) {
        const isThere =
          document.body.innerText.includes(name) || document.querySelector(`[aria-label="${name}"]`);
        if (isThere && !(name in seen)) seen[name] = at;
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  }, names);

test('a message under way is quiet, says after five seconds that it is slow, and goes out once', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Slow');
  let isStuck = false;
  await loseSome(alice.page, (frame) => isStuck && frame.includes('"message:send"'));
  await chat.say(alice.page, 'quick');
  await chat.isStoredOnce(alice.page, 'quick');
  isStuck = true;
  await watchFirstSeen(alice.page, ['a slow thought', 'Still sending']);
  await chat.say(alice.page, 'a slow thought');
  const sign = chat.message(alice.page, 'a slow thought').getByRole('img', { name: 'Still sending' });
  await expect(sign).toBeVisible();
  const seen = await alice.page.evaluate(() => (window as never as { seen: Record<string, number> }).seen);
  // A busy machine may rest between the text and its timer: told too early is what comes with the text.
  expect((seen['Still sending'] ?? 0) - (seen['a slow thought'] ?? Infinity)).toBeGreaterThan(2_500);
  await expect(chat.composer(alice.page)).toHaveValue('');
  await chat.messages(alice.page).press('ArrowUp');
  const row = chat.message(alice.page, 'a slow thought').getByRole('article');
  await expect(row).toBeFocused();
  isStuck = false;
  await chat.hears(bob.page, 'a slow thought');
  await chat.isStoredOnce(alice.page, 'a slow thought');
  await expect(row).toBeFocused();
  await expect(sign).toHaveCount(0);
  await expect(chat.message(bob.page, 'a slow thought')).toHaveCount(1);
});

test('a message that was refused stays: to be sent again, changed, copied or thrown away', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Refused');
  await bob.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // Bob's page neither hears nor reads that he is no longer in the room, so it goes on sending.
  await loseSome(bob.page, (frame) => frame.includes('"room:removed"'));
  await bob.page.route(/\/api\/rooms(\?|$)/, (route) => route.abort());
  const roomId = /\/rooms\/([^/]+)/.exec(bob.page.url())?.[1] ?? '';
  const { token } = await openSession(new URL(bob.page.url()).origin, bob.username);
  const headers = { authorization: `Bearer ${token}` };
  const left = await bob.page.request.delete(`/api/rooms/${roomId}/membership`, { headers });
  expect(left.ok()).toBe(true);

  const row = (text: string) => chat.message(bob.page, text);
  for (const text of ['to change', 'to throw away', 'to send again']) {
    await chat.say(bob.page, text);
    await expect(row(text).getByRole('alert')).toHaveText('Not sent: you are not a member of this room');
  }
  // In words, for whoever does not know the pictures.
  for (const name of ['Retry', 'Edit', 'Copy', 'Delete'])
    await expect(row('to change').getByRole('button', { name })).toHaveText(name);
  await row('to change').getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => bob.page.evaluate(() => navigator.clipboard.readText())).toBe('to change');
  await row('to change').getByRole('button', { name: 'Edit' }).click();
  await expect(row('to change')).toHaveCount(0);
  await expect(chat.composer(bob.page)).toHaveValue('to change');
  await row('to throw away').getByRole('button', { name: 'Delete' }).click();
  await expect(row('to throw away')).toHaveCount(0);

  await row('to send again').getByRole('button', { name: 'Retry' }).click();
  await expect(row('to send again').getByRole('alert')).toBeVisible();
  const joined = await bob.page.request.post(`/api/rooms/${roomId}/join`, { headers });
  expect(joined.ok()).toBe(true);
  await row('to send again').getByRole('button', { name: 'Retry' }).click();
  await chat.hears(alice.page, 'to send again');
  await expect(row('to send again').getByRole('alert')).toHaveCount(0);
  // Its copy never comes here: the page, which heard nothing of it, does not follow the room any more.
  await chat.isSentOnce(bob.page, 'to send again');
  for (const text of ['to change', 'to throw away'])
    await expect(chat.message(alice.page, text)).toHaveCount(0);
});

test('a message whose files were refused gives all of them and its text back, which a reload offline and another tab leave alone', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Given back', { serviceWorkers: 'allow' });
  const { page } = alice;
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(`this is ${name}`) });
  const other = await alice.context.newPage();
  await other.goto(page.url());
  await attach(other).waitFor({ state: 'attached' });
  const uploads = '**/api/rooms/*/uploads';
  await alice.context.route(uploads, (route) =>
    route.fulfill({
      status: 507,
      json: { statusCode: 507, code: 'STORAGE_FULL', message: 'no room', traceId: 'x' },
    }),
  );
  await attach(page).setInputFiles([file('a.txt'), file('b.txt')]);
  await expect(chosen(page).getByRole('listitem')).toHaveCount(2);
  await chat.say(page, 'For the board');
  const unsent = chat.message(page, 'For the board');
  await expect(unsent.getByRole('alert')).toHaveText('Not sent: the server has no room for files');
  await expect(chosen(page)).toHaveCount(0);
  await chat.composer(page).fill('and a word more');
  await attach(page).setInputFiles(file('c.txt'));
  await expect(chosen(page).getByRole('listitem')).toHaveCount(1);
  await unsent.getByRole('button', { name: 'Edit' }).click();

  await expect(unsent).toHaveCount(0);
  const isBack = async (each: Page) => {
    await expect(chat.composer(each)).toHaveValue('For the board\nand a word more');
    await expect(chosen(each).getByRole('listitem')).toHaveText([/a\.txt/, /b\.txt/, /c\.txt/]);
  };
  await isBack(page);
  await isBack(other);
  await isKept(page);
  await alice.context.setOffline(true);
  await page.reload();
  await isBack(page);
  await alice.context.unroute(uploads);
  await alice.context.setOffline(false);
  await chosen(page).getByRole('button', { name: 'Remove c.txt' }).click();
  await chat.composer(page).fill('For the board');
  await chat.composer(page).press('Enter');
  await chat.hears(bob.page, 'For the board');
  for (const name of ['a.txt', 'b.txt'])
    expect((await downloaded(bob.page, name)).toString()).toBe(`this is ${name}`);
  await expect(download(bob.page, 'c.txt')).toHaveCount(0);
  for (const each of [page, other]) {
    await expect(chat.composer(each)).toHaveValue('');
    await expect(chosen(each)).toHaveCount(0);
  }
});

test('an upload that is given up gives the text back that was to go with it', async ({ conversation }) => {
  const { alice } = await conversation('Given up');
  const { page } = alice;
  await page.route('**/api/uploads/*/parts/*', (route) => route.abort());
  const buffer = Buffer.from('a long story');
  await attach(page).setInputFiles({ name: 'story.txt', mimeType: 'text/plain', buffer });
  await expect(chosen(page).getByText('story.txt', { exact: true })).toBeVisible();
  await chat.say(page, 'Read this');
  await chat.messages(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(chat.composer(page)).toHaveValue('Read this');
  await expect(chat.messages(page).getByText('story.txt')).toHaveCount(0);
  await expect(chosen(page)).toHaveCount(0);
});
