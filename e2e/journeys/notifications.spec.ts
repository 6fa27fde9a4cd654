import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat, roomName } from '../support/chat.js';
import { expect, test } from '../support/world.js';

test.use({ serviceWorkers: 'allow' });

interface Shown {
  title: string;
  body: string;
}

/** A browser whose notifications, questions and focus the test can see and set. */
async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const state = { shown: [] as object[], questions: 0, isFocused: true, permission: 'default', sounds: 0 };
    class FakeNotification {
      static get permission() {
        return state.permission;
      }
      static requestPermission() {
        state.questions += 1;
        state.permission = 'granted';
        return Promise.resolve('granted');
      }
      onclick: (() => void) | undefined;
      constructor(title: string, { body }: { body: string }) {
        state.shown.push(Object.assign(this, { title, body }));
      }
      close() {
        return undefined;
      }
    }
    Object.assign(window, { Notification: FakeNotification, watched: state });
    document.hasFocus = () => state.isFocused;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      state.sounds += 1;
      start.call(this, when);
    };
  });
}

const watched = (page: Page) =>
  page.evaluate(() => {
    const { shown, questions, sounds } = (
      window as never as { watched: { shown: Shown[]; questions: number; sounds: number } }
    ).watched;
    return { shown: shown.map(({ title, body }) => ({ title, body })), questions, sounds };
  });

const lookAway = (page: Page, isFocused = false) =>
  page.evaluate((value) => {
    (window as never as { watched: { isFocused: boolean } }).watched.isFocused = value;
    window.dispatchEvent(new Event(value ? 'focus' : 'blur'));
  }, isFocused);

async function ring(page: Page, level: string) {
  await page.getByRole('button', { name: /^Notifications:/ }).click();
  await page.getByRole('dialog', { name: 'Notify me about' }).getByText(level).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `Notifications: ${level}` })).toBeFocused();
}

