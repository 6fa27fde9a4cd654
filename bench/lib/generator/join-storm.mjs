// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { Meter } from './meter.mjs';

const AT_ONCE = 32;
const RETRIES = 20;
const RETRY_MS = 250;
/** Longer than a server may hold a roster back. */
const QUIET_MS = 4_000;
const PATIENCE_MS = 90_000;
const SNAPSHOT = '["room:roster",';
const DELTA = '["room:roster:delta",';

/** @typedef {import('../topology.mjs').Person} Person */

/**
 * Everybody enters one room within `spreadMs`; over when nobody has heard of a roster for a while. Then each client's
 * roster must show everybody online.
 * @param {{ port: number, people: Person[], spreadMs: number, watched: import('./meter.mjs').Watched }} options
 */
export async function joinStorm({ port, people, spreadMs, watched }) {
  const visitors = people.map((person) => new Visitor(port, person));
  const waiting = [...visitors];
  const worker = async () => {
    for (let visitor = waiting.shift(); visitor; visitor = waiting.shift()) await visitor.connection.open();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const bytesBefore = sum(visitors, ({ connection }) => connection.bytesReceived);
  const framesBefore = sum(visitors, ({ connection }) => connection.eventsReceived);
  const meter = new Meter(watched);
  meter.start();
  const begin = performance.now();
  await Promise.all(
    visitors.map(async (visitor, index) => {
      await delay((index * spreadMs) / visitors.length);
      await visitor.enter();
    }),
  );
  const lastHeard = () => Math.max(...visitors.map(({ heardAt }) => heardAt));
  while (
    performance.now() - Math.max(lastHeard(), begin) < QUIET_MS &&
    performance.now() - begin < PATIENCE_MS
  )
    await delay(50);
  meter.acked = visitors.length;
  const { serverUs, postgresUs, generatorCores, foreignCores } = meter.stop();
  const result = {
    bytes: sum(visitors, ({ connection }) => connection.bytesReceived) - bytesBefore,
    frames: sum(visitors, ({ connection }) => connection.eventsReceived) - framesBefore,
    settledMs: lastHeard() - begin,
    retries: sum(visitors, ({ retries }) => retries),
    faults: faultsOf(visitors),
    ...{ serverUs, postgresUs, generatorCores, foreignCores },
  };
  for (const { connection } of visitors) connection.close();
  return result;
}

class Visitor {
  heardAt = 0;
  retries = 0;
  /** @type {Buffer[]} the last whole roster and the deltas since */
  #heard = [];

  /** @param {number} port @param {Person} person */
  constructor(port, person) {
    this.person = person;
    this.connection = new Connection({ port, token: person.token });
    this.connection.onEvent = (bytes, start, end) => {
      const head = bytes.toString('latin1', start, start + DELTA.length);
      const isSnapshot = head.startsWith(SNAPSHOT);
      if (!isSnapshot && head !== DELTA) return;
      this.heardAt = performance.now();
      if (isSnapshot) this.#heard.length = 0;
      this.#heard.push(bytes.subarray(start, end));
    };
  }

  async enter() {
    const [roomId] = this.person.rooms;
    for (;;) {
      const answer = await this.connection.request('room:join', { roomId });
      if (answer.success) return;
      this.retries += 1;
      if (!answer.retryable || this.retries > RETRIES)
        throw new Error(`a room refused a member: ${JSON.stringify(answer)}`);
      await delay(RETRY_MS);
    }
  }

  /** @returns {number} how many it believes to be online */
  onlineCount() {
    const online = new Set();
    for (const bytes of this.#heard) {
      const [, { users, changed = [], removed = [] }] = JSON.parse(bytes.toString());
      for (const { id, status } of users ?? changed) status === 'online' ? online.add(id) : online.delete(id);
      for (const id of removed) online.delete(id);
    }
    return online.size;
  }
}

/** @param {Visitor[]} visitors */
function faultsOf(visitors) {
  const wrong = visitors.map((visitor) => visitor.onlineCount()).filter((count) => count !== visitors.length);
  return wrong.length > 0 ? [`${wrong.length} clients have a wrong roster, one with ${wrong[0]} online`] : [];
}

/** @template T @param {T[]} list @param {(item: T) => number} of */
const sum = (list, of) => list.reduce((total, item) => total + of(item), 0);
