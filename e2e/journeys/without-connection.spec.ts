import { chat, roomIdOf } from '../support/chat.js';
import { isKept, isRoomKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

test('what cannot be loaded without a connection says when it will be there, and comes by itself', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Cut off', { serviceWorkers: 'allow' });
  const { page, context } = alice;
  await chat.say(page, 'Before the cut');
  await chat.isStoredOnce(page, 'Before the cut');
  await isKept(page);
  await isRoomKept(page, roomIdOf(page));
  await context.setOffline(true);
  await page.reload();
  await chat.hears(page, 'Before the cut');

  const members = page.getByRole('region', { name: 'Members' });
  await page
    .getByRole('button', { name: /members?$/i })
    .first()
    .click();
  await expect(members.getByText('The members are shown when the connection is back.')).toBeVisible();
  await expect(members.getByRole('status', { name: 'Loading members' })).toHaveCount(0);
  const audit = page.getByRole('dialog', { name: 'What moderators did' });
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: 'What moderators did' }).click();
  const failed = audit.getByRole('alert').filter({ hasText: 'could not be loaded' });
  await expect(failed).toContainText('It comes by itself when the connection is back.');

  await context.setOffline(false);
  await expect(failed).toHaveCount(0);
  await expect(audit.getByText('Nothing so far.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(members.getByText(bob.username)).toBeVisible();
});
