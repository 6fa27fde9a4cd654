// @ts-check
import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {import('./sending.mjs').Sending} Sending */
/** @typedef {{ senders: number, warmupMs: number, measureMs: number }} LoopOptions */

/**
 * Capacity: every sender keeps `window` messages under way and writes the next when an ack comes.
 * @param {Sending} sending
 * @param {LoopOptions & { window: number, repeatShare?: number, twinOffset?: number }} options `repeatShare` of the sends
 *   use an old key, every other one of them on the sender's second connection, `twinOffset` members further on
 */
export async function closedLoop(sending, { senders, window, repeatShare = 0, twinOffset = 0, ...times }) {
  const { members } = sending.crowd;
  for (let index = 0; index < senders; index += 1) {
    const recent = [];
    const next = () => {
      if (sending.isOver) return;
      const isRepeat = recent.length > 0 && Math.random() < repeatShare;
      const repeat = isRepeat ? recent[Math.floor(Math.random() * recent.length)] : undefined;
      const through = isRepeat && sending.resent % 2 === 0 ? index + twinOffset : index;
      const key = sending.send(members[through], index, next, { repeat });
      if (repeatShare > 0 && !repeat) recent[recent.length < 64 ? recent.length : sending.sent % 64] = key;
    };
    for (let slot = 0; slot < window; slot += 1) next();
  }
  return measure(sending, times);
}

/**
 * Latency: messages leave at times fixed beforehand, whatever the server does, and their latency counts from then.
 * @param {Sending} sending @param {LoopOptions & { perSecond: number }} options
 */
export async function openLoop(sending, { senders, perSecond, ...times }) {
  const { members } = sending.crowd;
  const begin = performance.now();
  const total = Math.ceil((perSecond * (times.warmupMs + times.measureMs)) / 1000);
  let number = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    for (; number < total && begin + (number * 1000) / perSecond <= now; number += 1) {
      const index = number % senders;
      const scheduledAt = begin + (number * 1000) / perSecond;
      sending.send(members[index], index, () => {}, { scheduledAt });
    }
  }, 1);
  const measurement = await measure(sending, times);
  clearInterval(timer);
  return measurement;
}

/**
 * @param {Sending} sending @param {{ warmupMs: number, measureMs: number }} times
 * @param {() => void} [onStart] called when the warm-up is over
 */
export async function measure({ meter }, { warmupMs, measureMs }, onStart) {
  await delay(warmupMs);
  onStart?.();
  meter.start();
  await delay(measureMs);
  return meter.stop();
}
