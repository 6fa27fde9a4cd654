import { expect, type Locator, type Page } from '@playwright/test';

/** What lies over the page: dialogs, sheets and small menus, the topmost last. */
export const layers = (page: Page): Locator => page.getByRole('dialog');

/** A page that was just made narrower is laid out in its next frame. */
export const isNoWiderThanThePage = (page: Page): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    )
    .toBeLessThanOrEqual(0);

/**
 * Nothing lies over the page, and its history stands at the place itself. The way back there from a layer that was
 * closed is gone by the browser a moment later, and ends any other that begins meanwhile: an address, a reload, Back.
 */
export async function settled(page: Page): Promise<void> {
  await expect(layers(page)).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => history.state as unknown)).toBeNull();
}
