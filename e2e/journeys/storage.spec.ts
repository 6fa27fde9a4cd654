import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { expect, logIn, test, type Person } from '../support/world.js';

test.use({ serviceWorkers: 'allow' });

const NOTE = 'does not let ChatKet keep anything on this device';

/** Counts how often the page says that it cannot keep anything: the note goes away by itself. */
function countNotes() {
  const counted = window as never as { notes: number };
  counted.notes = 0;
  const seen = new WeakSet<Node>();
  new MutationObserver(() => {
    for (const each of document.querySelectorAll('p')) {
      if (seen.has(each) || !each.textContent.includes('does not let ChatKet keep anything')) continue;
      seen.add(each);
      counted.notes += 1;
    }
  }).observe(document, { childList: true, subtree: true });
}

const notes = (page: Page) => page.evaluate(() => (window as never as { notes: number }).notes);

/** Both see what the other says, and the one without storage sees it stored. */
async function talk(alice: Person, bob: Person) {
  const room = roomName('Storage');
  await chat.createRoom(alice.page, room);
  await chat.joinRoom(bob.page, room);
  for (const text of ['first', 'second']) {
    await chat.say(alice.page, text);
    await chat.isStoredOnce(alice.page, text);
    await chat.hears(bob.page, text);
  }
  await chat.say(bob.page, 'from the other side');
  await chat.hears(alice.page, 'from the other side');
  await expect(alice.page.getByText('Reconnecting')).toHaveCount(0);
}

const broken: Record<string, { script: () => void; isSaid: boolean }> = {
  'is missing': {
    isSaid: true,
    script: () => {
      for (const name of ['indexedDB', 'BroadcastChannel', 'caches']) {
        Object.defineProperty(window, name, { value: undefined });
      }
      Object.defineProperty(navigator, 'locks', { value: undefined });
    },
  },
  refuses: {
    isSaid: true,
    script: () => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(window, name, { get: refuse });
      }
      navigator.locks.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
      navigator.locks.query = () => Promise.reject(new DOMException('no', 'SecurityError'));
      window.BroadcastChannel = new Proxy(BroadcastChannel, { construct: refuse });
      navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'));
    },
  },
  'never answers': {
    isSaid: true,
    script: () => {
      indexedDB.open = () => new EventTarget() as never;
      navigator.locks.request = () => new Promise(() => undefined) as never;
      navigator.locks.query = () => new Promise(() => undefined);
    },
  },
  'fails once it is open': {
    isSaid: true,
    script: () => {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      };
    },
  },
  'is full': {
    isSaid: true,
    script: () => {
      const refuse = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      };
      IDBObjectStore.prototype.put = refuse;
      Storage.prototype.setItem = refuse;
    },
  },
  'grants no locks': {
    isSaid: false,
    script: () => {
      navigator.locks.request = () => new Promise(() => undefined) as never;
    },
  },
};

for (const [what, { script, isSaid }] of Object.entries(broken)) {
  test(`where the storage of the browser ${what}, people talk all the same`, async ({ newcomer }) => {
    const scripts = [countNotes, script];
    const [alice, bob] = await Promise.all([newcomer('alice', { scripts }), newcomer('bob')]);
    await talk(alice, bob);
    await expect.poll(() => notes(alice.page)).toBe(isSaid ? 1 : 0);
  });
}

/** Starts a browser until its cookies are blocked: one that has not read its profile in time allows them. */
async function launchBlocked(
  profile: string,
  baseURL: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const { args, executablePath } = test.info().project.use.launchOptions ?? {};
  for (let tries = 1; ; tries += 1) {
    writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(BLOCKING));
    const options = { args, executablePath, baseURL, locale: 'en-GB' };
    const context = await chromium.launchPersistentContext(profile, options);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.addInitScript(countNotes);
    await page.goto('/');
    const isBlocked = await page.evaluate(() => {
      try {
        return !window.localStorage;
      } catch {
        return true;
      }
    });
    if (isBlocked) return { context, page };
    await context.close();
    expect(tries).toBeLessThan(TRIES_MOST);
  }
}

const TRIES_MOST = 5;
const BLOCKING = { profile: { default_content_setting_values: { cookies: 2 } } };

test('in a browser whose cookies are blocked people talk, and are told once', async ({ newcomer, url }) => {
  const profile = mkdtempSync(join(tmpdir(), 'chatket-profile-'));
  mkdirSync(join(profile, 'Default'));
  const { context, page } = await launchBlocked(profile, url);
  try {
    await logIn(page, `alice-blocked-${String(process.pid)}`, '/');
    await talk({ username: 'alice', page, context }, await newcomer('bob'));
    await expect.poll(() => notes(page)).toBe(1);
    await expect(page.getByText(NOTE)).toHaveCount(0);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
