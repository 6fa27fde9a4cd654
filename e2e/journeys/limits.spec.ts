import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test.use({
  serverEnv: { RATE_LIMIT_MESSAGES: '2', RATE_LIMIT_WINDOW_MS: '10000', RATE_LIMIT_MUTE_MS: '12000' },
});

test('whoever writes too fast is muted for a while and keeps the text', async ({ newcomer }) => {
  const { page } = await newcomer('hasty');
  await chat.createRoom(page, roomName('Hasty'));
  for (const text of ['one', 'two', 'three']) await chat.say(page, text);
  await expect(page.getByText(/You can write again in 0:[01]\d/)).toBeVisible();
  await expect(chat.composer(page)).toHaveValue('three');
  await expect(page.getByText(/You can write again in/)).toBeHidden();
  await chat.composer(page).press('Enter');
  await chat.isStoredOnce(page, 'three');
});

test('a text that is too long cannot be sent and says by how much', async ({ newcomer }) => {
  const { page } = await newcomer('wordy');
  await chat.createRoom(page, roomName('Wordy'));
  await chat.composer(page).fill('x'.repeat(4_005));
  await chat.composer(page).press('Enter');
  await expect(chat.composer(page)).toHaveValue('x'.repeat(4_005));
  await chat.composer(page).fill('x'.repeat(4_000));
  await chat.composer(page).press('Enter');
  await chat.isStoredOnce(page, 'x'.repeat(4_000));
});
