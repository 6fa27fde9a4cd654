import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, test as base } from '../support/world.js';

const BUILT = process.env.E2E_CLIENT_DIR ?? fileURLToPath(new URL('../../client/dist', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'chatket-client-'));
cpSync(BUILT, copy, { recursive: true });

/** The server serves a copy of the client, which a test may replace by a newer one. */
const test = base.extend({});
test.use({ serviceWorkers: 'allow', serverEnv: { CLIENT_DIR: copy } });
test.afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Whether a text is in what the page keeps for its next visit. It is written a moment after it was shown. */
const isInCache = (page: Page, text: string) =>
  page.evaluate(async (wanted) => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('the cache cannot be read'));
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name));
      const hasTimelines = database.objectStoreNames.contains('timelines');
      const kept: unknown[] = hasTimelines
        ? await answer(database.transaction('timelines').objectStore('timelines').getAll())
        : [];
      database.close();
      if (JSON.stringify(kept).includes(wanted)) return true;
    }
    return false;
  }, text);

test('without a connection the page still opens, with rooms and messages', async ({ newcomer }) => {
  const { page, context } = await newcomer('alice');
  const room = roomName('Offline');
  await chat.createRoom(page, room);
  await chat.say(page, 'kept for later');
  await chat.isStoredOnce(page, 'kept for later');
  await isKept(page);
  await page.reload();
  await chat.hears(page, 'kept for later');
  await expect.poll(() => isInCache(page, 'kept for later')).toBe(true);
  await context.setOffline(true);
  await page.reload();
  await chat.hears(page, 'kept for later');
  await chat.say(page, 'written in the tunnel');
  await chat.hears(page, 'written in the tunnel');
  await page.goto('/discover');
  await expect(page.getByRole('heading', { name: 'Discover rooms' })).toBeVisible();
  await context.setOffline(false);
  await chat.openRoom(page, room);
  await chat.isStoredOnce(page, 'written in the tunnel');
});

test('what people say is never kept by the worker, and the manifest can be installed', async ({
  newcomer,
  request,
  url,
}) => {
  const { page } = await newcomer('alice');
  await chat.createRoom(page, roomName('Private'));
  await isKept(page);
  await page.reload();
  await chat.composer(page).waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map((one) => new URL(one.url).pathname);
  });
  expect(kept).toContain('/');
  expect(kept.filter((path) => /^\/(api|socket\.io|docs|health)/.test(path))).toEqual([]);

  const worker = await request.get(`${url}/sw.js`);
  expect(worker.headers()['cache-control']).toBe('no-cache');
  const manifest = (await (await request.get(`${url}/manifest.webmanifest`)).json()) as {
    icons: { src: string; type: string; purpose?: string }[];
  };
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  for (const { src, type } of manifest.icons) {
    const icon = await request.get(url + src);
    expect(icon.headers()['content-type'], src).toContain(type);
  }
});

test('a new version waits until it is wanted', async ({ newcomer, server }) => {
  const { page } = await newcomer('alice');
  await chat.createRoom(page, roomName('Update'));
  await isKept(page);
  await chat.composer(page).fill('half a thought');

  const file = join(copy, 'sw.js');
  for (const ending of ['.br', '.gz']) rmSync(file + ending, { force: true });
  writeFileSync(file, readFileSync(file, 'utf8').replace(/VERSION = '\w+'/, "VERSION = 'the-next-one'"));
  await server.kill();
  await server.start();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  const prompt = page.getByText('A new version is ready');
  await expect(prompt).toBeVisible();
  await chat.composer(page).pressSequentially(', and the rest');
  await expect(prompt).toBeVisible();
  await expect(chat.composer(page)).toHaveValue('half a thought, and the rest');

  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['chatket-the-next-one']);
  await expect(prompt).toBeHidden();
  await expect(chat.composer(page)).toHaveValue('half a thought, and the rest');
});
