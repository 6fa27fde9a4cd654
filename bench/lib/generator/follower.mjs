// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.mjs';

const RETRIES = 30;
const RETRY_MS = 250;

/**
 * A client that keeps its place in several rooms: it reconnects, asks for what it missed, follows `hasMore` to the end,
 * and notices every entry that comes twice or too early.
 */
export class Follower {
  /** @type {Map<string, number>} last seq by room */
  places = new Map();
  /** @type {string[]} */
  faults = [];
  retries = 0;
  /** Set by whoever wants to stop listening for a while. */
  onProgress = () => {};

  /** @param {{ port: number, person: import('../topology.mjs').Person }} options */
  constructor({ port, person }) {
    this.port = port;
    this.person = person;
    for (const roomId of person.rooms) this.places.set(roomId, 0);
  }

  /** Connects, and tries again when it is turned away. */
  async connect() {
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.connection = new Connection({ port: this.port, token: this.person.token });
        this.connection.onEntries = (bytes, start, end) => this.#hear(bytes.toString('utf8', start, end));
        await this.connection.open();
        return;
      } catch (error) {
        if (attempt === RETRIES) throw error;
        this.retries += 1;
        await delay(RETRY_MS * (0.5 + Math.random()));
      }
    }
  }

  /** Asks for everything behind its places, until there is no more. */
  async sync() {
    for (let rooms = this.#cursors(); rooms.length > 0;) {
      const answer = await this.connection?.request('rooms:sync', { rooms });
      if (answer?.success !== true) {
        this.retries += 1;
        if (this.retries > RETRIES) throw new Error(`a sync was refused: ${JSON.stringify(answer)}`);
        await delay(RETRY_MS * (0.5 + Math.random()));
        continue;
      }
      const more = new Set(answer.results.filter(({ hasMore }) => hasMore).map(({ roomId }) => roomId));
      rooms = this.#cursors().filter(({ roomId }) => more.has(roomId));
    }
  }

  /** Whether it holds everything up to these heads. @param {Record<string, number>} heads by room */
  holds(heads) {
    return [...this.places].every(([roomId, seq]) => seq === heads[roomId]);
  }

  close() {
    this.connection?.close();
  }

  #cursors() {
    return [...this.places].map(([roomId, lastSeq]) => ({ roomId, lastSeq }));
  }

  /** @param {string} json */
  #hear(json) {
    const [, payload] = JSON.parse(json);
    const { roomId } = payload;
    for (const { seq } of payload.entries ?? payload.messages ?? [payload]) {
      const place = this.places.get(roomId) ?? 0;
      if (seq !== place + 1 && this.faults.length < 5) this.faults.push(`seq ${seq} came after ${place}`);
      this.places.set(roomId, seq);
    }
    this.onProgress();
  }
}
