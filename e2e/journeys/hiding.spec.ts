import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const SECRET = 'Nobody needs to read this';
const hidden = (page: Page) => page.getByText('Hidden by a moderator', { exact: true });

async function inBothSchemes(page: Page, place: string): Promise<void> {
  for (const width of [360, 1_280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, place);
    }
  }
}

test('a moderator hides a message from everybody, looks at it, and shows it again', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Cellar');
  await chat.say(bob.page, SECRET);
  await chat.hears(alice.page, SECRET);
  await chat.act(chat.message(alice.page, SECRET), 'Hide from everybody');
  for (const { page } of [alice, bob]) {
    await expect(hidden(page)).toBeVisible();
    await expect(chat.messages(page).getByText(SECRET)).toHaveCount(0);
  }
  await bob.page.reload();
  await expect(hidden(bob.page)).toBeVisible();
  await expect(alice.page.getByRole('button', { name: 'Look at it' })).toBeVisible();
  await expect(bob.page.getByRole('button', { name: 'Look at it' })).toHaveCount(0);

  await alice.page.getByRole('button', { name: 'Look at it' }).click();
  await expect(alice.page.getByText(SECRET)).toBeVisible();
  await inBothSchemes(alice.page, 'a hidden message');
  await alice.page.getByRole('button', { name: 'Show to everybody again' }).click();
  for (const { page } of [alice, bob]) {
    await chat.hears(page, SECRET);
    await expect(hidden(page)).toHaveCount(0);
  }
  await chat.act(chat.message(alice.page, SECRET), 'Hide from everybody');
  await expect(hidden(alice.page)).toBeVisible();
  await chat.holdUndo(alice.page);
  await expect(hidden(bob.page)).toBeVisible();
  // What takes the first one back may still be there.
  await alice.page.getByRole('button', { name: 'Undo' }).last().click();
  await chat.hears(bob.page, SECRET);

  // Out of the queue in three clicks, and back.
  await chat.act(chat.message(alice.page, SECRET), 'Report');
  const report = alice.page.getByRole('dialog', { name: /^Report what/ });
  await report.getByRole('button', { name: 'Report' }).click();
  await expect(report).toBeHidden();
  await alice.page.getByRole('button', { name: 'More about this room' }).click();
  await alice.page.getByRole('button', { name: 'Reported messages 1', exact: true }).click();
  const queue = alice.page.getByRole('dialog', { name: 'Reported messages' });
  await queue.getByRole('button', { name: 'Hide', exact: true }).click();
  await chat.holdUndo(queue);
  await expect(hidden(bob.page)).toBeVisible();
  await queue.getByRole('button', { name: 'Undo' }).click();
  await chat.hears(bob.page, SECRET);

  // What is reported leads to where it was said, and all of it stands in the log.
  await queue.getByRole('link', { name: `Show what ${bob.username} said in the room` }).click();
  await expect(queue).toBeHidden();
  await expect(alice.page).toHaveURL(/\/m\/[\w-]+$/);
  await chat.hears(alice.page, SECRET);
  await alice.page.getByRole('button', { name: 'More about this room' }).click();
  await alice.page.getByRole('button', { name: 'What moderators did' }).click();
  const log = alice.page.getByRole('dialog', { name: 'What moderators did' });
  const entries = log.getByRole('list', { name: 'What moderators did' }).getByRole('listitem');
  await log.getByLabel('What', { exact: true }).selectOption('Messages');
  await expect(entries).toHaveCount(6);
  await log.getByRole('button', { name: bob.username }).first().click();
  await expect(log.getByText(`About ${bob.username}`)).toBeVisible();
  await inBothSchemes(alice.page, 'the audit log');
  await log.getByLabel('From').fill('2099-01-01');
  await expect(log.getByText('Nothing so far.')).toBeVisible();
});
