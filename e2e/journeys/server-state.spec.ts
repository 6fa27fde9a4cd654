import { SERVER_ROLES } from '@chatket/contract';
import { expectAccessible } from '../support/accessible.js';
import { expect, test } from '../support/world.js';

test('who runs the server sees how it is, and has what failed tried again', async ({ newcomer, server }) => {
  const { page, username } = await newcomer('boss');
  await server.putInCharge(username, SERVER_ROLES.owner);
  await server.failJob('made-up-work');
  await page.goto('/admin');
  await page.getByRole('group', { name: 'Part' }).getByText('Health').click();
  await expect(page.getByText(/^\d+(\.\d+)* · works$/)).toBeVisible();
  const failed = page.getByRole('list', { name: 'Jobs that failed' });
  await expect(failed.getByRole('listitem')).toHaveText([
    /^made-up-work.*Tried once.*Not tried again by itself/,
  ]);
  for (const width of [360, 1_280]) {
    await page.setViewportSize({ width, height: 740 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, 'health');
    }
  }
  await failed.getByRole('button', { name: 'Try made-up-work again' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('It is being tried again.')).toBeVisible();
  await expect(failed.getByRole('listitem')).toHaveCount(0);
  await expect(failed).toBeFocused();
  await expect(page.getByText(/^None: mails/)).toBeVisible();
});
