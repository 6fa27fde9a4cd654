import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test('two people meet in a room and talk', async ({ conversation }) => {
  const { alice, bob } = await conversation('Kitchen');

  await chat.say(alice.page, 'Coffee is ready.');
  await chat.hears(bob.page, 'Coffee is ready.');
  await chat.isStoredOnce(alice.page, 'Coffee is ready.');
  await chat.composer(bob.page).pressSequentially('On my way');
  await expect(async () => {
    await chat.composer(bob.page).press('!');
    await expect(alice.page.getByText(`${bob.username} is typing`)).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await chat.composer(bob.page).fill('On my way');
  await chat.composer(bob.page).press('Enter');
  await chat.hears(alice.page, 'On my way');
  await expect(alice.page.getByText(`${bob.username} is typing`)).toBeHidden();
});

test('a newcomer lands in General and can write at once', async ({ newcomer }) => {
  const { page } = await newcomer('newcomer');
  await expect(page.getByRole('textbox', { name: 'Message #General' })).toBeFocused();
  await chat.say(page, 'Hello, everybody.');
  await chat.hears(page, 'Hello, everybody.');
});

test('members are shown with who is here', async ({ conversation }) => {
  const { alice, bob } = await conversation('Roster');
  await alice.page.getByRole('button', { name: 'Members' }).click();
  const members = alice.page.getByRole('region', { name: 'Members' });
  const here = members.getByRole('list', { name: /^Here now/ });
  await expect(here.getByText(bob.username)).toBeVisible();
  await bob.context.close();
  await expect(members.getByRole('list', { name: /^Offline/ }).getByText(bob.username)).toBeVisible();
});

test('a room with news is marked until it is read', async ({ newcomer }) => {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  const [news, quiet] = [roomName('News'), roomName('Quiet')];
  await chat.createRoom(alice.page, news);
  await chat.joinRoom(bob.page, news);
  await chat.createRoom(bob.page, quiet);
  await chat.say(alice.page, 'Extra, extra');
  const link = chat.rooms(bob.page).getByRole('link', { name: new RegExp(`^${news}`) });
  await expect(link).toHaveAccessibleName(/1 unread/);
  await chat.openRoom(bob.page, news);
  await chat.hears(bob.page, 'Extra, extra');
  await expect(link).not.toHaveAccessibleName(/unread/);
});

test('history comes on scrolling up, and what is on the screen stays where it is', async ({
  newcomer,
  server,
}) => {
  const alice = await newcomer('alice');
  const room = roomName('History');
  await chat.createRoom(alice.page, room);
  const roomId = new URL(alice.page.url()).pathname.split('/').at(-1) ?? '';
  await server.fill(roomId, alice.username, 230);
  await alice.page.reload();
  await chat.hears(alice.page, 'line 230');
  const log = chat.messages(alice.page);
  const oldest = log.getByText(/^line \d+$/).first();
  for (let first = await oldest.innerText(); first !== 'line 1'; first = await oldest.innerText()) {
    const row = log.getByText(first, { exact: true });
    await log.evaluate((element) => element.scrollTo(0, 0));
    const before = (await row.boundingBox())?.y ?? 0;
    await expect(oldest).not.toHaveText(first);
    expect(Math.abs(((await row.boundingBox())?.y ?? 0) - before)).toBeLessThanOrEqual(1);
  }
  await chat.hears(alice.page, 'line 1');
});

test('a link to a room leads there, through the login and through joining', async ({ newcomer }) => {
  const alice = await newcomer('alice');
  const room = roomName('Linked');
  await chat.createRoom(alice.page, room);
  await chat.say(alice.page, 'You found it.');
  const bob = await newcomer('bob', {}, new URL(alice.page.url()).pathname);
  await bob.page.getByRole('button', { name: /^Join/ }).click();
  await chat.hears(bob.page, 'You found it.');
  await bob.page.goto(`/rooms/${crypto.randomUUID()}`);
  await expect(bob.page.getByRole('heading', { name: 'This room is not here' })).toBeVisible();
});

test('leaving a room takes it away, logging out leads to the login page', async ({ newcomer }) => {
  const { page } = await newcomer('alice');
  const room = roomName('Leaving');
  await chat.createRoom(page, room);
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('button', { name: 'Leave room' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /leave/i }).click();
  await expect(chat.rooms(page).getByRole('link', { name: new RegExp(`^${room}`) })).toHaveCount(0);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await expect(page.getByLabel('Your name')).toBeVisible();
});
