import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const NOTHING = ['   ', '\u2800', '\u200b\u2060', '\u0301\u0327', '\u3164', '\u{e0041}', '\ufe0f', '\ufffc'];

test('what nobody would see is not offered to be sent, created or logged in with', async ({
  newcomer,
  browser,
  url,
}) => {
  const { page } = await newcomer('blank');
  await page.getByRole('button', { name: 'Create room' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Create a room' });
  const create = dialog.getByRole('button', { name: 'Create' });
  for (const nothing of NOTHING) {
    await dialog.getByLabel('Room name').fill(nothing);
    await expect(create).toBeDisabled();
  }
  await dialog.getByLabel('Room name').fill('x'.repeat(81));
  await expect(create).toBeDisabled();
  const room = roomName('Visible');
  await dialog.getByLabel('Room name').fill(room);
  await create.click();

  const send = page.getByRole('button', { name: 'Send' });
  for (const nothing of NOTHING) {
    await chat.composer(page).fill(nothing);
    await expect(send).toBeDisabled();
    await chat.composer(page).press('Enter');
  }
  // Half a pair does not travel from here: it is typed in the page.
  await chat.composer(page).evaluate((field: HTMLTextAreaElement) => {
    field.focus();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as the browser does for a key
    document.execCommand('insertText', false, `half ${String.fromCharCode(0xd83d)}`);
  });
  await expect(send).toBeDisabled();
  await expect(page.getByText('There is a broken character in this text')).toBeVisible();
  await chat.say(page, 'e\u0301 ❤️');
  await expect(
    chat
      .messages(page)
      .getByRole('listitem')
      .filter({ has: page.locator('time') }),
  ).toHaveCount(1);
  await expect(page.getByText('Not sent')).toHaveCount(0);

  const context = await browser.newContext({ baseURL: url, locale: 'tr-TR' });
  const login = await context.newPage();
  await login.goto('/');
  for (const nothing of NOTHING) {
    await login.getByLabel('Adınız').fill(nothing);
    await expect(login.getByRole('button', { name: 'Devam' })).toBeDisabled();
  }
  await login.getByLabel('Adınız').fill('Σίσυφος');
  await login.getByRole('button', { name: 'Devam' }).click();
  await expect(login.getByRole('alert')).toContainText('a-z');
  const tail = String(process.pid);
  await login.getByLabel('Adınız').fill(`İlker-${tail}`);
  await login.getByRole('button', { name: 'Devam' }).click();
  await expect(login.getByText(`ilker-${tail}`)).toBeVisible();
  await context.close();
});
