// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Changes } from './changes.mjs';
import { Connection } from './connection.mjs';
import { Ledger } from './ledger.mjs';
import { measure } from './loops.mjs';
import { Meter } from './meter.mjs';
import { Sending } from './sending.mjs';

const DRAIN_MS = 20_000;
const PAGE = 100;

/** @typedef {import('./crowd.mjs').Crowd} Crowd */
/**
 * @typedef {object} Phase
 * @property {string} name
 * @property {Record<'react' | 'edit' | 'delete', number>} shares of all that is done; the rest are messages
 * @property {number} [perSecond] a fixed rate; else each sender keeps a window of operations under way
 * @property {boolean} [isSpread] all messages are changed in turns, so that no two changes meet in one
 * @property {number} [reach] so many of the newest messages are changed; all, when it is left out
 */

/**
 * One room in which people send, edit, delete and react, one phase after the other. In the end every message was heard
 * once and in order, and what each member holds is what was acknowledged and what fresh pages say.
 * @param {Crowd} crowd of one room
 * @param {{ phases: Phase[], senders: number, window: number, warmupMs: number, measureMs: number, watched: import('./meter.mjs').Watched }} options
 */
export async function mixed(crowd, { phases, watched, ...load }) {
  const [[roomId, log]] = [...crowd.logs];
  const ledger = new Ledger();
  log.mayHaveHoles = true;
  log.onEntries = (entries) => ledger.hear(entries);
  const sending = new Sending(crowd, watched);
  sending.onStored = ({ messageId, seq }, index) => ledger.add(messageId, seq, index);
  const results = [];
  for (const phase of phases) {
    sending.meter = new Meter(watched);
    results.push(await run(sending, ledger, phase, load));
  }
  const faults = await sending.finish();
  await until(() => log.hasReachedSeq(ledger.lastSeq) && log.isSameForAll);
  if (!log.isSameForAll) faults.push('not every connection has heard the same frames');
  const {
    ports: [port],
    members,
  } = crowd;
  const pages = await readAll(port, members[0].person.token, roomId);
  faults.push(...ledger.verify(pages, log.holes));
  const [{ count }] = sending.counts();
  const { reactionCount, closestMs } = ledger;
  return {
    results,
    closestMs,
    holes: log.holes.size,
    stored: { messages: count, reactions: reactionCount },
    faults: faults.slice(0, 10),
  };
}

/** @param {Sending} sending @param {Ledger} ledger @param {Phase} phase @param {any} load */
async function run(sending, ledger, { name, shares, perSecond, ...choice }, { senders, window, ...times }) {
  const changes = Object.assign(new Changes(sending, ledger), choice);
  const act = (index, onAck) => {
    const isDone = attempt(changes, shares, onAck);
    if (!isDone) sending.send(sending.crowd.members[index], index, onAck);
  };
  const stop = perSecond === undefined ? keepUnderWay(act, senders, window) : atRate(act, senders, perSecond);
  let before;
  const measurement = await measure(sending, times, () => (before = { ...ledger.heard }));
  const heard = Object.fromEntries(
    Object.entries(ledger.heard).map(([what, count]) => [what, count - before[what]]),
  );
  stop();
  await until(() => sending.inFlight + changes.inFlight === 0);
  if (changes.inFlight > 0) sending.faults.push(`${changes.inFlight} changes were never acknowledged`);
  return { name, ...measurement, changes: changes.acked, heard };
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  const deadline = performance.now() + DRAIN_MS;
  while (!isSo() && performance.now() < deadline) await delay(20);
}

/** @typedef {(index: number, onAck: () => void) => void} Act does something in the name of a sender */

/** @param {Act} act @param {number} senders @param {number} window @returns {() => void} ends it */
function keepUnderWay(act, senders, window) {
  let isOver = false;
  const next = (index) => {
    if (!isOver) act(index, () => next(index));
  };
  for (let index = 0; index < senders; index += 1) for (let slot = 0; slot < window; slot += 1) next(index);
  return () => (isOver = true);
}

/** @param {Act} act @param {number} senders @param {number} perSecond @returns {() => void} ends it */
function atRate(act, senders, perSecond) {
  const begin = performance.now();
  let number = 0;
  const timer = setInterval(() => {
    for (; begin + (number * 1000) / perSecond <= performance.now(); number += 1)
      act(number % senders, () => {});
  }, 1);
  return () => clearInterval(timer);
}

/** A change, by chance. @param {Changes} changes @param {Phase['shares']} shares @param {() => void} onAck @returns {boolean} none: a message is to be sent */
function attempt(changes, shares, onAck) {
  let chance = Math.random();
  for (const what of /** @type {const} */ (['react', 'edit', 'delete'])) {
    if (chance < shares[what]) return changes[what](onAck) || attempt(changes, shares, onAck);
    chance -= shares[what];
  }
  return false;
}

/** All messages of a room as somebody reads them who comes now. @param {number} port @param {string} token @param {string} roomId */
async function readAll(port, token, roomId) {
  const reader = new Connection({ port, token });
  await reader.open();
  const all = [];
  for (let before; ;) {
    const page = await reader.request('room:page', { roomId, limit: PAGE, ...(before && { before }) });
    if (!page.success) throw new Error(`a page was refused: ${JSON.stringify(page)}`);
    all.push(...page.messages);
    before = page.nextCursor;
    if (!before) break;
  }
  reader.close();
  return all;
}
