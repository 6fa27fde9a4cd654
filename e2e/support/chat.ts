import { expect, type Locator, type Page } from '@playwright/test';

/** The chat as a person sees it: where things are and what can be done. */
export const chat = {
  rooms: (page: Page): Locator => page.getByRole('navigation', { name: 'Rooms' }),
  messages: (page: Page): Locator => page.getByRole('log', { name: 'Messages' }),
  message: (page: Page, text: string): Locator =>
    chat
      .messages(page)
      .getByRole('listitem')
      .filter({ has: page.getByText(text, { exact: true }) }),
  composer: (page: Page): Locator => page.getByRole('textbox', { name: /^Message #/ }),

  async createRoom(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Create room' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Create a room' });
    await expect(dialog.getByLabel('Room name')).toBeFocused();
    await dialog.getByLabel('Room name').fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('textbox', { name: `Message #${name}` }).waitFor();
  },

  async joinRoom(page: Page, name: string): Promise<void> {
    await chat.rooms(page).getByText('Discover rooms').click();
    await page.getByLabel('Search rooms', { exact: true }).fill(name);
    // Until then the list still moves under the pointer.
    await expect(page.getByRole('list', { name: 'All rooms' }).getByRole('listitem')).toHaveCount(1);
    await page.getByRole('button', { name: `Join ${name}` }).click();
    await page.getByRole('textbox', { name: `Message #${name}` }).waitFor();
  },

  async openRoom(page: Page, name: string): Promise<void> {
    await chat
      .rooms(page)
      .getByRole('link', { name: new RegExp(`^${name}`) })
      .click();
    await page.getByRole('textbox', { name: `Message #${name}` }).waitFor();
  },

  /** To the last line, wherever the room has opened: at its end, or where what is unread begins. */
  async toEnd(page: Page, text: string): Promise<void> {
    const log = chat.messages(page);
    await expect(async () => {
      await log.press('End');
      await expect(log.getByText(text, { exact: true })).toBeVisible({ timeout: 1_000 });
    }).toPass();
  },

  async say(page: Page, text: string): Promise<void> {
    await chat.composer(page).fill(text);
    await chat.composer(page).press('Enter');
  },

  async hears(page: Page, text: string, options: { timeout?: number } = {}): Promise<void> {
    await expect(chat.message(page, text)).toBeVisible(options);
  },

  /** Does something with a message that stands in its menu only. */
  async act(message: Locator, name: string): Promise<void> {
    await message.hover();
    await message.getByRole('button', { name: 'Message actions' }).click();
    await message
      .page()
      .getByRole('dialog', { name: 'Message actions' })
      .getByRole('button', { name })
      .click();
  },

  /** Acked and shown once: it has the time that nothing has which is still on its way. */
  async isSentOnce(page: Page, text: string): Promise<void> {
    await expect(chat.message(page, text)).toHaveCount(1);
    await expect(chat.message(page, text).locator('time')).toHaveCount(1);
  },

  /** Stored and shown once: something can be done with it from now on. */
  async isStoredOnce(page: Page, text: string): Promise<void> {
    await expect(chat.message(page, text)).toHaveCount(1);
    await expect(chat.message(page, text).locator('[data-message=stored]')).toHaveCount(1);
  },

  /**
   * Looks from now on for what will be said for a few seconds only: to be begun before it is, and awaited after others
   * have been waited for.
   */
  willSay(page: Page, text: string | RegExp): Promise<void> {
    const said = expect(page.getByText(text)).toBeVisible();
    // A journey that ends before is told of by what has ended it.
    said.catch(() => undefined);
    return said;
  },

  /** What takes the last thing back stays as long as the pointer is on it: others may be waited for meanwhile. */
  async holdUndo(within: Page | Locator): Promise<void> {
    await within.getByRole('button', { name: 'Undo' }).last().hover();
  },
};

/** A room name that nobody else in this run uses. */
export function roomName(about: string): string {
  return `${about} ${crypto.randomUUID().slice(0, 6)}`;
}

/** The id of the room that a page shows. */
export function roomIdOf(page: Page): string {
  return /\/rooms\/([^/]+)/.exec(page.url())?.[1] ?? '';
}
