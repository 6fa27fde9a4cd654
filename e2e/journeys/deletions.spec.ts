import type { Locator, Page } from '@playwright/test';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

const LINES = 120;

const rows = (page: Page): Locator => chat.messages(page).getByRole('article');
const row = (page: Page, text: string): Locator => chat.message(page, text).getByRole('article');
const traces = (page: Page): Locator => chat.messages(page).getByText('Deleted', { exact: true });
const panel = (page: Page): Locator => page.getByRole('region', { name: 'Thread', exact: true });
const replies = (page: Page): Locator => panel(page).getByRole('log', { name: 'Replies' });
const top = async (it: Locator) => (await it.boundingBox())?.y ?? Number.NaN;

/** What quotes it has its text as well. */
async function deleteRow(page: Page, text: string): Promise<void> {
  await expect(row(page, text).first()).toHaveAttribute('data-message', 'stored');
  await row(page, text).first().focus();
  await page.keyboard.press('Delete');
}

async function linkOf(page: Page, text: string): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.act(chat.message(page, text), 'Copy link');
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a message that nothing hangs on is gone without a trace, on all devices', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob } = await conversation('Traces');
  for (const text of ['first', 'second', 'third']) await chat.say(alice.page, text);
  const phone = await anotherDevice(alice, new URL(alice.page.url()).pathname, {
    viewport: { width: 360, height: 740 },
  });
  for (const page of [alice.page, phone, bob.page]) await chat.hears(page, 'third');

  // As long as it can be taken back, it stands where it was.
  await deleteRow(alice.page, 'first');
  const toast = alice.page.getByRole('status').filter({ hasText: 'Message deleted.' });
  await expect(toast.getByRole('button', { name: 'Undo' })).toBeVisible();
  await expect(row(alice.page, 'first')).toBeFocused();
  for (const page of [alice.page, phone, bob.page]) {
    await expect(chat.message(page, 'first')).toHaveCount(0);
    await expect(rows(page)).toHaveCount(2);
    await expect(traces(page)).toHaveCount(0);
    // The group and the day have their heads on what is first now.
    await expect(chat.message(page, 'second').getByText(alice.username, { exact: true })).toBeInViewport();
    await expect(chat.messages(page).getByText('Today', { exact: true })).toHaveCount(1);
  }
  // Whoever had the focus there goes on beside it.
  await expect(row(alice.page, 'second')).toBeFocused();

  // From others nothing is taken away under their hands.
  await row(bob.page, 'second').focus();
  await deleteRow(alice.page, 'second');
  await expect(rows(alice.page)).toHaveCount(1);
  await expect(rows(bob.page).filter({ hasText: 'Deleted' })).toBeFocused();
  await bob.page.keyboard.press('ArrowDown');
  await expect(row(bob.page, 'third')).toBeFocused();
  await expect(rows(bob.page)).toHaveCount(1);
  await alice.page.reload();
  await chat.hears(alice.page, 'third');
  await expect(rows(alice.page)).toHaveCount(1);
});

