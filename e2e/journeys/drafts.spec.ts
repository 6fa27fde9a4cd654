import type { Page } from '@playwright/test';
import { call, logIn } from '../../rig/people.mjs';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

/** The same person's second tab, at the same place. */
async function secondTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await chat.composer(tab).waitFor();
  return tab;
}

test('tabs share their drafts by room, and what was sent never comes back', async ({ newcomer }) => {
  const { page: one } = await newcomer('tabber');
  const [kitchen, garden] = [roomName('Kitchen'), roomName('Garden')];
  await chat.createRoom(one, garden);
  await chat.createRoom(one, kitchen);
  const two = await secondTab(one);

  await chat.composer(one).pressSequentially('about the kitchen');
  await expect(chat.composer(two)).toHaveValue('about the kitchen');
  await chat.openRoom(two, garden);
  await chat.composer(two).pressSequentially('about the garden');
  await chat.composer(one).press('Enter');
  await chat.isStoredOnce(one, 'about the kitchen');
  await chat.composer(two).pressSequentially(', too');

  const later = await secondTab(one);
  await expect(chat.composer(later)).toHaveValue('');
  await chat.openRoom(later, garden);
  await expect(chat.composer(later)).toHaveValue('about the garden, too');
  await chat.openRoom(two, kitchen);
  await expect(chat.composer(two)).toHaveValue('');
  for (const tab of [one, two, later]) {
    await tab.reload();
    await chat.openRoom(tab, kitchen);
    await expect(chat.composer(tab)).toHaveValue('');
  }
});

test('the same text sent in one tab leaves the composer of the other', async ({ newcomer }) => {
  const { page: one } = await newcomer('tabber');
  await chat.createRoom(one, roomName('Same'));
  const two = await secondTab(one);
  await chat.composer(one).pressSequentially('once only');
  await expect(chat.composer(two)).toHaveValue('once only');
  await chat.composer(two).press('Enter');
  await expect(chat.composer(two)).toHaveValue('');
  await expect(chat.composer(one)).toHaveValue('');
  await chat.isStoredOnce(one, 'once only');
});

test('a tab that is being written in keeps its text', async ({ newcomer }) => {
  const { page: one } = await newcomer('tabber');
  await chat.createRoom(one, roomName('Both'));
  const two = await secondTab(one);
  await chat.composer(two).pressSequentially('two writes');
  await expect(chat.composer(one)).toHaveValue('two writes');
  // Another tab's change arrives in the middle of the writing.
  const kept = await two.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('chatket:draft:')) ?? '';
    return { key, at: (JSON.parse(localStorage.getItem(key) ?? '{}') as { at: number }).at };
  });
  await chat.composer(one).evaluate((field: HTMLTextAreaElement, { key }) => {
    const heard: string[] = [];
    (window as never as { heard: string[] }).heard = heard;
    window.addEventListener('storage', (event) => {
      if (event.key === key) heard.push(field.value);
    });
  }, kept);
  await chat.composer(one).press('!');
  await two.evaluate(
    ({ key, at }) => localStorage.setItem(key, JSON.stringify({ text: 'from elsewhere', at: at + 60_000 })),
    kept,
  );
  await expect
    .poll(() => one.evaluate(() => (window as never as { heard: string[] }).heard))
    .toEqual(['two writes!']);
  await chat.composer(one).press('?');
  await expect(chat.composer(one)).toHaveValue('two writes!?');
  await expect(chat.composer(two)).toHaveValue('two writes!?');
});

test('drafts of an earlier version are taken over, and no text is lost to full storage', async ({
  newcomer,
  url,
}) => {
  const { page, username } = await newcomer('keeper');
  await chat.createRoom(page, roomName('Old'));
  const { id, token } = await logIn(url, username);
  await page.evaluate(
    ([userId, roomId]) =>
      localStorage.setItem(`chatket:drafts:${userId}`, JSON.stringify({ [roomId]: 'from before' })),
    [id, roomIdOf(page)] as const,
  );
  await page.reload();
  await expect(chat.composer(page)).toHaveValue('from before');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await chat.composer(page).press('End');
  await chat.composer(page).pressSequentially(' and more');
  await expect(chat.composer(page)).toHaveValue('from before and more');
  await chat.composer(page).press('Enter');
  await chat.isStoredOnce(page, 'from before and more');
  // This browser cannot keep that it has ended: the server does, as soon as it is told.
  const textsOnServer = async () => {
    const { body } = await call<{ text: string }[]>(`${url}/api/drafts`, { token });
    return body.map(({ text }) => text).filter(Boolean);
  };
  await expect.poll(textsOnServer).toEqual([]);
  await page.reload();
  await expect(chat.composer(page)).toHaveValue('');
});
