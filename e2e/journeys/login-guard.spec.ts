import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { expect, test } from '../support/world.js';

test.use({
  serverEnv: {
    AUTH_METHODS: 'code,password',
    LOGIN_PROOF_BITS: '14',
    AUTH_VERIFIES_PER_IP: '10000',
    AUTH_VERIFIES_PER_ACCOUNT: '100',
  },
});

const GOOD = 'nine green tulips';
const isIn = (page: Page) => expect(page).toHaveURL(/\/rooms\//);

async function enterName(page: Page, username: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('Password')).toBeFocused();
}

async function register(page: Page, username: string): Promise<void> {
  await enterName(page, username);
  await page.getByRole('button', { name: 'New here? Create an account' }).click();
  await page.getByLabel('Password').fill(GOOD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await isIn(page);
}

/** Somebody guesses passwords, with a program. */
async function guess(url: string, username: string, times: number): Promise<number> {
  let status = 0;
  for (let tries = 0; tries < times; tries += 1) {
    const answer = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password: 'a guess' }),
    });
    status = answer.status;
  }
  return status;
}

test('a stranger uses up the tries of an account; its own browser logs in as ever', async ({
  visitor,
  url,
}) => {
  const { page, username, context } = await visitor('owner');
  await register(page, username);
  await context.request.post(`${url}/api/auth/logout`, { headers: { origin: new URL(url).origin } });
  expect(await guess(url, username, 21)).toBe(429);

  let proofs = 0;
  page.on('response', (response) => (proofs += response.status() === 428 ? 1 : 0));
  await enterName(page, username);
  await page.getByLabel('Password').fill(GOOD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await isIn(page);
  expect(proofs).toBe(0);
});

test('a new browser works for its try where strangers have tried much', async ({ visitor, url }) => {
  const { page: first, username } = await visitor('busy');
  await register(first, username);
  await guess(url, username, 20);

  const { page } = await visitor('elsewhere');
  const asked = page.waitForResponse((response) => response.status() === 428);
  await enterName(page, username);
  await page.getByLabel('Password').fill(GOOD);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await asked;
  await isIn(page);
});

for (const [scheme, width] of [
  ['light', 360],
  ['dark', 1280],
  ['light', 1280],
  ['dark', 360],
] as const)
  test(`it is said that something is checked, and it can be cancelled (${scheme}, ${String(width)})`, async ({
    visitor,
    url,
  }) => {
    const { page: first, username } = await visitor('slow');
    await register(first, username);
    await guess(url, username, 10);

    const { page } = await visitor('waiting', {
      viewport: { width, height: 800 },
      colorScheme: scheme,
      // A busy button would pulse for as long as it is looked at.
      reducedMotion: 'reduce',
    });
    // The work takes as long as somebody watches: its program does not come.
    await page.route('**/proof.worker*', () => undefined);
    await enterName(page, username);
    await page.getByLabel('Password').fill(GOOD);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Checking…' })).toBeAttached();
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await expect(cancel).toBeVisible();
    await expectAccessible(page, 'a login that is checked');
    await cancel.click();
    await expect(cancel).toBeHidden();
    await expect(page.getByRole('button', { name: 'Log in', exact: true })).toBeEnabled();
    await page.unroute('**/proof.worker*');
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await isIn(page);
  });
