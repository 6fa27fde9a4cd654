import type { Page } from '@playwright/test';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const linkTo = (page: Page, room: string) =>
  chat.rooms(page).getByRole('link', { name: new RegExp(`^${room}`) });

/** As if the person had gone to another window, or come back from it. */
async function setFocus(page: Page, hasFocus: boolean): Promise<void> {
  await page.evaluate((value) => {
    document.hasFocus = () => value;
    window.dispatchEvent(new Event(value ? 'focus' : 'blur'));
  }, hasFocus);
}

test('three devices agree on what is unread, after reading on one and after a reload', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob, room } = await conversation('Devices');
  await bob.page.goto('/discover');
  const others = [await anotherDevice(bob, '/discover'), await anotherDevice(bob, '/discover')];
  const all = [bob.page, ...others];
  for (const text of ['first', 'second', 'third']) await chat.say(alice.page, text);
  for (const page of all) await expect(linkTo(page, room)).toHaveAccessibleName(/3 unread/);

  await chat.openRoom(bob.page, room);
  await expect(chat.messages(bob.page).getByText(/^New since \d\d:\d\d$/)).toBeVisible();
  for (const page of all) await expect(linkTo(page, room)).not.toHaveAccessibleName(/unread/);
  // The line stays though everything is read now.
  await expect(chat.messages(bob.page).getByText(/^New since/)).toBeVisible();
  await chat.say(alice.page, 'fourth');
  for (const page of others) await expect(linkTo(page, room)).not.toHaveAccessibleName(/unread/);
  for (const page of others) {
    await page.reload();
    await expect(linkTo(page, room)).toBeVisible();
    await expect(linkTo(page, room)).not.toHaveAccessibleName(/unread/);
  }
});

test('only what somebody looks at is read: tab, window, line, and half a second', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob, room } = await conversation('Looking');
  const witness = await anotherDevice(bob, '/discover');
  await expect(linkTo(witness, room)).toBeVisible();

  await setFocus(bob.page, false);
  await chat.say(alice.page, 'behind your back');
  await chat.hears(bob.page, 'behind your back');
  await expect(linkTo(witness, room)).toHaveAccessibleName(/1 unread/);
  await expect(linkTo(bob.page, room)).toHaveAccessibleName(/1 unread/);
  await setFocus(bob.page, true);
  await expect(linkTo(witness, room)).not.toHaveAccessibleName(/unread/);
  await expect(chat.messages(bob.page).getByText(/^New since/)).toBeVisible();

  // What lies below the edge is not read either.
  for (let count = 0; count < 40; count += 1) await chat.say(alice.page, `filler ${String(count)}`);
  await expect(chat.message(bob.page, 'filler 39')).toBeInViewport();
  await expect(linkTo(witness, room)).not.toHaveAccessibleName(/unread/);
  await chat.messages(bob.page).evaluate((log) => log.scrollTo(0, 0));
  await expect(chat.message(bob.page, 'filler 39')).not.toBeInViewport();
  await chat.say(alice.page, 'far below');
  await expect(bob.page.getByRole('button', { name: '1 new' })).toBeVisible();
  await expect(linkTo(witness, room)).toHaveAccessibleName(/1 unread/);
  await bob.page.getByRole('button', { name: '1 new' }).click();
  await expect(linkTo(witness, room)).not.toHaveAccessibleName(/unread/);
});

