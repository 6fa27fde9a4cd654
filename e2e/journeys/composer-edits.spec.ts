import type { BrowserContext, Locator } from '@playwright/test';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

/** What a field shows after each of so many times Ctrl+Z, or Ctrl+Shift+Z. */
async function after(field: Locator, key: string, times: number): Promise<string[]> {
  const values: string[] = [];
  for (let count = 0; count < times; count += 1) {
    await field.press(key);
    values.push(await field.inputValue());
  }
  return values;
}

/** A text field with nothing around it, in a page of its own, because fields of one page share their history. */
async function bareField(context: BrowserContext): Promise<Locator> {
  const page = await context.newPage();
  await page.goto('/robots.txt');
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'bare';
    document.body.prepend(field);
  });
  return page.locator('#bare');
}

async function pasteInto(field: Locator, text: string): Promise<void> {
  await field.page().evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field.press('Control+v');
}

test('what is typed and pasted is taken back as in a bare field', async ({ newcomer }) => {
  const { page, context } = await newcomer('undoer');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.createRoom(page, roomName('Taken back'));
  const histories: string[][] = [];
  for (const field of [await bareField(context), chat.composer(page)]) {
    await field.page().bringToFront();
    await field.focus();
    await field.pressSequentially('one two three');
    await field.press('Home');
    await field.pressSequentially('zero ');
    await field.press('End');
    await pasteInto(field, ' four\nfive');
    await field.press('Backspace');
    await field.press('Control+ArrowLeft');
    await field.pressSequentially('and ');
    histories.push([...(await after(field, 'Control+z', 8)), ...(await after(field, 'Control+Shift+z', 8))]);
  }
  expect(histories[1]).toEqual(histories[0]);
  expect(new Set(histories[1]).size).toBeGreaterThan(4);
});

test('what the composer writes for the person is taken back, one thing at a time', async ({ newcomer }) => {
  const { page } = await newcomer('undoer');
  await chat.createRoom(page, roomName('Taken back'));
  const composer = chat.composer(page);
  await composer.pressSequentially('well :tad');
  await expect(page.getByRole('listbox', { name: 'Emoji suggestions' })).toBeVisible();
  await composer.pressSequentially('a:');
  await expect(composer).toHaveValue('well 🎉 ');
  await composer.pressSequentially('done');
  await composer.press('Control+z');
  await expect(composer).toHaveValue('well 🎉 ');
  await composer.press('Control+z');
  await expect(composer).toHaveValue('well :tada:');
  await composer.press('Control+Shift+z');
  await expect(composer).toHaveValue('well 🎉 ');

  await composer.press('Control+Shift+ArrowLeft');
  await composer.press('Control+b');
  const marked = await composer.inputValue();
  expect(marked).toMatch(/\*\*.+\*\*/);
  await composer.press('Control+z');
  await expect(composer).toHaveValue('well 🎉 ');

  await composer.press('End');
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  await page.getByLabel('Search emoji').fill('rocket');
  await page.getByLabel('Search emoji').press('Enter');
  await expect(composer).toHaveValue('well 🎉 🚀');
  await expect(composer).toBeFocused();
  await composer.press('Control+z');
  await expect(composer).toHaveValue('well 🎉 ');
});

test('what was sent does not come back by undoing, and rooms do not share what can be undone', async ({
  newcomer,
}) => {
  const { page } = await newcomer('undoer');
  const [first, second] = [roomName('First'), roomName('Second')];
  await chat.createRoom(page, first);
  await chat.composer(page).pressSequentially('sent away');
  await chat.composer(page).press('Enter');
  await chat.isStoredOnce(page, 'sent away');
  expect(await after(chat.composer(page), 'Control+z', 2)).toEqual(['', '']);
  await chat.composer(page).pressSequentially('of the first');
  await chat.createRoom(page, second);
  expect(await after(chat.composer(page), 'Control+z', 2)).toEqual(['', '']);
  await chat.openRoom(page, first);
  await expect(chat.composer(page)).toHaveValue('of the first');
});

test('only what was chosen or written to its end becomes an emoji', async ({ newcomer }) => {
  const { page } = await newcomer('smiler');
  await chat.createRoom(page, roomName('Faces'));
  const composer = chat.composer(page);
  const suggestions = page.getByRole('listbox', { name: 'Emoji suggestions' });
  await composer.pressSequentially(':smi');
  await expect(suggestions).toBeVisible();
  await composer.fill('');
  for (const face of [':DD', ':-P', ':)', ':PP', ':-DD', ':the', 'so :tad']) {
    await composer.pressSequentially(face);
    await composer.press('Enter');
    await chat.isStoredOnce(page, face);
  }
  await composer.pressSequentially('go :DD');
  await composer.press('Tab');
  await expect(composer).toHaveValue('go :DD');
  await expect(composer).not.toBeFocused();
  await composer.fill('');
  await composer.pressSequentially('go :rocket');
  await composer.press('Tab');
  await expect(composer).toHaveValue('go 🚀 ');
  await expect(composer).toBeFocused();
  await composer.pressSequentially(' now :tada: and :coffee: .');
  await expect(composer).toHaveValue('go 🚀 now 🎉 and ☕️ .');
});

test('code stays as it is written', async ({ newcomer }) => {
  const { page } = await newcomer('coder');
  await chat.createRoom(page, roomName('Code'));
  const composer = chat.composer(page);
  await composer.pressSequentially(':tada:');
  await expect(composer).toHaveValue('🎉 ');
  for (const code of ['`:tada:`', 'say `a :tada: b', '``x ` :tada:``']) {
    await composer.fill('');
    await composer.pressSequentially(code);
    await expect(composer).toHaveValue(code);
  }
  await composer.fill('');
  for (const line of ['```', ':tada:', '```']) {
    await composer.pressSequentially(line);
    await composer.press('Shift+Enter');
  }
  await composer.pressSequentially(':tada:');
  await expect(composer).toHaveValue('```\n:tada:\n```\n🎉 ');
});

test('a shortcode that was written before the emoji have come is completed when they come', async ({
  newcomer,
}) => {
  const { page } = await newcomer('hasty', { serviceWorkers: 'block' });
  await chat.createRoom(page, roomName('Hasty'));
  const held: (() => void)[] = [];
  await page.route(/\/assets\/.*emoji-data.*\.js/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  const composer = chat.composer(page);
  await composer.pressSequentially('well :tada: done `:tada:` and :coffee: too');
  await expect.poll(() => held.length).toBe(1);
  await expect(composer).toHaveValue('well :tada: done `:tada:` and :coffee: too');
  held[0]?.();
  await expect(composer).toHaveValue('well 🎉 done `:tada:` and ☕️ too');
  await composer.pressSequentially('!');
  await expect(composer).toHaveValue('well 🎉 done `:tada:` and ☕️ too!');
  expect((await after(composer, 'Control+z', 3)).at(-1)).toBe('well :tada: done `:tada:` and :coffee: too');
});
