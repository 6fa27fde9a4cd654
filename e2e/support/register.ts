import type { Page } from '@playwright/test';

/** Makes an account with a password on a page that shows an invitation to the server. */
export async function register(page: Page, username: string, password: string): Promise<void> {
  await page.getByRole('button', { name: 'Log in', exact: false }).click();
  await page.getByLabel('Your name').fill(username);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'New here?' }).click();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
}