test('many unread messages: one enters at their beginning, jumps, and marks them as read', async ({
  conversation,
  anotherDevice,
  server,
}) => {
  const { alice, bob, room } = await conversation('Many');
  const fresh = await anotherDevice(bob, '/discover');
  await setFocus(bob.page, false);
  await chat.say(alice.page, 'read already');
  await expect(linkTo(fresh, room)).toHaveAccessibleName(/1 unread/);
  await setFocus(bob.page, true);
  await expect(linkTo(fresh, room)).not.toHaveAccessibleName(/unread/);
  await bob.page.goto('/discover');
  await server.fill(roomIdOf(alice.page), alice.username, 90);
  await bob.page.reload();
  await expect(linkTo(bob.page, room)).toHaveAccessibleName(/90 unread/);

  // A fresh device has to load back to where reading ended.
  await fresh.reload();
  await setFocus(fresh, false);
  await chat.openRoom(fresh, room);
  await expect(chat.message(fresh, 'line 1')).toBeInViewport();
  await expect(chat.messages(fresh).getByText(/^New since/)).toBeInViewport();
  await expect(linkTo(fresh, room)).toHaveAccessibleName(/90 unread/);

  // Back from another window while the view stood at the end.
  await setFocus(bob.page, false);
  await chat.openRoom(bob.page, room);
  const bar = bob.page.getByRole('region', { name: 'Unread messages' });
  await expect(bar).toHaveCount(0);
  await bob.page.getByRole('button', { name: '90 new' }).click();
  await expect(chat.message(bob.page, 'line 90')).toBeInViewport();
  for (let count = 0; count < 40; count += 1) await chat.say(alice.page, `more ${String(count)}`);
  await expect(chat.message(bob.page, 'more 39')).toBeInViewport();
  await setFocus(bob.page, true);
  await expect(bar).toContainText(/130 new since \d\d:\d\d/);

  // Esc takes away one thing at a time: first the panel, then the bar.
  const members = bob.page.getByRole('region', { name: 'Members' });
  await bob.page.getByRole('button', { name: 'Members', exact: true }).click();
  await expect(members).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(members).toHaveCount(0);
  await expect(bar).toBeVisible();
  await bar.getByRole('button', { name: 'Jump' }).click();
  await expect(chat.messages(bob.page).getByText(/^New since/)).toBeInViewport();
  await expect(bar).toHaveCount(0);
});

test('Esc marks as read what the bar tells of', async ({ newcomer, server }) => {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  const room = roomName('Esc');
  await chat.createRoom(alice.page, room);
  await server.fill(roomIdOf(alice.page), alice.username, 100);
  await chat.say(alice.page, 'known');
  await chat.joinRoom(bob.page, room);
  await chat.hears(bob.page, 'known');
  await alice.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.messages(alice.page).evaluate((log) => log.scrollTo(0, 200));
  const old = chat.message(alice.page, 'line 12');
  await chat.act(old, 'Copy link');
  await expect(alice.page.getByText('Link copied.')).toBeVisible();
  const link = await alice.page.evaluate(() => navigator.clipboard.readText());
  await bob.page.goto('/discover');
  await chat.say(alice.page, 'news one');
  await chat.say(alice.page, 'news two');
  await expect(linkTo(bob.page, room)).toHaveAccessibleName(/2 unread/);
  await bob.page.goto(link);
  await expect(chat.message(bob.page, 'line 12')).toBeInViewport();
  await bob.page.getByRole('button', { name: '2 new' }).waitFor();
  await expect(linkTo(bob.page, room)).toHaveAccessibleName(/2 unread/);
  await bob.page.keyboard.press('Escape');
  await expect(linkTo(bob.page, room)).not.toHaveAccessibleName(/unread/);
  await expect(bob.page.getByRole('region', { name: 'Unread messages' })).toHaveCount(0);
  await expect(chat.message(bob.page, 'line 12')).toBeInViewport();
});

test('after an outage one is told what was missed', async ({ conversation }) => {
  const { alice, bob } = await conversation('Away');
  for (let count = 0; count < 30; count += 1) await chat.say(alice.page, `before ${String(count)}`);
  await chat.hears(bob.page, 'before 29');
  await bob.context.setOffline(true);
  await expect(bob.page.getByText('Reconnecting')).toBeVisible();
  await chat.say(bob.page, 'mine, from afar');
  for (let count = 0; count < 30; count += 1) await chat.say(alice.page, `missed ${String(count)}`);
  await chat.isStoredOnce(alice.page, 'missed 29');
  await bob.context.setOffline(false);
  const bar = bob.page.getByRole('region', { name: 'Unread messages' });
  await expect(bar).toContainText('30 new messages while you were away');
  await bar.getByRole('button', { name: 'Jump' }).click();
  await expect(chat.message(bob.page, 'missed 0')).toBeInViewport();
  await expect(bar).toHaveCount(0);
});
