import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, type Person, test } from '../support/world.js';

const composer = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name: `Message ${name}` });
const section = (page: Page, name: string): Locator => chat.rooms(page).getByRole('region', { name });
const row = (page: Page, name: string): Locator =>
  chat.rooms(page).getByRole('link', { name: new RegExp(`^${name}(, (\\d+ )?unread)?$`) });

async function say(page: Page, name: string, text: string): Promise<void> {
  await composer(page, name).fill(text);
  await composer(page, name).press('Enter');
  await chat.hears(page, text);
}

async function writeTo(page: Page, ...people: string[]): Promise<void> {
  await chat.rooms(page).getByRole('button', { name: 'New message' }).click();
  const dialog = page.getByRole('dialog', { name: 'New message' });
  for (const name of people) {
    await dialog.getByRole('combobox').fill(name);
    await dialog.getByRole('option', { name }).click();
    await expect(dialog.getByRole('button', { name: `Take ${name} out` })).toBeVisible();
  }
  await dialog.getByRole('button', { name: 'Open' }).click();
}

test('people write to each other, in twos, in groups and to themselves', async ({ newcomer }) => {
  const [anna, ben, cem] = (await Promise.all(['anna', 'ben', 'cem'].map((name) => newcomer(name)))) as [
    Person,
    Person,
    Person,
  ];

  // By the keyboard alone, from wherever one is.
  await anna.page.keyboard.press('Control+k');
  await expect(anna.page.getByRole('combobox')).toBeFocused();
  await anna.page.keyboard.type(ben.username);
  await expect(anna.page.getByRole('option', { name: ben.username })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await anna.page.keyboard.press('Enter');
  await expect(composer(anna.page, ben.username)).toBeFocused();
  await expect(anna.page.getByRole('heading', { level: 1, name: ben.username })).toBeVisible();
  await expect(anna.page.getByRole('main').getByText('Online', { exact: true })).toBeVisible();
  await expect(row(anna.page, ben.username)).toBeVisible();
  await expect(section(ben.page, 'Direct messages').getByRole('link')).toHaveCount(0);

  // The other sees it with the first message.
  await say(anna.page, ben.username, 'Are you there?');
  await expect(row(ben.page, anna.username)).toHaveAccessibleName(/1 unread/);
  await row(ben.page, anna.username).click();
  await chat.hears(ben.page, 'Are you there?');
  // The first letters may come before the room is there to be told; whoever writes goes on writing.
  await expect(async () => {
    await composer(ben.page, anna.username).press('y');
    await expect(row(anna.page, ben.username).locator('[data-typing]')).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await say(ben.page, anna.username, 'Yes, I am');
  await chat.hears(anna.page, 'Yes, I am');
  const { pathname } = new URL(anna.page.url());

  // Nobody else finds it.
  await cem.page.goto(pathname);
  await expect(cem.page.getByText('This room is not here')).toBeVisible();

  // What is closed comes back with its next message.
  await ben.page.getByRole('button', { name: 'More about this room' }).click();
  await ben.page.getByRole('button', { name: 'Close conversation' }).click();
  await expect(row(ben.page, anna.username)).toHaveCount(0);
  await say(anna.page, ben.username, 'One more thing');
  await expect(row(ben.page, anna.username)).toHaveAccessibleName(/1 unread/);

  // More people make another group.
  await anna.page.getByRole('button', { name: 'More about this room' }).click();
  await anna.page.getByRole('button', { name: 'Add people' }).click();
  const adding = anna.page.getByRole('dialog', { name: 'Add people' });
  await adding.getByRole('combobox').fill(cem.username);
  await adding.getByRole('option', { name: cem.username }).click();
  await adding.getByRole('button', { name: 'Open' }).click();
  const both = `${ben.username}, ${cem.username}`;
  await expect(anna.page.getByRole('heading', { level: 1, name: both })).toBeVisible();
  await expect(anna.page).not.toHaveURL(new RegExp(pathname));
  await say(anna.page, both, 'Now we are three');
  await row(cem.page, `${anna.username}, ${ben.username}`).click();
  await chat.hears(cem.page, 'Now we are three');
  await expect(chat.message(cem.page, 'Are you there?')).toHaveCount(0);

  // Notes to oneself.
  await writeTo(anna.page, anna.username);
  await expect(anna.page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible();
  await expect(row(anna.page, 'Notes')).toBeVisible();
  await anna.page.getByRole('textbox', { name: 'Write a note to yourself' }).fill('Milk');
  await anna.page.keyboard.press('Enter');
  await chat.hears(anna.page, 'Milk');

  await expectAccessible(anna.page);
  await anna.page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(anna.page);
  await anna.page.setViewportSize({ width: 360, height: 640 });
  await anna.page.getByRole('button', { name: /^Open rooms/ }).click();
  await expectAccessible(anna.page);
});

test('a sidebar is arranged by key and by hand, the same on all devices', async ({ newcomer }) => {
  const anna = await newcomer('anna');
  const second = await anna.context.newPage();
  await chat.createRoom(anna.page, 'Alpha');
  await chat.createRoom(anna.page, 'Beta');
  await second.goto('/');
  await expect(row(second, 'Alpha')).toBeVisible();

  await row(anna.page, 'Alpha').focus();
  await anna.page.keyboard.press('Shift+F10');
  const menu = anna.page.getByRole('dialog', { name: 'What to do with Alpha' });
  await menu.getByRole('button', { name: 'Add to favourites' }).press('Enter');
  for (const page of [anna.page, second])
    await expect(section(page, 'Favourites').getByRole('link', { name: 'Alpha' })).toBeVisible();

  await row(second, 'Beta').hover();
  await second.getByRole('button', { name: 'More about Beta' }).click();
  await second.getByRole('button', { name: 'Move to a new section' }).click();
  await second.getByLabel('Name of a section').fill('Work');
  await second.keyboard.press('Enter');
  for (const page of [anna.page, second])
    await expect(section(page, 'Work').getByRole('link', { name: 'Beta' })).toBeVisible();

  // By hand.
  await row(anna.page, 'Beta').dragTo(row(anna.page, 'Alpha'), { targetPosition: { x: 40, y: 2 } });
  for (const page of [anna.page, second])
    await expect(section(page, 'Favourites').getByRole('link')).toHaveText(['Beta', 'Alpha']);

  await section(anna.page, 'Favourites').getByRole('button', { name: 'Favourites' }).click();
  for (const page of [anna.page, second])
    await expect(page.getByRole('button', { name: 'Favourites' })).toHaveAttribute('aria-expanded', 'false');
  await expect(row(anna.page, 'Alpha')).toHaveCount(0);

  await anna.page.getByRole('button', { name: 'Arrange the sidebar' }).click();
  await anna.page.getByRole('switch', { name: 'Only rooms with something new' }).click();
  await anna.page.getByRole('button', { name: 'Remove the section Work; its rooms stay' }).click();
  await anna.page.keyboard.press('Escape');
  await expect(row(second, 'General')).toHaveCount(0);
  await expect(section(second, 'Work')).toHaveCount(0);
  await anna.page.reload();
  await expect(section(anna.page, 'Rooms')).toBeVisible();
  await expect(row(anna.page, 'General')).toHaveCount(0);
});