test('a trace stays where something hangs on a message, and who follows a link to it is told', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Hanging');
  for (const text of ['with a thread', 'with an answer', 'with nothing']) await chat.say(alice.page, text);
  await chat.hears(bob.page, 'with nothing');
  await row(bob.page, 'with an answer').focus();
  await bob.page.keyboard.press('r');
  await chat.say(bob.page, 'the answer');
  await chat.isStoredOnce(bob.page, 'the answer');
  await row(bob.page, 'with a thread').focus();
  await bob.page.keyboard.press('t');
  const field = panel(bob.page).getByRole('textbox', { name: 'Reply in thread' });
  for (const text of ['reply one', 'reply two']) {
    await field.fill(text);
    await field.press('Enter');
    await expect(replies(bob.page).getByText(text, { exact: true })).toBeVisible();
  }
  await expect(chat.message(alice.page, 'with a thread').getByText(/^2 replies/)).toBeVisible();
  const link = await linkOf(alice.page, 'with nothing');

  for (const text of ['with a thread', 'with an answer', 'with nothing']) await deleteRow(alice.page, text);
  for (const { page } of [alice, bob]) {
    for (const text of ['with a thread', 'with an answer', 'with nothing'])
      await expect(chat.message(page, text)).toHaveCount(0);
    await expect(traces(page)).toHaveCount(2);
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).first()).toContainText('2 replies');
  }

  // In the thread all are lines still: its count says how many there were.
  const said = replies(bob.page).getByRole('article');
  await expect(said).toHaveCount(3);
  await said.filter({ hasText: 'reply one' }).focus();
  await bob.page.keyboard.press('Delete');
  await expect(replies(bob.page).getByText('reply one', { exact: true })).toHaveCount(0);
  await expect(said).toHaveCount(3);
  for (const place of [0, 1]) await expect(said.nth(place)).toContainText('Deleted');
  await expect(said.nth(1)).toBeFocused();

  // What nothing hangs on is there for who follows a link to it, and for nobody else.
  await bob.page.goto(link);
  await expect(traces(bob.page)).toHaveCount(3);
  await expect(rows(bob.page).nth(2)).toBeInViewport();
  await expect(rows(bob.page).nth(2)).toContainText('Deleted');
  await bob.page.goto(new URL(alice.page.url()).pathname);
  await chat.hears(bob.page, 'the answer');
  await expect(traces(bob.page)).toHaveCount(2);

  // With the answer goes what hung on it. Alice is not at it.
  await chat.composer(alice.page).focus();
  await deleteRow(bob.page, 'the answer');
  for (const { page } of [alice, bob]) {
    await expect(traces(page)).toHaveCount(1);
    await expect(rows(page)).toHaveCount(1);
  }
});

test('what is read stays in its place when rows above, below and at the edge go', async ({
  newcomer,
  server,
}) => {
  const alice = await newcomer('alice');
  const room = roomName('Steady');
  await chat.createRoom(alice.page, room);
  await server.fill(roomIdOf(alice.page), alice.username, LINES, 30);
  await chat.say(alice.page, 'the last');
  await chat.isStoredOnce(alice.page, 'the last');
  await alice.page.reload();
  await chat.hears(alice.page, 'the last');
  const bob = await newcomer('bob');
  await chat.joinRoom(bob.page, room);
  await chat.hears(bob.page, 'the last');
  const log = chat.messages(bob.page);
  const line = (page: Page, number: number) =>
    chat.messages(page).locator(`article[data-key$=":filling-${String(number)}"]`);

  await log.hover();
  const goUp = async () => {
    await bob.page.mouse.wheel(0, -400);
    return line(bob.page, 90).isVisible();
  };
  await expect.poll(goUp).toBe(true);
  await line(bob.page, 90).evaluate((element) => {
    element.scrollIntoView({ block: 'start' });
    element.closest('[role=log]')?.scrollBy(0, 5);
  });
  const kept = line(bob.page, 93);
  await expect(kept).toBeInViewport();
  await expect(line(bob.page, 90)).toBeInViewport();
  const before = await top(kept);

  for (const number of [60, 89, 90, 91, 110]) {
    await line(alice.page, number).focus();
    await alice.page.keyboard.press('Delete');
    await expect(line(bob.page, number)).toHaveCount(0);
    expect(Math.abs((await top(kept)) - before)).toBeLessThanOrEqual(1);
  }
  await expect(traces(bob.page)).toHaveCount(0);
});

test('pages in which all is deleted are passed', async ({ newcomer, server }) => {
  const alice = await newcomer('alice');
  const room = roomName('Swept');
  await chat.createRoom(alice.page, room);
  await server.fill(roomIdOf(alice.page), alice.username, 200);
  await server.deleteLines(roomIdOf(alice.page), 11, 200);
  await chat.say(alice.page, 'the last');
  await chat.isStoredOnce(alice.page, 'the last');
  const bob = await newcomer('bob');
  await chat.joinRoom(bob.page, room);
  await chat.hears(bob.page, 'the last');
  await expect(chat.message(bob.page, 'line 1')).toHaveCount(1);
  await expect(rows(bob.page)).toHaveCount(11);
  await expect(traces(bob.page)).toHaveCount(0);
});
