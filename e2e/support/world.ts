import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type Page, test as base } from '@playwright/test';
import { createDatabase } from '../../server/test/support/database.js';
import { ServerProcess } from '../../server/test/support/server-process.js';

const CLIENT_DIR = fileURLToPath(new URL('../../client/dist', import.meta.url));
let count = 0;

interface Fixtures {
  /** Opens a browser of its own and logs somebody in who has not been there before. */
  newcomer: (name: string, options?: Parameters<Browser['newContext']>[0]) => Promise<Person>;
}

interface WorkerFixtures {
  /** The production server with a database of its own, serving the built client. */
  server: ServerProcess;
}

export interface Person {
  username: string;
  page: Page;
  context: BrowserContext;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
    async ({}, use) => {
      const database = await createDatabase(process.env.E2E_POSTGRES_URL);
      const server = await ServerProcess.start({
        DATABASE_URL: database.url,
        CLIENT_DIR,
        AUTH_REQUESTS_PER_IP: '10000',
        AUTH_VERIFIES_PER_IP: '10000',
      });
      await use(server);
      await server.stop();
      await database.drop();
    },
    { scope: 'worker' },
  ],
  newcomer: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (name, options) => {
      const context = await browser.newContext({ ...options, baseURL: server.url });
      contexts.push(context);
      const page = await context.newPage();
      count += 1;
      const username = `${name}-${String(process.pid)}-${String(count)}`;
      await logIn(page, username);
      return { username, page, context };
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';

/** From the login page to the chat, as a person does it in demo mode. */
export async function logIn(page: Page, username: string, path = '/'): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /fill in/i }).click();
  await page.getByRole('navigation', { name: 'Rooms' }).or(page.getByRole('log')).first().waitFor();
}
