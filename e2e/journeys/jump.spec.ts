import type { Locator } from '@playwright/test';
import { chat, roomIdOf } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const READ = 420;
const WORDS_MOST = 60;

const toEnd = (log: Locator) =>
  log.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);

/** When the view has been in the same place for a while of pictures: nothing scrolls it any more. */
const atRest = (log: Locator) =>
  log.evaluate(async (element) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let still = 0;
    for (let before = element.scrollTop; still < 10; before = element.scrollTop) {
      await frame();
      still = element.scrollTop === before ? still + 1 : 0;
    }
  });

/** Presses the pill in the picture in which the view is first seen to move by so much, and is still on its way. */
const pressUnderWay = (log: Locator, distance: number) =>
  log.evaluate(
    (element, least) =>
      new Promise<void>((resolve) => {
        // Told from the end: what comes in above changes nothing there.
        const toEnd = () => element.scrollHeight - element.scrollTop - element.clientHeight;
        const begin = toEnd();
        const look = () => {
          const pill = [...document.querySelectorAll('button')].find(({ textContent }) =>
            /^(\d+ new|Latest)$/.test(textContent),
          );
          if (!pill || toEnd() - begin < least) return requestAnimationFrame(look);
          pill.click();
          resolve();
        };
        look();
      }),
    distance,
  );

/** Scrolls up, and jumps meanwhile. What is measured on the way may end the scroll before: then it is begun again. */
async function jumpMeanwhile(log: Locator, scroll: () => Promise<void>, distance: number) {
  const pressed = pressUnderWay(log, distance).then(() => true);
  await expect(async () => {
    await scroll();
    expect(await Promise.race([pressed, atRest(log).then(() => false)])).toBe(true);
  }).toPass();
}

test('a jump to the end leads there, also while the view is still scrolled up', async ({
  conversation,
  server,
}) => {
  const { alice, bob } = await conversation('Jump');
  const { page } = bob;
  await server.fill(roomIdOf(alice.page), alice.username, READ, WORDS_MOST);
  await page.reload();
  const log = chat.messages(page);
  await log.getByText(new RegExp(`^line ${READ} `)).waitFor();
  await expect(async () => {
    await log.press('End');
    await atRest(log);
    expect(await toEnd(log)).toBeLessThanOrEqual(1);
  }).toPass();
  const scrollUp: Record<string, () => Promise<void>> = {
    'by a key': () => log.press('Home'),
    'by a wheel': async () => {
      await log.hover();
      await page.mouse.wheel(0, -1_500);
    },
  };
  for (const [manner, go] of Object.entries(scrollUp))
    for (const distance of [150, 400, 700, 1_000, 1_200]) {
      await jumpMeanwhile(log, go, distance);
      await atRest(log);
      expect.soft(await toEnd(log), `${manner}, after ${distance} px`).toBeLessThanOrEqual(1);
    }

  // Who scrolls away from there is away.
  await jumpMeanwhile(log, () => log.press('Home'), 400);
  await log.hover();
  const turn = async () => {
    await page.mouse.wheel(0, -200);
    return toEnd(log);
  };
  await expect.poll(turn).toBeGreaterThan(400);
  await atRest(log);
  expect(await toEnd(log)).toBeGreaterThan(400);
});
