import type { BrowserContext, Page } from '@playwright/test';
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
  expect((await watched(bob.page)).sounds).toBeGreaterThan(0);
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
