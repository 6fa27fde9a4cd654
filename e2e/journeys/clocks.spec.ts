import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test.use({
  serverEnv: { RATE_LIMIT_MESSAGES: '2', RATE_LIMIT_WINDOW_MS: '60000', RATE_LIMIT_MUTE_MS: '30000' },
});

for (const minutes of [-10, 10]) {
  test(`whose clock is ${String(minutes)} minutes off counts a mute down from thirty seconds`, async ({
    newcomer,
  }) => {
    const { page } = await newcomer('skewed');
    await page.addInitScript((offMs) => {
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...given: []) {
          super(...((given.length > 0 ? given : [Real.now() + offMs]) as []));
        }
        static override now() {
          return Real.now() + offMs;
        }
      } as DateConstructor;
      Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + offMs });
    }, minutes * 60_000);
    await page.reload();
    await chat.createRoom(page, roomName('Skewed'));
    for (const text of ['one', 'two', 'three']) await chat.say(page, text);
    await expect(page.getByText(/You can write again in 0:(30|2\d)$/)).toBeVisible();
    await expect(chat.composer(page)).toHaveValue('three');
    await page.reload();
    await expect(chat.message(page, 'two')).toBeVisible();
    await expect(chat.composer(page)).toHaveValue('three');
  });
}
