// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { RoomLog } from './room-log.mjs';

/** @typedef {import('../topology.mjs').Person} Person */
/** @typedef {{ person: Person, connection: Connection, log: RoomLog, reader: import('./room-log.mjs').Reader }} Member */

const AT_ONCE = 32;
const SETTLE_MS = 600;

/** Connections that are in their room and listen. Each is in the first of its person's rooms. */
export class Crowd {
  /** @type {Member[]} */
  members = [];
  /** @type {Map<string, RoomLog>} */
  logs = new Map();
  /** @type {string[]} */
  faults = [];

  /** @param {{ port: number, isOrdered: boolean }} options */
  constructor({ port, isOrdered }) {
    this.port = port;
    this.isOrdered = isOrdered;
  }

  /** Connects people, a few at a time, and lets what their coming sets off die down. @param {Person[]} people */
  async join(people) {
    const waiting = [...people.entries()];
    const first = this.members.length;
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, person] = next;
        this.members[first + index] = await this.#enter(person);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await delay(SETTLE_MS);
  }

  close() {
    for (const { connection } of this.members) {
      connection.onClose = () => {};
      connection.close();
    }
  }

  /** @param {Person} person @returns {Promise<Member>} */
  async #enter(person) {
    const connection = new Connection({ port: this.port, token: person.token });
    await connection.open();
    const [roomId] = person.rooms;
    const log = this.logs.get(roomId) ?? new RoomLog({ isOrdered: this.isOrdered });
    this.logs.set(roomId, log);
    const member = { person, connection, log, reader: log.addReader() };
    connection.onEntries = (bytes, start, end) => void log.hear(member.reader, bytes, start, end);
    connection.onClose = () => this.faults.push('a connection was closed by the server');
    const answer = await connection.request('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    if (answer?.success !== true) throw new Error(`a room refused a member: ${JSON.stringify(answer)}`);
    return member;
  }
}
