import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('emoji are found by shortcode and in the picker, with the keyboard', async ({ newcomer }) => {
  const { page } = await newcomer('smiler');
  await chat.createRoom(page, roomName('Emoji'));
  const composer = chat.composer(page);
  await composer.pressSequentially('well done :tad');
  const suggestions = page.getByRole('listbox', { name: 'Emoji suggestions' });
  const tada = suggestions.getByRole('option', { name: ':tada:' });
  await expect(tada).toHaveAttribute('aria-selected', 'false');
  await composer.press('ArrowDown');
  await expect(tada).toHaveAttribute('aria-selected', 'true');
  await composer.press('Enter');
  await expect(composer).toHaveValue('well done 🎉 ');
  await composer.pressSequentially(':coffee:');
  await expect(composer).toHaveValue('well done 🎉 ☕️ ');
  await composer.pressSequentially(':ro');
  await expect(suggestions).toBeVisible();
  await composer.press('Escape');
  await expect(suggestions).toHaveCount(0);
  await expect(composer).toHaveValue('well done 🎉 ☕️ :ro');
  await composer.fill('');

  await page.getByRole('button', { name: 'Emoji' }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await expect(picker.getByLabel('Search emoji')).toBeFocused();
  await expect(picker.getByRole('region', { name: 'Recent' }).getByRole('button')).toHaveCount(2);
  await picker.getByLabel('Search emoji').fill('rocket');
  await picker.getByLabel('Search emoji').press('ArrowDown');
  await expect(picker.getByRole('button', { name: 'rocket' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(picker).toHaveCount(0);
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue('🚀');
});

test('keys mark the selection', async ({ newcomer }) => {
  const { page } = await newcomer('writer');
  await chat.createRoom(page, roomName('Marks'));
  const composer = chat.composer(page);
  await composer.fill('be bold');
  await composer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 7));
  await composer.press('Control+b');
  await expect(composer).toHaveValue('be **bold**');
  await composer.press('Control+b');
  await expect(composer).toHaveValue('be bold');
  await composer.press('Control+Shift+x');
  await expect(composer).toHaveValue('be ~~bold~~');
});

test('a finger that rests on a message brings up what can be done with it', async ({ newcomer }) => {
  const { page } = await newcomer('toucher', { hasTouch: true });
  await page.setViewportSize({ width: 360, height: 740 });
  await chat.composer(page).fill('press me');
  await page.getByRole('button', { name: 'Send' }).click();
  await chat.isStoredOnce(page, 'press me');
  const box = await chat.message(page, 'press me').boundingBox();
  const touch = await page.context().newCDPSession(page);
  const at = { x: (box?.x ?? 0) + 120, y: (box?.y ?? 0) + (box?.height ?? 0) - 8 };
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  const sheet = page.getByRole('dialog', { name: 'Message actions' });
  await expect(sheet.getByRole('button', { name: 'Copy link' })).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await sheet.getByRole('button', { name: 'Copy text' }).click();
  await expect(sheet).toHaveCount(0);
});

test('a field that grows pushes the newest message up and not out of sight', async ({ newcomer, server }) => {
  const { page, username } = await newcomer('writer');
  await chat.createRoom(page, roomName('Growing'));
  await page.setViewportSize({ width: 360, height: 740 });
  await server.fill(roomIdOf(page), username, 60);
  await chat.say(page, 'the newest');
  await chat.isStoredOnce(page, 'the newest');
  const field = chat.composer(page);
  const heightOf = async () => (await field.boundingBox())?.height ?? 0;
  const small = await heightOf();
  await field.fill(Array(9).fill('line').join('\n'));
  await field.press('End');
  await field.pressSequentially(' and more');
  expect(await heightOf()).toBeGreaterThan(small + 8 * 20);
  await expect(chat.message(page, 'the newest')).toBeInViewport();
  await expect(page.getByRole('button', { name: /Latest|new/ })).toHaveCount(0);
  await field.fill('');
  await expect.poll(heightOf).toBe(small);
});

test('on a telephone what is written has the whole width, and the emoji stay on the screen', async ({
  conversation,
}) => {
  const { alice } = await conversation('Wide', {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = alice;
  const field = chat.composer(page);
  const before = await field.boundingBox();
  expect(before?.width ?? 0).toBeGreaterThan(300);
  await field.fill('written on the way');
  await expect(page.getByRole('button', { name: 'Send later' })).toBeVisible();
  // It does not jump to another place with the first letter.
  expect(await field.boundingBox()).toEqual(before);
  await page.getByRole('button', { name: 'Emoji' }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await expect(picker.getByRole('option').first().or(picker.getByRole('button').first())).toBeVisible();
  const { x = -1, y = -1, width = 0 } = (await picker.boundingBox()) ?? {};
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(360);
});
