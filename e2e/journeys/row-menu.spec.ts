import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('on a narrow screen the menu of a row leads back to the sidebar and its row', async ({ newcomer }) => {
  const { page } = await newcomer('walker');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: /^Open rooms/ }).click();
  const sidebar = page.getByRole('dialog', { name: 'Rooms and settings' });
  const room = roomName('Pocket');
  await sidebar.getByRole('button', { name: 'Create room' }).click();
  const creating = page.getByRole('dialog', { name: 'Create a room' });
  await creating.getByLabel('Room name').fill(room);
  await creating.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('textbox', { name: `Message #${room}` }).waitFor();

  await page.getByRole('button', { name: /^Open rooms/ }).click();
  const row = chat.rooms(page).getByRole('link', { name: new RegExp(`^${room}`) });
  await row.click({ button: 'right' });
  const menu = page.getByRole('dialog', { name: `What to do with ${room}` });
  await menu.waitFor();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(sidebar).toBeVisible();
  await expect(row).toBeFocused();

  // It stands elsewhere afterwards, and has the focus there.
  await row.click({ button: 'right' });
  await menu.getByRole('button', { name: 'Add to favourites' }).click();
  await expect(sidebar.getByRole('region', { name: 'Favourites' }).getByRole('link')).toBeFocused();
  await page.goBack();
  await expect(sidebar).toBeHidden();
});
