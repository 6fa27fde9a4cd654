import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Waits for what fades in, which has half its contrast for a moment: what has just been changed begins to fade with the next
 * frame. A fading that is cancelled is over as well.
 */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
}

/**
 * What others do may begin to fade in while axe looks: what is wrong in so many looks is wrong. They are counted, for one
 * look takes as long as the machine has other things to do.
 */
const LOOKS_MOST = 20;

/** Instead of half a megabyte, where an earlier look has left it in the page. */
const ALREADY_THERE = 'undefined';

/**
 * What axe finds. It runs in the page itself: only frames, which no page of ours has, need the blank page that it opens
 * to put together what it found in each. And it says what is wrong, not with which of a thousand places all is well.
 */
export async function violationsOn(page: Page): Promise<{ id: string; nodes: { html: string }[] }[]> {
  if (page.frames().length > 1) throw new Error('There is a frame: axe would not look into it.');
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: ALREADY_THERE }) });
  const { violations } = await axe
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations;
}

/** Axe finds nothing on the page once it stands still. @param place named where it does */
export async function expectNoViolations(page: Page, place = 'the page'): Promise<void> {
  const violations = async () => {
    await stillness(page);
    return (await violationsOn(page)).map(
      ({ id, nodes }) => `${place}: ${id} ${nodes.map(({ html }) => html).join(' | ')}`,
    );
  };
  let found = await violations();
  for (let looks = 1; found.length > 0 && looks < LOOKS_MOST; looks += 1) found = await violations();
  expect(found).toEqual([]);
}

/** The same, and nothing is wider than the page. */
export async function expectAccessible(page: Page, place = 'the page'): Promise<void> {
  await expectNoViolations(page, place);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${place} scrolls sideways`).toBeLessThanOrEqual(0);
}
