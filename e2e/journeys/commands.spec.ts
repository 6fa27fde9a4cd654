import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('what begins with a slash finds people, keeps a room quiet for a while, and leaves it', async ({
  conversation,
}) => {
  const { alice, bob, room } = await conversation('Slashes');
  const { page } = alice;
  const list = page.getByRole('listbox', { name: 'Commands' });

  await chat.say(page, '/help');
  await expect(page.getByText('Write / for all commands.')).toBeVisible();
  await chat.composer(page).press('/');
  await expect(list.getByRole('option', { name: '/dm' })).toBeVisible();
  for (const width of [360, 1_280]) {
    await page.setViewportSize({ width, height: 800 });
    await expectAccessible(page, `the commands at ${String(width)}`);
  }

  await chat.composer(page).fill('/mute soon');
  await chat.composer(page).press('Enter');
  await expect(page.getByText(/^For how long\?/)).toBeVisible();
  await expect(chat.composer(page)).toHaveValue('/mute soon');
  await chat.say(page, '/mute 2h');
  await expect(page.getByText(/^This room is quiet until /)).toBeVisible();
  await expect(chat.composer(page)).toHaveValue('');

  // What is to be said to bob alone is written there, and sent by the next key.
  await chat.say(page, `/dm @${bob.username} are you there?`);
  const field = page.getByRole('textbox', { name: `Message ${bob.username}` });
  await expect(field).toHaveValue('are you there?');
  await field.press('Enter');
  await chat.hears(page, 'are you there?');
  await chat
    .rooms(bob.page)
    .getByRole('link', { name: new RegExp(`^${alice.username}`) })
    .click();
  await chat.hears(bob.page, 'are you there?');

  await chat.openRoom(page, room);
  await expect(chat.composer(page)).toHaveValue('');
  await chat.say(page, '/leave');
  await page.getByRole('dialog', { name: 'Leave this room?' }).getByRole('button', { name: 'Stay' }).click();
  await expect(chat.rooms(page).getByText(room)).toBeVisible();
  await chat.openRoom(bob.page, room);
  await chat.say(bob.page, '/leave');
  await bob.page
    .getByRole('dialog', { name: 'Leave this room?' })
    .getByRole('button', { name: 'Leave room' })
    .click();
  await expect(chat.rooms(bob.page).getByText(room)).toHaveCount(0);
});

test('commands are completed by key: what the room is about, who comes in, what one does, and that one is away', async ({
  conversation,
  newcomer,
}) => {
  const { alice, bob, room } = await conversation('Keys');
  const carol = await newcomer('carol');
  const { page } = alice;
  const field = chat.composer(page);
  const list = page.getByRole('listbox', { name: 'Commands' });
  /** The first letters, the key that takes what is offered, and the rest. */
  const command = async (begun: string, { offered, rest }: { offered: string; rest: string }) => {
    await field.pressSequentially(begun);
    await expect(list.getByRole('option', { selected: true })).toContainText(offered);
    await field.press('Tab');
    await expect(field).toHaveValue(`${offered} `);
    await field.pressSequentially(rest);
    await field.press('Enter');
    await expect(field).toHaveValue('');
  };

  await command('/top', { offered: '/topic', rest: 'Soup at eight' });
  await expect(bob.page.getByRole('main').getByText('Soup at eight').first()).toBeVisible();
  await command('/inv', { offered: '/invite', rest: carol.username });
  await expect(chat.rooms(carol.page).getByRole('link', { name: new RegExp(`^${room}`) })).toBeVisible();
  await command('/me', { offered: '/me', rest: 'lays the table' });
  await expect(chat.message(bob.page, 'lays the table').locator('em')).toHaveText('lays the table');
  await command('/aw', { offered: '/away', rest: 'at the market' });
  await bob.page.getByRole('button', { name: 'Members', exact: true }).click();
  const members = bob.page.getByRole('region', { name: 'Members' });
  await expect(members.getByRole('img', { name: 'at the market' })).toBeVisible();
});
