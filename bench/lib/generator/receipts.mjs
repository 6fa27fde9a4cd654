// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { openLoop } from './loops.mjs';
import { Meter } from './meter.mjs';
import { Sending } from './sending.mjs';

/** @typedef {import('./crowd.mjs').Crowd} Crowd */
/** @typedef {import('./crowd.mjs').Member} Member */

/** As often as somebody who looks at a busy room says how far they have read. */
const READ_EVERY_MS = 1_000;
const TOLD = Buffer.from('["room:receipts"');
const DRAIN_MS = 20_000;

/** In one process, so that its mood meets both. */
const TURNS = [false, true, true, false];

/**
 * Messages at a fixed rate in rooms in which everybody reads on all the time, in turns with nobody who sees that, and with
 * all. In the end each knows of all others that they have read everything, and of nobody more than was said.
 * @param {Crowd} crowd
 * @param {{ watched: import('./meter.mjs').Watched, senders: number, perSecond: number, warmupMs: number, measureMs: number }} options
 */
export async function receipts(crowd, { watched, ...load }) {
  const sending = new Sending(crowd, watched);
  const readers = crowd.members.map((member) => new Reader(member, sending));
  const timers = readers.map((reader, index) => readInTurns(reader, index / readers.length));
  /** @type {{ watching: any[], alone: any[] }} */
  const turns = { watching: [], alone: [] };
  for (const isWatching of TURNS) {
    sending.meter = new Meter(watched);
    await Promise.all(readers.map((reader) => reader.watch(isWatching)));
    const measurement = await openLoop(sending, load);
    turns[isWatching ? 'watching' : 'alone'].push({ ...measurement, ...toldIn(readers) });
  }
  const unasked = turns.alone.reduce((sum, { told }) => sum + told, 0);
  await Promise.all(readers.map((reader) => reader.watch(true)));
  const faults = await sending.finish();
  for (const stop of timers) stop();
  await Promise.all(readers.map((reader) => reader.read()));
  await until(() => readers.every((reader) => reader.missing(readers).length === 0));
  faults.push(...readers.flatMap((reader) => reader.faults(readers)));
  if (unasked > 0) faults.push(`${unasked} times somebody was told who has no room before them`);
  return { ...turns, counts: sending.counts(), faults: faults.slice(0, 10) };
}

/** What they were told since they were asked last. @param {readonly Reader[]} readers */
function toldIn(readers) {
  const told = readers.map((reader) => reader.take());
  return {
    told: told.reduce((sum, { times }) => sum + times.length, 0),
    toldBytes: told.reduce((sum, { bytes }) => sum + bytes, 0),
    reads: told.reduce((sum, { reads }) => sum + reads, 0),
    mostPerSecond: Math.max(...told.map(({ times }) => rateOf(times))),
  };
}

/** Somebody in a room who reads, and hears who else does. */
class Reader {
  /** Of the turn that is measured: when they were told. @type {{ times: number[], bytes: number, reads: number }} */
  #turn = { times: [], bytes: 0, reads: 0 };
  /** Up to where others have read, by their ids. @type {Map<string, number>} */
  #known = new Map();
  #readSeq = 0;
  /** @type {Sending} */
  #sending;
  /** @type {string[]} */
  #faults = [];

  /** @param {Member} member @param {Sending} sending */
  constructor({ person, connection, reader }, sending) {
    this.#sending = sending;
    this.id = person.id;
    this.roomId = person.rooms[0];
    this.connection = connection;
    this.log = reader;
    connection.onEvent = (bytes, start, end) => {
      if (TOLD.compare(bytes, start, start + TOLD.length) !== 0) return;
      if (sending.meter.isRunning) {
        this.#turn.times.push(performance.now());
        this.#turn.bytes += end - start;
      }
      const [, { roomId, reads }] = JSON.parse(bytes.toString('utf8', start, end));
      if (roomId === this.roomId) this.#note(reads);
      else this.#faults.push(`told of ${roomId}, which is not before them`);
    };
  }

  /** Has the room before them, or none. @param {boolean} isOn */
  async watch(isOn) {
    const place = isOn ? { roomId: this.roomId } : {};
    const { success, reads } = await this.connection.request('room:receipts', place);
    if (success) this.#note(reads);
    else this.#faults.push('who has read was not told');
  }

  /** Says that everything is read that was heard. */
  async read() {
    const seq = this.log.lastSeq;
    if (seq === this.#readSeq) return;
    this.#readSeq = seq;
    if (this.#sending.meter.isRunning) this.#turn.reads += 1;
    const answer = await this.connection.request('room:read', { roomId: this.roomId, seq });
    if (!answer.success) this.#faults.push(`reading was refused: ${JSON.stringify(answer)}`);
  }

  /** Those of the room whose reading is not known to the end. @param {readonly Reader[]} all */
  missing(all) {
    const others = all.filter((other) => other.roomId === this.roomId && other !== this);
    return others.filter((other) => this.#known.get(other.id) !== other.#readSeq);
  }

  /** @param {readonly Reader[]} all */
  faults(all) {
    const missing = this.missing(all).length;
    if (missing === 0) return this.#faults;
    return [...this.#faults, `of ${missing} others it is not known that they have read everything`];
  }

  take() {
    const turn = this.#turn;
    this.#turn = { times: [], bytes: 0, reads: 0 };
    return turn;
  }

  /** @param {{ user: { id: string }, seq: number }[]} reads */
  #note(reads) {
    for (const { user, seq } of reads) {
      if (user.id === this.id) this.#faults.push('told of their own reading');
      if (seq < (this.#known.get(user.id) ?? 0)) this.#faults.push('somebody reads backwards');
      this.#known.set(user.id, seq);
    }
  }
}

/** Everybody at a moment of their own. @param {Reader} reader @param {number} share of the time between two readings @returns {() => void} ends it */
function readInTurns(reader, share) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const begin = setTimeout(() => {
    timer = setInterval(() => void reader.read(), READ_EVERY_MS);
  }, share * READ_EVERY_MS);
  return () => {
    clearTimeout(begin);
    clearInterval(timer);
  };
}

/** @param {readonly number[]} times in milliseconds @returns {number} how often a second */
function rateOf(times) {
  if (times.length < 2) return 0;
  return ((times.length - 1) * 1_000) / ((times.at(-1) ?? 0) - (times[0] ?? 0));
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  const deadline = performance.now() + DRAIN_MS;
  while (!isSo() && performance.now() < deadline) await delay(20);
}
