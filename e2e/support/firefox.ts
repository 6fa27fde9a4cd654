import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../rig/programs.mjs';
import type { LoggedIn } from '../../rig/people.mjs';

export interface Note {
  title: string;
  body: string;
}

/**
 * Notes in windows of its own stay until somebody closes them, as they do on most systems; by themselves they would go after
 * 20 seconds.
 */
const STYLE = '#alertBox { animation: none !important; }';

/** As long as Playwright's expectations wait. */
const PATIENCE_MS = 60_000;

/** Firefox as its makers build it, which Playwright does not drive, with a push service and one website to which it may show notes. */
export class Firefox {
  private constructor(
    private readonly browser: Browser,
    private readonly profile: string,
    private readonly origin: string,
    /** Of the website, without its client: from there its worker is looked after, behind another page. */
    private readonly file: Page,
    private readonly elsewhere: Page,
  ) {}

  static async open({ origin, pushUrl }: { origin: string; pushUrl: string }): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'chatket-firefox-'));
    mkdirSync(join(profile, 'chrome'));
    writeFileSync(join(profile, 'chrome', 'userChrome.css'), STYLE);
    const browser = await puppeteer.launch({
      ...{ browser: 'firefox', headless: true, userDataDir: profile },
      executablePath: findFirefox() ?? '',
      extraPrefsFirefox: {
        'dom.push.connection.enabled': true,
        'dom.push.serverURL': pushUrl,
        'dom.push.testing.allowInsecureServerURL': true,
        'alerts.useSystemBackend': false,
        'toolkit.legacyUserProfileCustomizations.stylesheets': true,
      },
    });
    await browser.setPermission(origin, { permission: { name: 'notifications' }, state: 'granted' });
    const [file, elsewhere] = [await browser.newPage(), await browser.newPage()];
    await file.goto(`${origin}/robots.txt`);
    await elsewhere.bringToFront();
    return new Firefox(browser, profile, origin, file, elsewhere);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.profile, { recursive: true, force: true });
  }

  /** Somebody is logged in there from now on. */
  async logIn({ session }: LoggedIn): Promise<void> {
    await this.file.evaluate(
      (text) => localStorage.setItem('chatket:session', text),
      JSON.stringify(session),
    );
  }

  /** The chat, in a page of its own until it is done. */
  async inChat(todo: (page: Page) => Promise<void>): Promise<void> {
    const page = await this.browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(this.origin);
    await page.locator('nav').wait();
    await todo(page);
    await page.close();
    await this.elsewhere.bringToFront();
  }

  /** What its service worker shows, and somebody could read now; by title, as browsers keep no order. */
  async notes(): Promise<Note[]> {
    const notes = await this.file.evaluate(async () => {
      const shown = await (await navigator.serviceWorker.ready).getNotifications();
      return shown.map(({ title, body }) => ({ title, body }));
    });
    return notes.sort((one, other) => (one.title < other.title ? -1 : 1));
  }

  /** Ends its subscription, and tells nobody but the push service. */
  async unsubscribe(): Promise<void> {
    await this.file.evaluate(async () => {
      const { pushManager } = await navigator.serviceWorker.ready;
      await (await pushManager.getSubscription())?.unsubscribe();
    });
  }
}
