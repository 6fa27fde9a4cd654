import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type Page, test as base } from '@playwright/test';
import { createDatabase } from '../../rig/database.mjs';
import { LIFTED_LOGIN_LIMITS } from '../../rig/environment.mjs';
import { createRoom, joinRoom, type LoggedIn, logIn as openSession } from '../../rig/people.mjs';
import { ServerProcess } from '../../rig/server-process.mjs';
import { behindTheServer, type BehindTheServer } from './behind-the-server.js';
import { noteBreaks, tellBreaks } from './breaks.js';
import { roomName } from './chat.js';

/** The built client. */
export const CLIENT_DIR =
  process.env.E2E_CLIENT_DIR ?? fileURLToPath(new URL('../../client/dist', import.meta.url));
/** More patience with the whole journey: each browser has pages to load, and its share of the machine. */
const PATIENCE_OF_EACH_MS = 60_000;

export interface Person {
  username: string;
  page: Page;
  context: BrowserContext;
}

/** The production server with a database of its own, serving the built client. */
export interface World extends BehindTheServer {
  url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** What it has printed so far. */
  log(): string;
}

type ContextOptions = Parameters<Browser['newContext']>[0];

type NewcomerOptions = ContextOptions & {
  /** Run in each page before its own scripts. */
  scripts?: (() => void)[];
};

interface Fixtures {
  /** A browser of its own, which is closed at the end. */
  open: (options?: ContextOptions) => Promise<BrowserContext>;
  /** Somebody in a browser context of their own, at no page yet. */
  visitor: (name: string, options?: ContextOptions) => Promise<Person>;
  /** Where people find the chat. */
  url: string;
  /**
   * Somebody who has not been there before, logged in, in a browser context of their own: by the way through the login
   * page where a path or scripts are given, for those may matter to it, and otherwise with a session from the server,
   * as every visit of the login page costs more than most of what follows.
   */
  newcomer: (name: string, options?: NewcomerOptions, path?: string) => Promise<Person>;
  /** Another browser in which the same person is logged in, and which knows nothing else, at a place. */
  anotherDevice: (person: Pick<Person, 'username'>, path: string, options?: ContextOptions) => Promise<Page>;
  /** Alice and bob, logged in and in a new room whose name is about something. */
  conversation: (
    about: string,
    options?: ContextOptions,
  ) => Promise<{ alice: Person; bob: Person; room: string }>;
}

interface WorkerFixtures {
  serverEnv: Record<string, string>;
  server: World;
}

let count = 0;

export const test = base.extend<Fixtures, WorkerFixtures>({
  serverEnv: [{}, { option: true, scope: 'worker' }],
  server: [
    async ({ serverEnv }, use) => {
      const database = await createDatabase(process.env.E2E_POSTGRES_URL ?? '');
      const server = await ServerProcess.start({
        DATABASE_URL: database.url,
        CLIENT_DIR,
        RATE_LIMIT_MESSAGES: '100',
        ...LIFTED_LOGIN_LIMITS,
        ...serverEnv,
      });
      await use({
        url: server.url,
        kill: () => server.kill(),
        start: () => server.start(),
        log: () => server.log,
        ...behindTheServer(database),
      });
      await server.stop();
      await database.drop();
    },
    { scope: 'worker' },
  ],
  url: async ({ server }, use) => use(server.url),
  // What a browser keeps for the visits to come is fetched by every newcomer's, and few journeys come to use it.
  serviceWorkers: 'block',
  open: async ({ browser, server, url, serviceWorkers }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    const breaks: string[] = [];
    const from = server.log().length;
    await use(async (options) => {
      testInfo.setTimeout(testInfo.timeout + PATIENCE_OF_EACH_MS);
      const context = await browser.newContext({ serviceWorkers, baseURL: url, ...options });
      contexts.push(context);
      noteBreaks(context, breaks);
      return context;
    });
    await tellBreaks(testInfo, breaks, server.log().slice(from));
    for (const context of contexts) await context.close();
  },
  visitor: async ({ open }, use) =>
    use(async (name, options) => {
      const context = await open(options);
      count += 1;
      const username = `${name}-${String(process.pid)}-${String(count)}`;
      return { username, page: await context.newPage(), context };
    }),
  newcomer: async ({ visitor, server }, use) =>
    use(async (name, { scripts = [], ...options } = {}, path) => {
      const person = await visitor(name, options);
      for (const script of scripts) await person.context.addInitScript(script);
      if (path !== undefined || scripts.length > 0) await logIn(person.page, person.username, path ?? '/');
      else await enter(person.page, await openSession(server.url, person.username), '/');
      return person;
    }),
  anotherDevice: async ({ open, server }, use) =>
    use(async ({ username }, path, options) => {
      const page = await (await open({ ...options, baseURL: server.url })).newPage();
      await enter(page, await openSession(server.url, username), path);
      return page;
    }),
  conversation: async ({ visitor, server }, use) =>
    use(async (about, options) => {
      const [alice, bob] = await Promise.all([visitor('alice', options), visitor('bob', options)]);
      const [hers, his] = await Promise.all(
        [alice, bob].map(({ username }) => openSession(server.url, username)),
      );
      if (!hers || !his) throw new Error('There is no session.');
      const room = roomName(about);
      const { id } = await createRoom(server.url, hers, room);
      await joinRoom(server.url, his, id);
      await Promise.all([enter(alice.page, hers, `/rooms/${id}`), enter(bob.page, his, `/rooms/${id}`)]);
      for (const { page } of [alice, bob])
        await page.getByRole('textbox', { name: `Message #${room}` }).waitFor();
      return { alice, bob, room };
    }),
});

export { expect } from '@playwright/test';
/** Opens a place as somebody whose browser has kept a session. */
async function enter(page: Page, { session }: LoggedIn, path: string): Promise<void> {
  const kept = await page.addInitScript(
    (text) => localStorage.setItem('chatket:session', text),
    JSON.stringify(session),
  );
  await page.goto(path);
  // Or it would be there again after a log-out.
  await kept.dispose();
  const rooms = page.getByRole('navigation', { name: 'Rooms' });
  // On a small screen they are in a sheet.
  await rooms.or(page.getByRole('button', { name: /^Open rooms/ })).waitFor();
}

/** From the login page into the chat, as a person does it in demo mode. */
export async function logIn(page: Page, username: string, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Fill in' }).click();
  await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
}
