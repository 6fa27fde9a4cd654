import type { CDPSession, Page } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

/** A key that went to an input method, as the browsers tell of it. */
async function pressInMethod(page: Page, key: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['rawKeyDown', 'keyUp'] as const)
    await devtools.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: 229 });
}

const compose = (devtools: CDPSession, text: string) =>
  devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

for (const [language, word] of [
  ['Japanese', '日本語'],
  ['Chinese', '你好'],
  ['Korean', '안녕'],
] as const) {
  test(`the Enter that ends a ${language} word does not send it, whichever comes first`, async ({
    newcomer,
  }) => {
    const { page } = await newcomer('composer');
    await chat.createRoom(page, roomName('Words'));
    const composer = chat.composer(page);
    await composer.focus();
    const devtools = await page.context().newCDPSession(page);

    // Chrome: the key comes while the word is still composed.
    await compose(devtools, word);
    await pressInMethod(page, 'Enter');
    await devtools.send('Input.insertText', { text: word });
    await expect(composer).toHaveValue(word);
    // Safari: the word is there before the key.
    await compose(devtools, word);
    await devtools.send('Input.insertText', { text: word });
    await pressInMethod(page, 'Enter');
    await expect(composer).toHaveValue(word + word);
    await composer.press('Enter');
    await expect(composer).toHaveValue('');
    await chat.isStoredOnce(page, word + word);
  });
}

test('keys of an input method neither choose, nor close, nor lead anywhere', async ({ newcomer }) => {
  const { page } = await newcomer('composer');
  const room = roomName('Here');
  await chat.createRoom(page, roomName('There'));
  await chat.createRoom(page, room);
  const composer = chat.composer(page);

  await composer.pressSequentially(':tada');
  const suggestions = page.getByRole('listbox', { name: 'Emoji suggestions' });
  await expect(suggestions).toBeVisible();
  for (const key of ['ArrowDown', 'Escape', 'Tab', 'Enter']) await pressInMethod(page, key);
  await expect(composer).toHaveValue(':tada');
  await expect(suggestions.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await composer.fill('');

  await page.keyboard.press('Control+k');
  const switcher = page.getByRole('dialog');
  await switcher.getByRole('combobox').fill('there');
  for (const key of ['ArrowDown', 'Escape', 'Enter']) await pressInMethod(page, key);
  await expect(switcher).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(switcher).toHaveCount(0);

  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  await page.getByLabel('Search emoji').fill('rocket');
  for (const key of ['ArrowDown', 'Escape', 'Enter']) await pressInMethod(page, key);
  await expect(page.getByLabel('Search emoji')).toBeFocused();
  await expect(composer).toHaveValue('');
  await page.getByLabel('Search emoji').press('Escape');

  await page.getByRole('button', { name: 'Create room' }).first().click();
  await page.getByLabel('Room name').fill('部屋');
  for (const key of ['Escape', 'Enter']) await pressInMethod(page, key);
  await expect(page.getByLabel('Room name')).toHaveValue('部屋');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
});
