import { call } from '../../rig/people.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('a bot gets a token, says something that shows what it is, and ends when it is given up', async ({
  newcomer,
  url,
}) => {
  const { page } = await newcomer('maker');
  await chat.createRoom(page, roomName('Weather'));
  const roomId = roomIdOf(page);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'All settings' }).click();
  const programs = page.getByRole('region', { name: 'Programs and bots' });
  await programs.getByRole('button', { name: 'Show' }).click();
  await programs.getByLabel('A new bot').fill(`rain-${roomId.slice(-6)}`);
  await programs.getByRole('button', { name: 'Make the bot' }).click();
  const bot = programs.getByRole('region', { name: /~bot$/ });
  await bot.getByRole('button', { name: 'New token' }).click();
  await bot.getByLabel('What it is for').fill('The station on the roof');
  await expectAccessible(page);
  await bot.getByRole('button', { name: 'Make the token' }).click();
  const token = await bot.getByLabel('The new token').inputValue();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page);
  await bot.getByRole('button', { name: 'I have kept it' }).click();
  await expect(bot.getByText('never used')).toBeVisible();
  const { body: me } = await call<{ id: string }>(`${url}/api/users/me`, { token });
  await page.setViewportSize({ width: 1280, height: 800 });
  await programs.getByRole('button', { name: /^Give / }).click();
  await expect(page.getByText(/says nothing more/)).toBeVisible();
  await expect(bot).toHaveCount(0);
  expect((await call(`${url}/api/users/me`, { token })).status).toBe(401);
  expect(me.id).toMatch(/^[0-9a-f-]{36}$/);
});
