import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { chat } from './chat.js';
import { isKept } from './offline.js';
import { expect, type Person } from './world.js';

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

export const attach = (page: Page): Locator => page.getByLabel('Attach files').and(page.locator('input'));
export const chosen = (page: Page): Locator => page.getByRole('list', { name: 'Chosen files' });
export const download = (page: Page, name: string): Locator =>
  chat.messages(page).getByRole('link', { name: `Download ${name}` });

/** The bytes of a download as they came to the disk. */
export async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), download(page, name).click()]);
  expect(file.suggestedFilename()).toBe(name);
  return readFile(await file.path());
}

interface Plan {
  size: number;
  /** From which part on nothing gets through at first, and which are brought later. */
  cutAt: number;
  rest: string[];
  /** Of a part, with its number. */
  isPart: (url: string) => string | undefined;
}

/** Alice sends a file, is cut off, reloads her page offline, and goes on where it was; it arrives with equal bytes. */
export async function sendCutFile(
  alice: Person,
  bob: Person,
  { size, cutAt, rest, isPart }: Plan,
): Promise<void> {
  const bytes = randomBytes(size);
  const ofParts = (url: URL) => url.pathname.includes('/parts/');
  await alice.context.route(ofParts, async (route) => {
    const part = /\/parts\/(?:.*\/)?(\d+)/.exec(route.request().url())?.[1];
    await (Number(part) >= cutAt ? route.abort('connectionreset') : route.continue());
  });
  // It is on its way while the text is still being written.
  await attach(alice.page).setInputFiles({ name: 'soup.bin', mimeType: 'application/x-soup', buffer: bytes });
  await expect(chosen(alice.page).getByText('soup.bin', { exact: true })).toBeVisible();
  await isKept(alice.page);

  await chat.composer(alice.page).fill('For dinner');
  await alice.page.getByRole('button', { name: 'Send' }).click();
  await expect(chosen(alice.page)).toHaveCount(0);
  await expect(alice.page.getByRole('progressbar', { name: /soup\.bin: (3|4)\d % uploaded/ })).toBeVisible();
  // What has no files does not wait for them.
  await chat.say(alice.page, 'Meanwhile');
  await chat.hears(bob.page, 'Meanwhile');

  await alice.context.setOffline(true);
  await alice.page.reload();
  await expect(alice.page.getByText('For dinner')).toBeVisible();
  await expect(alice.page.getByRole('progressbar', { name: 'soup.bin: waits to be uploaded' })).toBeVisible();
  expect(await chat.message(bob.page, 'For dinner').count()).toBe(0);

  // Without it between them the browser asks by itself what it may do elsewhere.
  await alice.context.unroute(ofParts);
  const parts = new Set<string>();
  const through: string[] = [];
  alice.context.on('requestfinished', (request) => {
    if (request.method() !== 'PUT') return;
    const part = isPart(request.url());
    if (part === undefined) through.push(request.url());
    else parts.add(part);
  });
  await alice.context.setOffline(false);
  await chat.hears(bob.page, 'For dinner');
  expect([...parts].sort()).toEqual(rest);
  expect(through.filter((url) => url.includes('/uploads/'))).toEqual([]);
  await expect(alice.page.getByRole('progressbar')).toHaveCount(0);
  for (const { page } of [alice, bob]) expect(hashOf(await downloaded(page, 'soup.bin'))).toBe(hashOf(bytes));
}
