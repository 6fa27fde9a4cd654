import type { Page } from '@playwright/test';
import { IdentityProvider } from '../../rig/identity-provider.mjs';
import { test as base } from './world.js';

/** The provider is at 127.0.0.1, so the chat goes by its name: they are two sites. */
const byName = (url: string) => url.replace('127.0.0.1', 'localhost');

/**
 * Journeys at a server with a provider of single sign-on, which is called "Company login".
 * @param env what the server is told besides
 */
export function withProvider(env: Record<string, string>) {
  return base.extend<object, { idp: IdentityProvider; serverEnv: Record<string, string> }>({
    idp: [
      // eslint-disable-next-line no-empty-pattern -- it asks for nothing
      async ({}, use) => {
        const idp = await IdentityProvider.open();
        await use(idp);
        await idp.close();
      },
      { scope: 'worker' },
    ],
    serverEnv: [
      ({ idp }, use) => use({ ...idp.environment, OIDC_NAME: 'Company login', ...env }),
      { scope: 'worker' },
    ],
    url: async ({ server, idp }, use) => {
      idp.serve(byName(server.url));
      await use(byName(server.url));
    },
  });
}

export const door = (page: Page) => page.getByRole('button', { name: 'Company login', exact: true });

/** At the provider, as somebody that it knows. */
export async function sayName(page: Page, name: string) {
  await page.getByRole('heading', { name: 'Somewhere else' }).waitFor();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Log in' }).click();
}
