import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Thread', exact: true });
const list = (page: Page): Locator => page.getByRole('dialog', { name: 'Threads' });
const item = (page: Page): Locator => list(page).getByRole('listitem').getByRole('button');
const replies = (page: Page): Locator => panel(page).getByRole('log', { name: 'Replies' });

async function answer(page: Page, text: string): Promise<void> {
  const field = panel(page).getByRole('textbox', { name: 'Reply in thread' });
  await field.fill(text);
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

async function openThreads(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Threads', exact: true }).click();
  await expect(list(page)).toBeVisible();
}

test('each thread says on all devices how often it speaks to its reader, until it is read there', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob } = await conversation('Spoken to');
  await chat.say(alice.page, 'Who cooks tonight?');
  await chat.hears(bob.page, 'Who cooks tonight?');
  const other = await anotherDevice(alice, new URL(alice.page.url()).pathname);
  const devices = [alice.page, other];
  for (const page of devices) {
    await page.goto('/discover');
    await openThreads(page);
  }
  await chat.message(bob.page, 'Who cooks tonight?').getByRole('article').focus();
  await bob.page.keyboard.press('t');

  await test.step('what is said is counted as it is heard', async () => {
    for (const text of [`I do, @${alice.username}`, 'with bread', `and wine, @${alice.username}?`])
      await answer(bob.page, text);
    for (const page of devices) {
      await expect(item(page)).toHaveAccessibleName(/ 3 new you are mentioned 2 times /);
      await expect(item(page).locator('[data-badge="mention"]')).toHaveText('@2');
    }
    await expectAccessible(alice.page);
  });

  await test.step('an edit and a deletion take it back', async () => {
    const field = panel(bob.page).getByRole('textbox', { name: 'Reply in thread' });
    await field.press('ArrowUp');
    const edit = panel(bob.page).getByRole('textbox', { name: 'Edit message' });
    await edit.fill('and wine?');
    await edit.press('Enter');
    for (const page of devices)
      await expect(item(page)).toHaveAccessibleName(/ 3 new you are mentioned once /);
    await replies(bob.page).getByRole('listitem').filter({ hasText: 'I do, @' }).getByRole('article').focus();
    await bob.page.keyboard.press('Delete');
    for (const page of devices) await expect(item(page)).toHaveAccessibleName(/ 2 new (?!you)/);
  });

  await test.step('who opens the list anew is told the same, and what is read on one device is read on both', async () => {
    await answer(bob.page, `@${alice.username}?`);
    await other.reload();
    await openThreads(other);
    for (const page of devices)
      await expect(item(page)).toHaveAccessibleName(/ 3 new you are mentioned once /);
    await item(other).click();
    await expect(replies(other)).toContainText(`@${alice.username}?`);
    await expect(list(alice.page)).toContainText('Nothing new in your threads');
    await list(alice.page).getByText('All', { exact: true }).click();
    await expect(item(alice.page)).not.toHaveAccessibleName(/ new /);
  });
});
