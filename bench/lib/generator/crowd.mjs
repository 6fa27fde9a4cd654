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
  /** By room, and by process where there are several: each cuts a log into frames in its own way. @type {Map<string, RoomLog>} */
  logs = new Map();
  /** @type {string[]} */
  faults = [];

  /** @param {{ port: number, ports?: number[], isOrdered: boolean }} options several ports: members take turns */
  constructor({ port, ports = [port], isOrdered }) {
    this.ports = ports;
    this.isOrdered = isOrdered;
  }

  /** Connects people, a few at a time, and lets what their coming sets off die down. @param {Person[]} people */
  async join(people) {
    const waiting = [...people.entries()];
    const first = this.members.length;
    const worker = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, person] = next;
        this.members[first + index] = await this.#enter(person, this.portOf(first + index));
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

  /** @param {number} index of a member */
  portOf(index) {
    return this.ports[index % this.ports.length];
  }

  /** @param {Person} person @param {number} port @returns {Promise<Member>} */
  async #enter(person, port) {
    const connection = new Connection({ port, token: person.token });
    await connection.open();
    const [roomId] = person.rooms;
    const name = this.ports.length > 1 ? `${roomId} ${port}` : roomId;
    const log = this.logs.get(name) ?? new RoomLog({ isOrdered: this.isOrdered });
    this.logs.set(name, log);
    const member = { person, connection, log, reader: log.addReader() };
    connection.onEntries = (bytes, start, end) => void log.hear(member.reader, bytes, start, end);
    connection.onClose = () => this.faults.push('a connection was closed by the server');
    const answer = await connection.request('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
    if (answer?.success !== true) throw new Error(`a room refused a member: ${JSON.stringify(answer)}`);
    return member;
  }
}
