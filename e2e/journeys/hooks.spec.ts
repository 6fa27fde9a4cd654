import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('an admin makes a webhook, a program writes by it, and it is ended', async ({ newcomer, url }) => {
  // Making an address asks for a login of the last minutes, through the page.
  const [{ page }, bob] = await Promise.all([newcomer('maker', {}, '/'), newcomer('bob')]);
  const room = roomName('Builds');
  await chat.createRoom(page, room);
  await chat.joinRoom(bob.page, room);
  const name = `builds-${roomIdOf(page).slice(-6)}`;
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: 'Room settings' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Webhooks', { exact: true }).first().click();
  await dialog.getByLabel('A new webhook').fill(name);
  await expectAccessible(page);
  await dialog.getByLabel('A new webhook').press('Enter');
  const address = await dialog.getByLabel('Its address').inputValue();
  expect(address).toContain('/hooks/');
  await expect(dialog.getByText('curl', { exact: false })).toContainText(address);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectAccessible(page);
  const path = new URL(address).pathname;
  const post = () =>
    fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify({ text: 'The *build* is green.' }) });
  const answer = await post();
  expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: `End the webhook ${name}~bot` }).click();
  await expect(page.getByText(/says nothing more/)).toBeVisible();
  expect((await post()).status).toBe(404);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  // The other one has heard it, and sees that a program speaks.
  const log = chat.messages(bob.page);
  await expect(log.getByText('The build is green.')).toBeVisible();
  await expect(log.getByText('bot', { exact: true }).first()).toBeVisible();
});
