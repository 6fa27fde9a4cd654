import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('somebody exports what is kept about them, is told when it is ready, and downloads it', async ({
  newcomer,
}) => {
  const { page, username } = await newcomer('ada', {}, '/');
  await chat.createRoom(page, roomName('exports'));
  await chat.say(page, 'To be kept');
  await chat.isStoredOnce(page, 'To be kept');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  const account = page.getByRole('region', { name: 'Your name' });
  await account.getByRole('button', { name: 'Export my data' }).click();
  await expect(account.getByRole('status')).toContainText('Your export is ready');
  await expectAccessible(page, 'an export that is ready');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: /^Notifications( \d+)?$/ }).click();
  const alerts = page.getByRole('dialog', { name: 'Notifications' });
  const told = alerts.getByRole('button', { name: /Your export is ready\./ });
  await expect(told).toContainText('Not read yet');
  await expectAccessible(page, 'being told of an export');
  await told.click();
  await account.getByText('You can ask for another one from').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    account.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^chatket-${username}-\\d{4}-\\d\\d-\\d\\d\\.zip$`),
  );
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.includes('index.html')).toBe(true);
});
