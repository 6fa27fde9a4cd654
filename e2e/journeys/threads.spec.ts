import type { Room } from '@chatket/contract';
import type { Locator, Page } from '@playwright/test';
import { call, logIn as openSession } from '../../rig/people.mjs';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { isKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Thread', exact: true });
const field = (page: Page): Locator => panel(page).getByRole('textbox', { name: 'Reply in thread' });
const replies = (page: Page): Locator => panel(page).getByRole('log', { name: 'Replies' });
const reply = (page: Page, text: string): Locator =>
  replies(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(text, { exact: true }) });
const summary = (page: Page, text: string): Locator =>
  chat.message(page, text).getByRole('button', { name: /in the thread, the last by/ });
const linkTo = (page: Page, room: string): Locator =>
  chat.rooms(page).getByRole('link', { name: new RegExp(`^${room}`) });
const isThreadUnread = (page: Page, room: string) =>
  expect(linkTo(page, room)).toHaveAccessibleName(/1 thread with something unread/);
const isNothingUnread = (page: Page, room: string) => expect(linkTo(page, room)).toHaveAccessibleName(room);
const row = (page: Page, text: string): Locator => chat.message(page, text).getByRole('article');

async function answer(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

const PHONE = { viewport: { width: 360, height: 740 } };

/** @param look at what can be chosen */
async function hearOfMyNameOnly(page: Page, look?: () => Promise<void>): Promise<void> {
  const bell = panel(page).getByRole('button', { name: /^Notifications:/ });
  await expect(bell).toHaveAccessibleName('Notifications: All replies');
  await bell.click();
  const menu = page.getByRole('dialog', { name: 'Notify me in this thread about' });
  await expect(menu.getByRole('radio', { name: 'All replies' })).toBeChecked();
  await look?.();
  await menu.getByText('Mentions of my name').click();
  await expect(menu.getByRole('radio', { name: 'Mentions of my name' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(bell).toHaveAccessibleName('Notifications: Mentions of my name');
}

test('two people talk in a thread on three devices, as they do in the room', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob, room } = await conversation('Threads');
  await chat.say(alice.page, 'Who cooks tonight?');
  await chat.hears(bob.page, 'Who cooks tonight?');
  const phone = await anotherDevice(alice, new URL(alice.page.url()).pathname, PHONE);
  await chat.hears(phone, 'Who cooks tonight?');

  await test.step('bob opens the thread with a key, leaves a draft, and comes back to where he was', async () => {
    await row(bob.page, 'Who cooks tonight?').focus();
    await bob.page.keyboard.press('t');
    await expect(field(bob.page)).toBeFocused();
    await expect(replies(bob.page)).toContainText('Who cooks tonight?');
    await expectAccessible(bob.page);
    await field(bob.page).fill('I do, with');
    await chat.composer(bob.page).fill('something for the room');
    await field(bob.page).focus();
    await bob.page.keyboard.press('Escape');
    await expect(panel(bob.page)).toHaveCount(0);
    await expect(row(bob.page, 'Who cooks tonight?')).toBeFocused();
    await bob.page.reload();
    await row(bob.page, 'Who cooks tonight?').focus();
    await bob.page.keyboard.press('t');
    await expect(field(bob.page)).toHaveValue('I do, with');
    await expect(chat.composer(bob.page)).toHaveValue('something for the room');
    await chat.composer(bob.page).fill('');
  });

  await test.step('alice elsewhere sees the room bold with a thread, and reads it in the thread', async () => {
    await chat.createRoom(alice.page, roomName('Elsewhere'));
    await answer(bob.page, 'I do, with bread');
    await expect(reply(bob.page, 'I do, with bread').locator('time')).toHaveCount(1);
    await expect(chat.message(bob.page, 'I do, with bread')).toHaveCount(0);
    await isThreadUnread(alice.page, room);
    await chat.openRoom(alice.page, room);
    await expect(summary(alice.page, 'Who cooks tonight?')).toHaveAccessibleName(
      new RegExp(`^1 reply in the thread, the last by ${bob.username}`),
    );
    await expect(chat.message(alice.page, 'I do, with bread')).toHaveCount(0);
    await isThreadUnread(alice.page, room);
    await summary(alice.page, 'Who cooks tonight?').click();
    await expect(reply(alice.page, 'I do, with bread')).toBeVisible();
    await isNothingUnread(alice.page, room);
  });

  await test.step('alice wants to hear of her name only in this thread, on all her devices', async () => {
    await hearOfMyNameOnly(alice.page, () => expectAccessible(alice.page));
    await summary(phone, 'Who cooks tonight?').click();
    await expect(
      panel(phone).getByRole('button', { name: 'Notifications: Mentions of my name' }),
    ).toBeVisible();
    await panel(phone).getByRole('button', { name: 'Close the thread' }).click();
    await chat.act(reply(alice.page, 'I do, with bread'), 'Why was I notified?');
    await expect(alice.page.getByText(/This thread is set to “Mentions of my name”/)).toBeVisible();
  });

  await test.step('bob writes in the thread as he does in the room: commands, names, and his last one again', async () => {
    await field(bob.page).fill('/');
    await expect(bob.page.getByRole('option', { name: '/shrug' })).toBeVisible();
    await expect(bob.page.getByRole('option', { name: '/poll' })).toHaveCount(0);
    await answer(bob.page, '/shrug why not');
    const shrug = replies(bob.page).getByText(/^why not/);
    await expect(shrug).toBeVisible();
    await expect(field(bob.page)).toHaveValue('');
    await answer(bob.page, '/nonsense');
    await expect(bob.page.getByRole('button', { name: 'Send as text' })).toBeVisible();
    await field(bob.page).fill(`@${alice.username.slice(0, 5)}`);
    await expect(bob.page.getByRole('option', { name: new RegExp(alice.username) })).toBeVisible();
    await field(bob.page).fill('');
    await field(bob.page).press('ArrowUp');
    const edit = panel(bob.page).getByRole('textbox', { name: 'Edit message' });
    await expect(edit).toBeFocused();
    await expect(edit).toHaveValue(/^why not/);
    await expect(chat.composer(bob.page)).toBeVisible();
    await edit.fill('why not indeed');
    await edit.press('Enter');
    await expect(field(bob.page)).toBeVisible();
    await expect(replies(alice.page).getByText(/^why not indeed/)).toBeVisible();
  });
});

test('nothing of a thread sticks: not what was said offline, not what was unread, not its root', async ({
  conversation,
  anotherDevice,
  url,
}) => {
  const { alice, bob, room } = await conversation('Threads', { serviceWorkers: 'allow' });
  await chat.say(alice.page, 'Who cooks tonight?');
  await chat.hears(bob.page, 'Who cooks tonight?');
  await row(bob.page, 'Who cooks tonight?').focus();
  await bob.page.keyboard.press('t');
  await answer(bob.page, 'I do, with bread');
  await summary(alice.page, 'Who cooks tonight?').click();
  await expect(reply(alice.page, 'I do, with bread')).toBeVisible();
  await hearOfMyNameOnly(alice.page);

  await test.step('what bob replies while he is offline goes out in its order, one of it to the room too', async () => {
    await isKept(bob.page);
    await bob.context.setOffline(true);
    await answer(bob.page, 'and soup');
    await panel(bob.page).getByLabel('Also to the room').check();
    await answer(bob.page, 'come at eight');
    await chat.say(bob.page, 'to all of you');
    await answer(alice.page, 'great');
    await expect(reply(alice.page, 'great').locator('time')).toHaveCount(1);
    await expect(reply(bob.page, 'and soup')).toBeVisible();
    await bob.context.setOffline(false);
    await chat.hears(alice.page, 'to all of you');
    for (const text of ['great', 'and soup', 'come at eight'])
      await expect(reply(alice.page, text)).toHaveCount(1);
    const said = await replies(alice.page).getByRole('article').allInnerTexts();
    const order = ['great', 'and soup', 'come at eight'].map((text) =>
      said.findIndex((it) => it.includes(text)),
    );
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(order).not.toContain(-1);
    await chat.isStoredOnce(alice.page, 'come at eight');
    await expect(chat.message(alice.page, 'and soup')).toHaveCount(0);
    for (const { page } of [alice, bob]) {
      await expect(reply(page, 'great')).toHaveCount(1);
      await expect(summary(page, 'Who cooks tonight?')).toHaveAccessibleName(/^4 replies/);
    }
  });

  await test.step('the phone has it over the whole page, and a link to a reply opens it there', async () => {
    const phone = await anotherDevice(alice, new URL(alice.page.url()).pathname, PHONE);
    await phone.goto(await linkOf(alice.page, 'and soup'));
    await expect(reply(phone, 'and soup')).toBeVisible();
    const width = (await panel(phone).boundingBox())?.width ?? 0;
    expect(Math.round(width)).toBe(360);
    await expectAccessible(phone);
    await panel(phone).getByRole('button', { name: 'Close the thread' }).click();
    await expect(panel(phone)).toHaveCount(0);
    await expect(chat.message(phone, 'Who cooks tonight?')).toBeVisible();
  });

  await test.step('the list of threads has what is unread, and to mark the room read clears it everywhere', async () => {
    // From the tools of a row Esc leads to the row first.
    await field(alice.page).focus();
    await alice.page.keyboard.press('Escape');
    await expect(panel(alice.page)).toHaveCount(0);
    await answer(bob.page, 'bring wine');
    await isThreadUnread(alice.page, room);
    await alice.page.getByRole('button', { name: 'Settings', exact: true }).click();
    await alice.page.getByRole('button', { name: 'Threads', exact: true }).click();
    const list = alice.page.getByRole('dialog', { name: 'Threads' });
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list.getByRole('listitem')).toContainText('1 new');
    await expectAccessible(alice.page);
    await alice.page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
    await chat.composer(alice.page).focus();
    await alice.page.keyboard.press('Escape');
    await isNothingUnread(alice.page, room);
    const { token } = await openSession(url, alice.username);
    const roomsWithNews = async () => {
      const { body } = await call<Room[]>(`${url}/api/rooms`, { token });
      return body.filter(({ unreadThreads = 0 }) => unreadThreads > 0);
    };
    await expect.poll(roomsWithNews).toEqual([]);
    await alice.page.reload();
    await chat.hears(alice.page, 'Who cooks tonight?');
    await isNothingUnread(alice.page, room);
  });

  await test.step('whoever lets go of it is not told, and whoever replies is again', async () => {
    await summary(alice.page, 'Who cooks tonight?').click();
    await expect(reply(alice.page, 'bring wine')).toBeVisible();
    await panel(alice.page).getByRole('button', { name: 'Unfollow' }).click();
    await expect(panel(alice.page).getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
    await panel(alice.page).getByRole('button', { name: 'Close the thread' }).click();
    await answer(bob.page, 'or beer');
    await expect(summary(alice.page, 'Who cooks tonight?')).toHaveAccessibleName(/^6 replies/);
    await isNothingUnread(alice.page, room);
    await summary(alice.page, 'Who cooks tonight?').click();
    await answer(alice.page, 'wine');
    await expect(panel(alice.page).getByRole('button', { name: 'Unfollow' })).toBeVisible();
  });

  await test.step('with its root deleted it can be read, and is closed', async () => {
    await row(alice.page, 'Who cooks tonight?').focus();
    await alice.page.keyboard.press('Delete');
    await expect(panel(bob.page)).toContainText('nothing more can be said here');
    await expect(field(bob.page)).toHaveCount(0);
    await expect(reply(bob.page, 'wine')).toBeVisible();
  });
});

/** The address of a reply, as its row gives it. */
async function linkOf(page: Page, text: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.act(reply(page, text), 'Copy link');
  return page.evaluate(() => navigator.clipboard.readText());
}

test('what was said is brought into a thread, and a reply is sent later', async ({ conversation }) => {
  const { alice, bob } = await conversation('Brought');
  await chat.say(alice.page, 'What is there to eat?');
  await chat.say(alice.page, 'Soup is on the stove.');
  await chat.hears(bob.page, 'Soup is on the stove.');
  await row(bob.page, 'What is there to eat?').focus();
  await bob.page.keyboard.press('t');
  await answer(bob.page, 'Let me look.');
  await expect(summary(alice.page, 'What is there to eat?')).toBeVisible();

  await row(bob.page, 'Soup is on the stove.').focus();
  await bob.page.keyboard.press('f');
  const dialog = bob.page.getByRole('dialog', { name: 'Forward this message' });
  await dialog.getByLabel('Into which room or thread?').fill('to eat');
  const threads = dialog.getByRole('list', { name: 'Threads that you follow' });
  await expectAccessible(bob.page);
  await threads.getByRole('button', { name: 'What is there to eat?' }).click();
  await expect(reply(bob.page, 'Soup is on the stove.')).toContainText(`Forwarded from ${alice.username}`);
  await expect(summary(alice.page, 'What is there to eat?')).toContainText('2');
  await expect(chat.message(alice.page, 'Soup is on the stove.')).toHaveCount(1);

  await field(bob.page).fill('And for dessert?');
  await panel(bob.page).getByRole('button', { name: 'Send later' }).click();
  await bob.page
    .getByRole('dialog', { name: 'When shall it be sent?' })
    .getByRole('button', { name: 'Tomorrow at 9:00' })
    .click();
  await expect(field(bob.page)).toHaveValue('');
  await bob.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await bob.page.getByRole('button', { name: 'Scheduled and drafts' }).click();
  const scheduled = bob.page.getByRole('list', { name: 'Scheduled messages' });
  await expect(scheduled.getByText('And for dessert?')).toBeVisible();
  await expect(scheduled.getByText('Thread', { exact: false }).first()).toBeVisible();
});
