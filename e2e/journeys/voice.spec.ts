import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.js';
import { chat } from '../support/chat.js';
import { isKept, isRoomKept } from '../support/offline.js';
import { expect, test } from '../support/world.js';
import config from '../playwright.config.js';

const { launchOptions } = config.use ?? {};
// A microphone that beeps once a second, and a browser that lets whoever asks have it.
test.use({
  launchOptions: {
    ...launchOptions,
    args: [
      ...(launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ],
  },
});

const button = (place: Page | Locator, name: string): Locator =>
  place.getByRole('button', { name, exact: true });
const recorder = (page: Page): Locator => page.getByRole('group', { name: 'Voice message', exact: true });
const voices = (page: Page): Locator =>
  chat.messages(page).getByRole('group', { name: /^Voice message, \d:\d\d$/ });
/** Now, or some time since its bytes have come: what lasts a second may be over before one looks. */
const hasPlayed = (place: Locator) =>
  expect
    .poll(() => place.locator('audio').evaluate(({ played }: HTMLMediaElement) => played.length > 0))
    .toBe(true);

/** Begins a recording, and is explained first what the browser will ask, where it would. */
async function begin(page: Page): Promise<Locator> {
  await button(page, 'Record a voice message').click();
  const place = recorder(page);
  const go = button(place, 'Continue');
  await go.or(button(place, 'Pause recording')).waitFor();
  if (await go.isVisible()) {
    await expect(place.getByText('Your browser will ask for the microphone.')).toBeVisible();
    await go.click();
  }
  await expect(button(place, 'Pause recording')).toBeFocused();
  return place;
}

/** When it is so long, or longer. */
const hasLasted = (place: Locator, seconds: number) =>
  expect(place.getByText(new RegExp(`^(0:0[${String(seconds)}-9]|0:[1-5]\\d|[1-9]:\\d\\d)$`))).toBeVisible();

for (const viewport of [
  { width: 1_280, height: 800 },
  { width: 360, height: 640 },
])
  test(`S247 a voice message is recorded, listened to, sent with keys, and heard at another speed, ${viewport.width} wide`, async ({
    conversation,
  }) => {
    const { alice, bob } = await conversation('Voices', { viewport });
    const { page } = alice;
    // What is left is left, also with a key; the draft stays.
    const first = await begin(page);
    await page.keyboard.press('Escape');
    await expect(first).toHaveCount(0);
    await expect(page.getByText('Recording discarded.')).toBeVisible();
    await expect(chat.composer(page)).toBeFocused();

    const place = await begin(page);
    await expectAccessible(page, 'the recorder');
    await hasLasted(place, 1);
    await page.keyboard.press('Space');
    await expect(place.getByText(/^Paused at \d:\d\d$/)).toBeAttached();
    await expectAccessible(page, 'a recording that stands still');
    await button(place, 'Play').click();
    await hasPlayed(place);
    await button(place, 'Go on recording').click();
    await hasLasted(place, 2);
    await page.keyboard.press('Control+Enter');
    await expect(place).toHaveCount(0);

    // Its shape is there before anybody asks for its bytes.
    const asked: string[] = [];
    bob.page.on('request', (request) => {
      if (request.url().includes('/api/files/') && request.method() === 'GET') asked.push(request.url());
    });
    const heard = voices(bob.page);
    await expect(heard.locator('rect').first()).toBeVisible();
    expect(await heard.locator('rect').count()).toBeGreaterThan(15);
    const heights = await heard
      .locator('rect')
      .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
    expect(new Set(heights).size).toBeGreaterThan(2);
    expect(asked).toEqual([]);
    await expectAccessible(bob.page, 'a voice message');
    await button(heard, 'Speed: 1×').click();
    await button(heard, 'Speed: 1.5×').click();
    await expect(button(heard, 'Speed: 2×')).toBeVisible();
    await button(heard, 'Play').click();
    await hasPlayed(heard);
    expect(await heard.locator('audio').evaluate((media: HTMLMediaElement) => media.playbackRate)).toBe(2);
    await expect(button(heard, 'Play')).toBeVisible();
    expect(asked.length).toBeGreaterThan(0);
    const slider = heard.getByRole('slider', { name: 'Position' });
    await slider.focus();
    await bob.page.keyboard.press('ArrowRight');
    await expect(slider).toHaveAttribute('aria-valuetext', /^0:01 of \d:\d\d$/);
    await bob.page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuenow', '0');

    // One at a time is heard.
    const again = await begin(page);
    await hasLasted(again, 1);
    await button(again, 'Send voice message').click();
    await expect(voices(bob.page)).toHaveCount(2);
    const [one, other] = [voices(bob.page).nth(0), voices(bob.page).nth(1)];
    await one.locator('audio').evaluate((media: HTMLMediaElement) => {
      media.loop = true;
    });
    await button(one, 'Play').click();
    await expect(button(one, 'Pause')).toBeVisible();
    await button(other, 'Play').click();
    await expect(button(one, 'Play')).toBeVisible();
  });

test('a voice message that was recorded offline is sent after a reload; without a microphone words say why', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Away', { serviceWorkers: 'allow' });
  const { page, context } = alice;
  await isKept(page);
  await chat.say(page, 'Before');
  await isRoomKept(page, new URL(page.url()).pathname.split('/').at(-1) ?? '');
  await context.setOffline(true);
  const place = await begin(page);
  await hasLasted(place, 1);
  await button(place, 'Send voice message').click();
  await expect(voices(page)).toBeVisible();
  await page.reload();
  await expect(voices(page)).toBeVisible();
  await context.setOffline(false);
  await expect(voices(bob.page)).toBeVisible();
  await button(voices(bob.page), 'Play').click();
  await hasPlayed(voices(bob.page));

  for (const [name, words] of [
    ['NotAllowedError', 'The microphone is not allowed here.'],
    ['NotFoundError', 'No microphone was found.'],
  ] as const) {
    await page.evaluate((kind) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', kind));
    }, name);
    await button(page, 'Record a voice message').click();
    const go = button(recorder(page), 'Continue');
    const alert = recorder(page).getByRole('alert');
    await go.or(alert).waitFor();
    if (await go.isVisible()) await go.click();
    await expect(alert).toContainText(words);
    await expectAccessible(page, 'a microphone that is not there');
    await page.keyboard.press('Escape');
    await expect(recorder(page)).toHaveCount(0);
  }
});

