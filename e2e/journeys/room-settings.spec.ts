import { ROLES } from '@chatket/contract';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test, type Person } from '../support/world.js';

const settings = (page: Page): Locator => page.getByRole('dialog', { name: /^Settings of / });

async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: 'Room settings' }).click();
  const dialog = settings(page);
  await dialog.waitFor();
  return dialog;
}

const turnTo = (dialog: Locator, name: string) => dialog.getByText(name, { exact: true }).first().click();

async function save(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Saved.')).toBeVisible();
}

/** An owner, a member and a second admin in one room. */
async function scene(newcomer: (name: string) => Promise<Person>) {
  const room = roomName('Orders of the house');
  const [owner, member, admin] = [await newcomer('owner'), await newcomer('member'), await newcomer('admin')];
  await chat.createRoom(owner.page, room);
  for (const { page } of [member, admin]) await chat.joinRoom(page, room);
  return { room, owner, member, admin };
}

test('an owner sets up a room, others see it at once and are told what they may not', async ({
  newcomer,
}) => {
  const { room, owner, member } = await scene(newcomer);
  const [mine, theirs] = [owner.page, member.page];

  const dialog = await openSettings(mine);
  const name = `${room} new`;
  await dialog.getByLabel('Room name').fill(name);
  await dialog.getByLabel('Topic').fill('What there **is** to eat');
  await dialog.getByLabel('What this room is for').fill('Everything about food.');
  await dialog.getByRole('button', { name: 'Choose an icon' }).click();
  await dialog.getByRole('searchbox').fill('teapot');
  await dialog
    .getByRole('button', { name: /teapot/ })
    .first()
    .click();
  await save(dialog);
  await expect(theirs.getByRole('link', { name }).getByText('🫖')).toBeVisible();
  await expect(theirs.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible();
  const topic = theirs.getByRole('button', { name: /^Topic:/ });
  await expect(topic.locator('strong')).toHaveText('is');
  await topic.click();
  await expect(
    theirs.getByRole('dialog', { name: 'Topic' }).getByText('Everything about food.'),
  ).toBeVisible();
  await theirs.keyboard.press('Escape');
  await expect(topic).toBeFocused();

  // What is refused says so at its field, and nothing is lost.
  await turnTo(dialog, 'Writing');
  await dialog.getByLabel('Longest message').fill('99999');
  await expect(dialog.getByRole('alert').filter({ hasText: 'A whole number from 1 to 4,000' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByLabel('Longest message').fill('20');
  await dialog.getByLabel('Slow mode').selectOption({ label: '1 minute' });
  await save(dialog);

  // A member's counter follows, and after a message the next one has to wait; the text is kept.
  await chat.composer(theirs).fill('x'.repeat(25));
  await expect(theirs.getByText('5 too many')).toBeVisible();
  await chat.say(theirs, 'first in line');
  await chat.hears(mine, 'first in line');
  await expect(theirs.getByRole('timer')).toContainText('Slow mode: your next message in');
  await chat.say(theirs, 'kept');
  await expect(chat.composer(theirs)).toHaveValue('kept');

  await dialog.getByLabel('Slow mode').selectOption({ label: 'Off' });
  await dialog.getByLabel('Who may write').selectOption({ label: 'Moderators and above' });
  await save(dialog);
  await expect(theirs.locator('#composer-note')).toHaveText('Only moderators may write here');
  await expect(chat.composer(theirs)).toHaveValue('kept');
  await expect(chat.composer(theirs)).not.toBeEditable();

  // Members read the settings, and why they cannot change them.
  const read = await openSettings(theirs);
  await expect(read.getByText('Only admins of this room may change this.')).toBeVisible();
  await expect(read.getByLabel('Room name')).toBeDisabled();
  await turnTo(read, 'Danger');
  await expect(read.getByRole('button', { name: 'Delete room' })).toBeDisabled();
  await theirs.keyboard.press('Escape');

  await turnTo(dialog, 'People');
  await dialog.getByLabel('Who finds the room').selectOption({ label: 'Only its members' });
  await save(dialog);
  await expect(theirs.getByRole('img', { name: 'Private room' })).toBeVisible();
});

test('a second admin changes what the owner leaves alone; archive, delete and restore are told', async ({
  newcomer,
  server,
}) => {
  const { owner, member, admin } = await scene(newcomer);
  const roomId = roomIdOf(owner.page);
  expect(roomId).not.toBe('');
  const dialog = await openSettings(owner.page);
  await dialog.getByLabel('Topic').fill('of the owner');

  // Both have it open: each saves only what they have changed.
  await server.promote(roomId, admin.username, ROLES.admin);
  await admin.page.reload();
  const other = await openSettings(admin.page);
  await other.getByLabel('What this room is for').fill('of the admin');
  await save(other);
  await save(dialog);
  await expect(other.getByLabel('What this room is for')).toHaveValue('of the admin');
  await admin.page.keyboard.press('Escape');
  await admin.page.getByRole('button', { name: 'Topic: of the owner' }).click();
  await expect(admin.page.getByText('of the admin')).toBeVisible();
  await admin.page.keyboard.press('Escape');
  const refused = await openSettings(admin.page);
  await turnTo(refused, 'Danger');
  await expect(refused.getByText('Only owners of this room may do this.')).toBeVisible();
  await expect(refused.getByRole('button', { name: 'Archive room' })).toBeDisabled();
  await admin.page.keyboard.press('Escape');

  await turnTo(dialog, 'Danger');
  await dialog.getByRole('button', { name: 'Archive room' }).click();
  for (const { page } of [member, admin])
    await expect(page.locator('#composer-note')).toHaveText('This room is archived: it can only be read');
  await dialog.getByRole('button', { name: 'Take out of the archive' }).click();
  await expect(chat.composer(member.page)).toBeEditable();

  await dialog.getByRole('button', { name: 'Delete room' }).click();
  await dialog.getByRole('button', { name: 'Yes, delete it' }).click();
  await expect(dialog.getByText('This room will be deleted')).toBeVisible();
  await expect(chat.composer(member.page)).not.toBeEditable();
  await dialog.getByRole('button', { name: 'Restore room' }).click();
  await expect(chat.composer(member.page)).toBeEditable();
  await owner.page.keyboard.press('Escape');
  await expect(settings(owner.page)).toHaveCount(0);
  await chat.say(member.page, 'still here');
  await chat.hears(owner.page, 'still here');
});

for (const [size, viewport] of Object.entries({
  wide: { width: 1280, height: 800 },
  narrow: { width: 360, height: 740 },
})) {
  test(`the settings are accessible by keyboard and to every eye: ${size}`, async ({ newcomer }) => {
    const { page } = await newcomer('reader');
    await page.getByRole('button', { name: 'Create room' }).first().click();
    const create = page.getByRole('dialog', { name: 'Create a room' });
    await create.getByLabel('Room name').fill(roomName('Private'));
    await create.getByLabel('Topic (optional)').fill('Said in *one* line');
    await create.getByText('Only its members').click();
    await expect(create.getByText('People come in by invitation')).toBeVisible();
    await create.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('img', { name: 'Private room' })).toBeVisible();
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `room, ${colorScheme}`);
      await page.getByRole('button', { name: 'More about this room' }).press('Enter');
      const entry = page.getByRole('button', { name: 'Room settings' });
      await expect(async () => {
        await page.keyboard.press('ArrowDown');
        await expect(entry).toBeFocused({ timeout: 500 });
      }).toPass();
      await page.keyboard.press('Enter');
      const dialog = settings(page);
      await dialog.waitFor();
      for (const name of ['General', 'Writing', 'People', 'Danger']) {
        await turnTo(dialog, name);
        await expectAccessible(page, `${name}, ${colorScheme}`);
      }
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  });
}
