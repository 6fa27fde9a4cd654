/* global document, window, requestAnimationFrame */
import { setTimeout as delay } from 'node:timers/promises';
import { io } from 'socket.io-client';

const LOG = '[role=log]';
const STREAM_S = 10;
const PER_SECOND = 100;
const LOADING_PATIENCE_MS = 180_000;

const middle = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** Opens the page of a room as somebody who is logged in. */
export async function openRoom(page, { url, session, roomId }) {
  await page.goto(`${url}/robots.txt`);
  await page.evaluate((value) => localStorage.setItem('chatket:session', JSON.stringify(value)), session);
  await page.goto(`${url}/rooms/${roomId}`);
  await page.locator(`${LOG} li`).first().waitFor();
}

/** From the click on a room that was open before until its messages are drawn. @returns {Promise<number>} ms, the middle of several */
export async function roomSwitchMs(page, names, times = 10) {
  const measured = [];
  // The list of rooms may be drawn after the messages.
  for (const name of names) await page.locator('nav a', { hasText: name }).first().waitFor();
  for (let round = 0; round < times + names.length; round += 1) {
    const name = names[round % names.length];
    const took = await page.evaluate(async (wanted) => {
      const link = [...document.querySelectorAll('nav a')].find((one) => one.textContent.includes(wanted));
      const startedAt = performance.now();
      link.click();
      const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const isThere = () =>
        document.querySelector('main h1')?.textContent.includes(wanted) &&
        document.querySelector('[role=log] li');
      do await frame();
      while (!isThere() && performance.now() - startedAt < 10_000);
      return performance.now() - startedAt;
    }, name);
    // The first visit of each fills the cache.
    if (round >= names.length) measured.push(took);
    await delay(100);
  }
  return middle(measured);
}

/** Scrolls up until the beginning of the room is there. @throws Error when it does not come */
export async function loadWholeRoom(page) {
  const hasBeginning = await page.locator(LOG).evaluate(async (log, patienceMs) => {
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (/\bLine 1 of\b/.test(log.innerText)) return true;
      log.scrollTo(0, 0);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return false;
  }, LOADING_PATIENCE_MS);
  if (!hasBeginning) throw new Error('The beginning of the long room did not come');
}

/** From the press of a key until its character is drawn. @returns {Promise<number>} ms, the middle of several */
export async function keyToGlyphMs(page, keys = 40) {
  await page.locator('main form textarea').focus();
  await page.evaluate(() => {
    window.keyTimes = [];
    document.addEventListener(
      'keydown',
      (event) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.keyTimes.push(performance.now() - event.timeStamp);
          port2.postMessage(undefined);
        }),
      { capture: true },
    );
  });
  for (let index = 0; index < keys; index += 1) {
    await page.keyboard.press('a');
    await delay(40);
  }
  return middle(await page.evaluate(() => window.keyTimes));
}

/** How busy the page is while a hundred messages a second come into the open room. @returns {Promise<number>} percent of the main thread */
export async function busyPercent(page, { url, session, roomId }) {
  const socket = io(url, { auth: { token: session.accessToken }, transports: ['websocket'] });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  const devtools = await page.context().newCDPSession(page);
  // CPU time of the page's main thread: other programs on the machine do not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    const task = metrics.find(({ name }) => name === 'TaskDuration').value;
    return { task, at: performance.now() / 1000 };
  };
  const run = crypto.randomUUID();
  const before = await spent();
  const acks = [];
  const startedAt = Date.now();
  for (let sent = 0; sent < PER_SECOND * STREAM_S; sent += 1) {
    const text = `Message ${sent} of a lively evening`;
    acks.push(
      socket.timeout(10_000).emitWithAck('message:send', { roomId, text, clientMsgId: `${run}-${sent}` }),
    );
    await delay(Math.max(0, startedAt + (sent * 1000) / PER_SECOND - Date.now()));
  }
  const answers = await Promise.all(acks);
  const after = await spent();
  socket.close();
  if (!answers.every(({ success }) => success)) throw new Error('The server did not take every message');
  return (100 * (after.task - before.task)) / (after.at - before.at);
}