test('a recording that was neither sent nor discarded stands in the draft; what was discarded comes back', async ({
  conversation,
}) => {
  const { alice, bob, room } = await conversation('Kept');
  const { page } = alice;
  const chosen = page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem');
  await hasLasted(await begin(page), 1);
  await page.keyboard.press('Escape');
  await button(page, 'Undo').last().click();
  await expect(chosen).toBeVisible();
  await page.getByRole('button', { name: /^Remove voice-/ }).click();
  await expect(chosen).toHaveCount(0);

  await hasLasted(await begin(page), 1);
  await chat.openRoom(page, 'General');
  await expect(recorder(page)).toHaveCount(0);
  await chat.openRoom(page, room);
  await expect(chosen).toBeVisible();
  await chat.composer(page).press('Enter');
  await expect(chosen).toHaveCount(0);
  await button(voices(bob.page), 'Play').click();
  await hasPlayed(voices(bob.page));
});

/** A second of a tone. */
function sound(): Buffer {
  const rate = 8_000;
  const samples = Buffer.from(
    Array.from({ length: rate }, (_, at) => 128 + Math.round(60 * Math.sin(at / 4))),
  );
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  for (const at of [20, 22]) head.writeUInt16LE(1, at);
  for (const at of [24, 28]) head.writeUInt32LE(rate, at);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** Two seconds of film, as a browser records them: without a length. */
const film = (page: Page): Promise<Buffer> =>
  page
    .evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
      const context = canvas.getContext('2d');
      const timer = setInterval(() => {
        if (!context) return;
        context.fillStyle = `hsl(${String(Math.round(performance.now() / 10) % 360)} 60% 40%)`;
        context.fillRect(0, 0, 320, 240);
      }, 40);
      const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
      const chunks: Blob[] = [];
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      recorder.start();
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      await new Promise((resolve) => {
        recorder.onstop = resolve;
        recorder.stop();
      });
      clearInterval(timer);
      const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    })
    .then((text) => Buffer.from(text, 'base64'));

test('sounds and films are there with their length and in their size, in threads too, and nothing begins by itself', async ({
  conversation,
}) => {
  const { alice, bob } = await conversation('Films');
  const { page } = alice;
  const attach = (place: Page | Locator) => place.getByLabel('Attach files').and(page.locator('input'));
  await attach(page).setInputFiles([
    { name: 'film.webm', mimeType: 'video/webm', buffer: await film(page) },
    { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n'.padEnd(2_048)) },
  ]);
  await expect(page.getByRole('list', { name: 'Chosen files' }).getByRole('listitem')).toHaveCount(2);
  await chat.say(page, 'Watch this');
  const figure = chat.messages(bob.page).getByRole('figure').filter({ hasText: 'film.webm' });
  await expect(figure).toContainText(/0:0[1-9] · /);
  await expect(chat.messages(bob.page).getByRole('link', { name: 'Download paper.pdf' })).toBeVisible();
  await expect(chat.messages(bob.page).getByText('2 kB', { exact: true })).toBeVisible();
  await expectAccessible(bob.page, 'a film');

  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await bob.context.route('**/api/files/**', async (route) => {
    if (route.request().method() === 'GET') await asked;
    await route.continue();
  });
  await bob.page.reload();
  const video = figure.locator('video');
  await expect(video).toBeVisible();
  const before = await video.boundingBox();
  expect([before?.width, before?.height].map((side) => Math.round(side ?? 0))).toEqual([320, 240]);
  answer();
  await expect.poll(() => video.evaluate((media: HTMLVideoElement) => media.videoWidth)).toBe(320);
  expect(await video.boundingBox()).toEqual(before);
  expect(await video.evaluate((media: HTMLVideoElement) => media.paused)).toBe(true);

  await chat.message(page, 'Watch this').getByRole('article').focus();
  await page.keyboard.press('t');
  const thread = page.getByRole('region', { name: 'Thread', exact: true });
  await attach(thread).setInputFiles({ name: 'tone.wav', mimeType: 'audio/wav', buffer: sound() });
  await expect(
    thread.getByRole('list', { name: 'Chosen files' }).getByText('tone.wav', { exact: true }),
  ).toBeVisible();
  await button(thread, 'Send the reply').click();
  const tone = thread.getByRole('figure').filter({ hasText: 'tone.wav' });
  await expect(tone).toContainText('0:01 · ');
  await expect(thread.getByRole('progressbar')).toHaveCount(0);
  await expect(chat.messages(page).getByText('tone.wav')).toHaveCount(0);
  const spoken = thread.getByRole('group', { name: /^Voice message, / });
  await button(thread, 'Record a voice message').click();
  const place = thread.getByRole('group', { name: 'Voice message', exact: true });
  const go = button(place, 'Continue');
  await go.or(button(place, 'Pause recording')).waitFor();
  if (await go.isVisible()) await go.click();
  await hasLasted(place, 1);
  await button(place, 'Send voice message').click();
  await expect(spoken).toBeVisible();
  await expectAccessible(page, 'a thread with a voice message');
});
