import type { Page } from '@playwright/test';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

/** Resolves when the page has been told of an event over its next connection. */
function toldOf(page: Page, event: string): Promise<void> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes(`"${event}"`)) resolve();
      });
    });
  });
}

test('a mention that comes while the page reads what there is for it is counted, whichever of the two is late', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Late');
  const { page } = bob;
  const told = toldOf(page, 'alert:new');
  const late: (() => void)[] = [];
  let isLate = true;
  await page.route('**/api/me/notifications', async (route) => {
    const answer = await route.fetch();
    if (isLate) await new Promise<void>((resolve) => late.push(resolve));
    await route.fulfill({ response: answer });
  });
  await page.goto('/discover');
  await expect.poll(() => late.length).toBe(1);
  await chat.say(alice.page, `are you there, @${bob.username}?`);
  await told;
  isLate = false;
  for (const answer of late) answer();

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Notifications\s?1$/ })).toBeVisible();
  await chat.say(alice.page, `@${bob.username}, are you?`);
  await expect(page.getByRole('button', { name: /^Notifications\s?2$/ })).toBeVisible();
});

test('what nobody could answer at first is asked for again, while the connection holds', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Again');
  const { page } = bob;
  let failures = 0;
  await page.route('**/api/me/notifications', (route) => {
    failures += 1;
    return failures > 2 ? route.continue() : route.abort();
  });
  await page.goto('/discover');
  await chat.say(alice.page, `are you there, @${bob.username}?`);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Notifications\s?1$/ })).toBeVisible();
  expect(failures).toBeGreaterThan(2);
});

test('what was reported while the moderator’s device was away waits there with the next connection', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Away');
  const texts = ['buy this', 'buy that'];
  for (const text of texts) await chat.say(alice.page, text);
  const report = async (text: string) => {
    await chat.act(chat.message(bob.page, text), 'Report');
    const dialog = bob.page.getByRole('dialog', { name: /^Report what/ });
    await dialog.getByRole('button', { name: 'Report' }).click();
    await expect(dialog).toBeHidden();
  };
  const menu = (waiting: number) =>
    alice.page.getByRole('button', {
      name: new RegExp(`^More about this room, ${String(waiting)} thing`),
    });

  await report('buy this');
  await expect(menu(1)).toBeVisible();
  await alice.context.setOffline(true);
  await report('buy that');
  await alice.context.setOffline(false);
  await expect(menu(2)).toBeVisible();
});