test('a bell asks once, then tells what happens while one looks elsewhere', async ({ newcomer }) => {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  await watch(bob.context);
  const [room, other] = [roomName('Bells'), roomName('Other')];
  await chat.createRoom(alice.page, room);
  await bob.page.reload();
  await chat.joinRoom(bob.page, room);
  expect((await watched(bob.page)).questions).toBe(0);
  await ring(bob.page, 'Mentions of my name');
  expect((await watched(bob.page)).questions).toBe(1);

  await chat.say(alice.page, `seen already, ${bob.username}`);
  await chat.hears(bob.page, `seen already, ${bob.username}`);
  await lookAway(bob.page);
  await chat.say(alice.page, 'not about anybody');
  await chat.hears(bob.page, 'not about anybody');
  await chat.say(alice.page, `hello @${bob.username}!`);
  await expect
    .poll(async () => (await watched(bob.page)).shown)
    .toEqual([{ title: `${alice.username} in ${room}`, body: `hello @${bob.username}!` }]);
  expect((await watched(bob.page)).sounds).toBe(0);

  await lookAway(bob.page, true);
  await chat.createRoom(bob.page, other);
  await bob.page.evaluate(() => {
    const { shown } = (window as never as { watched: { shown: { onclick: () => void }[] } }).watched;
    shown[0]?.onclick();
  });
  await expect(bob.page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
});

test('all messages ring where that was chosen, with a sound when it is on', async ({ newcomer }) => {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  await watch(bob.context);
  const [loud, silent] = [roomName('Loud'), roomName('Silent')];
  await chat.createRoom(alice.page, loud);
  await bob.page.reload();
  await bob.page.evaluate(() => localStorage.setItem('chatket:sound', '"on"'));
  await bob.page.reload();
  await chat.joinRoom(bob.page, loud);
  await ring(bob.page, 'All messages');
  await chat.createRoom(alice.page, silent);
  await chat.joinRoom(bob.page, silent);
  await lookAway(bob.page);
  await chat.say(alice.page, 'nobody asked to hear this');
  await chat.hears(bob.page, 'nobody asked to hear this');
  await chat.openRoom(alice.page, loud);
  await chat.say(alice.page, 'ding');
  await expect
    .poll(async () => (await watched(bob.page)).shown)
    .toEqual([{ title: `${alice.username} in ${loud}`, body: 'ding' }]);
  await expect.poll(async () => (await watched(bob.page)).sounds).toBeGreaterThan(0);
  await bob.page.reload();
  await chat.openRoom(bob.page, loud);
  await expect(bob.page.getByRole('button', { name: 'Notifications: All messages' })).toBeVisible();
});

test('where pages may not show notifications the service worker does', async ({ newcomer }) => {
  const [alice, bob] = await Promise.all([newcomer('alice'), newcomer('bob')]);
  await watch(bob.context);
  await bob.context.addInitScript(() => {
    class Forbidden {
      static readonly permission = 'granted';
      constructor() {
        throw new TypeError('Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.');
      }
    }
    const { watched: state } = window as never as { watched: { shown: object[] } };
    Object.assign(window, { Notification: Forbidden });
    ServiceWorkerRegistration.prototype.showNotification = (title, options) => {
      state.shown.push({ title, body: options?.body, data: options?.data as unknown });
      return Promise.resolve();
    };
  });
  const [room, other] = [roomName('Phone'), roomName('Other')];
  await chat.createRoom(alice.page, room);
  await bob.page.reload();
  await chat.joinRoom(bob.page, room);
  await ring(bob.page, 'All messages');
  await chat.createRoom(bob.page, other);
  await bob.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await lookAway(bob.page);
  await chat.say(alice.page, 'are you there?');
  await expect
    .poll(async () => (await watched(bob.page)).shown)
    .toEqual([{ title: `${alice.username} in ${room}`, body: 'are you there?' }]);

  const touched = await bob.page.evaluate(() => {
    const { shown } = (window as never as { watched: { shown: { data: { roomId: string } }[] } }).watched;
    return shown[0]?.data.roomId ?? '';
  });
  const worker = bob.context.serviceWorkers()[0] ?? (await bob.context.waitForEvent('serviceworker'));
  // Only a true touch may bring the window to the front; the way to the room is the same without.
  await worker.evaluate(
    (roomId) =>
      (globalThis as never as { openRoom: (id: string) => Promise<void> })
        .openRoom(roomId)
        .catch(() => undefined),
    touched,
  );
  await expect(bob.page.getByRole('textbox', { name: `Message #${room}` })).toBeVisible();
});

test('what is pushed is shown without a page, and what was read elsewhere goes', async ({ newcomer }) => {
  const bob = await newcomer('bob');
  await bob.context.grantPermissions(['notifications']);
  await bob.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const { origin } = new URL(bob.page.url());
  const worker = bob.context.serviceWorkers()[0] ?? (await bob.context.waitForEvent('serviceworker'));
  const cdp = await bob.context.newCDPSession(bob.page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (own) resolve(own.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const registrationId = await registered;
  const push = (payload: object) =>
    cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(payload) });
  const notes = () =>
    worker.evaluate(async () => {
      const { registration } = globalThis as never as { registration: ServiceWorkerRegistration };
      return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
    });
  const message = {
    kind: 'message',
    language: 'en',
    because: 'mention',
    roomId: 'one',
    messageId: 'm1',
    seq: 7,
  };

  // Nobody looks at a page of ours.
  await bob.page.goto('about:blank');
  // Chromium drops what comes while it starts the worker. One message is one note, however often it is pushed.
  const pushed = async (payload: object) => {
    await push(payload);
    return notes();
  };
  await expect
    .poll(() => pushed({ ...message, sender: 'alice', room: 'Kitchen', text: 'Coffee?' }))
    .toEqual([{ title: 'alice · Kitchen', body: 'Coffee?' }]);
  const gone = { kind: 'gone', roomId: 'one', messageId: 'm1', language: 'en' };
  await expect
    .poll(() => pushed(gone))
    .toEqual([{ title: 'alice · Kitchen', body: 'This message was deleted.' }]);
  const inTurkish = {
    ...message,
    messageId: 'm2',
    roomId: 'two',
    language: 'tr',
    read: [{ roomId: 'one', seq: 7 }],
  };
  await expect.poll(() => pushed(inTurkish)).toEqual([{ title: 'ChatKet', body: 'Yeni mesaj' }]);
});

const bellOf = (page: Page) => page.getByRole('button', { name: /^Notifications:/ });

async function openSettings(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('notification settings');
  await page.keyboard.press('Enter');
  return page.getByRole('dialog', { name: 'Notification settings' });
}

/** So many hours from now, by the clock of a place. */
const clockIn = (timeZone: string, hours: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    Date.now() + hours * 3_600_000,
  );

test('mutes and quiet hours hold on all devices; the list is read on all of them, and says why', async ({
  conversation,
  anotherDevice,
}) => {
  const { alice, bob, room } = await conversation('Peace');
  const phone = await anotherDevice(bob, new URL(bob.page.url()).pathname, {
    viewport: { width: 360, height: 740 },
  });

  await test.step('a room is muted for an hour on one device, and heard again on the other', async () => {
    await expect(bellOf(phone)).toHaveAccessibleName('Notifications: Mentions of my name');
    await bellOf(bob.page).click();
    const menu = bob.page.getByRole('dialog', { name: 'Notify me about' });
    await menu.getByRole('button', { name: '1 hour' }).click();
    await expect(menu.getByText(/^Muted until /)).toBeVisible();
    await expectAccessible(bob.page, 'a muted room');
    await expect(bellOf(phone)).toHaveAccessibleName('Notifications: Nothing');
    await bellOf(phone).click();
    await phone.getByRole('button', { name: 'Unmute' }).click();
    await expect(bellOf(bob.page)).toHaveAccessibleName('Notifications: Mentions of my name');
  });

  await test.step('quiet hours are by the clock of a zone, on all devices', async () => {
    const zone = 'Asia/Tokyo';
    const [from, to] = [clockIn(zone, -3), clockIn(zone, 3)];
    const settings = await openSettings(bob.page);
    await settings.getByRole('switch', { name: 'Quiet hours' }).click();
    await settings.getByLabel('Time zone').selectOption(zone);
    await settings.getByLabel('From').fill(from);
    await settings.getByLabel('To', { exact: true }).fill(to);
    await expectAccessible(bob.page, 'quiet hours');
    const there = await openSettings(phone);
    await expect(there.getByLabel('Time zone')).toHaveValue(zone);
    await expect(there.getByLabel('From')).toHaveValue(from);
    await expect(there.getByLabel('To', { exact: true })).toHaveValue(to);
  });

  await test.step('what comes meanwhile stands in the list of both, and is read in both', async () => {
    for (const page of [bob.page, phone]) await page.goto('/discover');
    await chat.say(alice.page, `good night, @${bob.username}`);
    // It has come: nothing moves any more below what is opened.
    const row = chat.rooms(bob.page).getByRole('link', { name: new RegExp(`^${room}`) });
    await expect(row).toHaveAccessibleName(/1 unread/);
    await phone.getByRole('button', { name: 'Open rooms, 1 unread, you are mentioned' }).click();
    for (const page of [bob.page, phone]) {
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await expect(page.getByRole('button', { name: /^Notifications\s?1$/ })).toBeVisible();
    }
    await phone.getByRole('button', { name: /^Notifications\s?1$/ }).click();
    await expect(phone.getByRole('list', { name: 'Notifications' })).toContainText('good night, @');
    await phone.getByRole('button', { name: 'Mark all as read' }).click();
    await expect(bob.page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
    await bob.page.keyboard.press('Escape');
  });

  await test.step('why it is unread, and why it was silent, is answered by the rules', async () => {
    const row = chat.rooms(bob.page).getByRole('link', { name: new RegExp(`^${room}`) });
    await expect(row).toHaveAccessibleName(/1 unread/);
    await row.click({ button: 'right' });
    await bob.page.getByRole('button', { name: 'Why is this unread?' }).click();
    const unread = bob.page.getByRole('dialog', { name: `Unread in ${room}` });
    await expect(unread.getByRole('listitem')).toHaveCount(1);
    await expect(unread.getByRole('listitem')).toContainText('It mentions you.');
    await expectAccessible(bob.page, 'why a room is unread');
    await unread.getByRole('listitem').getByRole('button').click();
    await chat.act(chat.messages(bob.page).getByRole('listitem').last(), 'Why was I notified?');
    await expect(
      bob.page.getByText('You were not notified: You did not want to be disturbed.'),
    ).toBeVisible();
  });
});
