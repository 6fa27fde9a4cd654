import type { PushOutcome, Room } from '@chatket/contract';
import type { Page } from 'puppeteer-core';
import { call, joinRoom, logIn as openSession } from '../../rig/people.mjs';
import { findFirefox } from '../../rig/programs.mjs';
import { PushService } from '../../rig/push-service.mjs';
import { chat, roomIdOf, roomName } from '../support/chat.js';
import { Firefox } from '../support/firefox.js';
import { expect, test as base } from '../support/world.js';

/** A server that pushes by a service of ours, and a Firefox that subscribes to it. */
const test = base.extend<{ firefox: Firefox }, { service: PushService }>({
  service: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const service = await PushService.open();
      await use(service);
      service.close();
    },
    { scope: 'worker' },
  ],
  serverEnv: [async ({ service }, use) => use(service.environment), { scope: 'worker' }],
  firefox: async ({ service, server }, use) => {
    const firefox = await Firefox.open({ origin: server.url, pushUrl: service.socketUrl });
    await use(firefox);
    await firefox.close();
  },
});

test.skip(findFirefox() === undefined, 'push messages, because no Firefox was found (set FIREFOX_PATH)');

const TEST_NOTE = { title: 'ChatKet', body: 'Push messages arrive here.' };

/** In the notification settings. */
async function turnPush(page: Page, to: 'on' | 'off') {
  await page.keyboard.down('Control');
  await page.keyboard.press('k');
  await page.keyboard.up('Control');
  await page.locator('[role=combobox]').fill('notification settings');
  await page.keyboard.press('Enter');
  const pushSwitch = '[aria-label="Push to this browser"] [role=switch]';
  await page.locator(pushSwitch).click();
  await page.locator(`${pushSwitch}[aria-checked=${String(to === 'on')}]`).wait();
}

test('a message is pushed to a Firefox without a page, goes when read elsewhere, and nothing comes once it is turned off', async ({
  firefox,
  service,
  newcomer,
  anotherDevice,
  server,
}) => {
  const bob = await newcomer('bob');
  const [quay, lighthouse] = [roomName('Quay'), roomName('Lighthouse')];
  const alice = await openSession(server.url, `alice-${bob.username}`);
  for (const room of [quay, lighthouse]) {
    await chat.createRoom(bob.page, room);
    await joinRoom(server.url, alice, roomIdOf(bob.page));
  }
  const subscriptions = () => [...service.subscriptions.values()];
  /** What became of a test push to each of her devices. */
  const outcomes = async () => {
    const body = { endpoint: 'https://localhost/none' };
    const asked = { token: alice.token, method: 'POST', body };
    return (await call<PushOutcome[]>(`${server.url}/api/me/push/test`, asked)).body.map(
      ({ outcome }) => outcome,
    );
  };

  await firefox.logIn(alice);
  await firefox.inChat(async (page) => {
    await turnPush(page, 'on');
    expect(subscriptions()).toHaveLength(1);
    await page.locator('::-p-text(Send a test)').click();
    await page.locator('::-p-text(A test is on its way.)').wait();
  });
  await expect.poll(() => firefox.notes()).toEqual([TEST_NOTE]);

  const noteOf = (room: string, text: string) => ({
    title: `${bob.username} · ${room}`,
    body: `@${alice.username} ${text}`,
  });
  const speakTo = async (room: string, text: string) => {
    await chat.openRoom(bob.page, room);
    await chat.say(bob.page, `@${alice.username} ${text}`);
    return noteOf(room, text);
  };
  const shipIsIn = await speakTo(quay, 'the ship is in');
  await expect.poll(() => firefox.notes()).toEqual([TEST_NOTE, shipIsIn]);
  const heard = subscriptions().flatMap(({ taken }) => taken);
  expect(heard.map(({ urgency, isHeard }) => [urgency, isHeard])).toEqual([
    ['high', true],
    ['high', true],
  ]);

  // What she reads elsewhere is named by the next push.
  const device = await anotherDevice(alice, `/rooms/${roomIdOf(bob.page)}`);
  await chat.hears(device, shipIsIn.body);
  const isUnread = async () =>
    (await call<Room[]>(`${server.url}/api/rooms`, { token: alice.token })).body.some(
      (one) => one.unread !== 0,
    );
  await expect.poll(isUnread).toBe(false);
  await device.close();
  const fog = await speakTo(lighthouse, 'fog ahead');
  await expect.poll(() => firefox.notes()).toEqual([TEST_NOTE, fog]);
  await chat.act(chat.message(bob.page, fog.body), 'Delete');
  await expect
    .poll(() => firefox.notes())
    .toEqual([TEST_NOTE, { title: fog.title, body: 'This message was deleted.' }]);

  // A browser that has forgotten it is gone at its service, and then at the server.
  expect(await outcomes()).toEqual(['sent']);
  await firefox.unsubscribe();
  await expect.poll(() => subscriptions().map(({ isGone }) => isGone)).toEqual([true]);
  await speakTo(quay, 'anybody there?');
  await expect.poll(() => service.answers.at(-1)).toBe(410);
  await expect.poll(outcomes).toEqual([]);

  // Opening the chat mends it.
  await firefox.inChat(async (page) => {
    await expect.poll(outcomes).toEqual(['sent']);
    expect(subscriptions().map(({ isGone }) => isGone)).toEqual([true, false]);
    await turnPush(page, 'off');
    await expect.poll(() => subscriptions().map(({ isGone }) => isGone)).toEqual([true, true]);
  });
  await expect.poll(outcomes).toEqual([]);
});
