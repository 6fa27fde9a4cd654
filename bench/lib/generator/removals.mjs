// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../../../rig/people.mjs';
import { Connection } from './connection.mjs';

/** So long after a removal its person is watched: many messages flow meanwhile. */
const WATCH_MS = 400;
/** So many entries are heard before a removal by its person, and behind it by the others, however slow the machine. */
const WITNESSES = 3;
const PATIENCE_MS = 10_000;

/** @typedef {import('../topology.mjs').Person} Person */
/** @typedef {{ at: number, seqs: number[] }} Packet */
/** @typedef {{ person: Person, connection: Connection, packets: Packet[], kicked: Map<string, number>, isIn: boolean }} Listener */

/**
 * One after the other is put out of a room in which somebody writes at a steady rate.
 * @param {{ port: number, people: Person[], perSecond: number, kicks: number }} options the first owns the room, the
 *   second writes, and those behind are put out
 */
export async function removals({ port, people, perSecond, kicks }) {
  const listeners = await Promise.all(people.map((person) => listen(port, person)));
  const [owner, writer, ...others] = listeners;
  if (!owner || !writer || others.length < kicks) throw new Error('there are too few people');
  const roomId = owner.person.rooms[0] ?? '';
  const talk = startTalk(writer.connection, roomId, perSecond);
  const results = [];
  for (const victim of others.slice(0, kicks)) results.push(await kick({ port, roomId, owner, victim }));
  const sent = await talk.stop();
  await delay(WATCH_MS);
  const head = sent + kicks;
  const faults = listeners
    .filter(({ isIn }) => isIn)
    .flatMap(({ person, packets }) => holesOf(person, packets, head));
  for (const { connection } of listeners) connection.close();
  return { results, sent, faults };
}

/** @param {number} port @param {Person} person @returns {Promise<Listener>} */
async function listen(port, person) {
  const connection = new Connection({ port, token: person.token });
  /** @type {Listener} */
  const listener = { person, connection, packets: [], kicked: new Map(), isIn: true };
  connection.onEntries = (bytes, start, end) => {
    const [, { entries }] = JSON.parse(bytes.toString('utf8', start, end));
    listener.packets.push({ at: performance.now(), seqs: entries.map(({ seq }) => seq) });
    for (const entry of entries) if (entry.what === 'kicked') listener.kicked.set(entry.user.id, entry.seq);
  };
  await connection.open();
  await connection.request('rooms:sync', { rooms: [{ roomId: person.rooms[0], lastSeq: 0 }] });
  return listener;
}

/** Writes at a steady rate, whenever the acks come. @param {Connection} connection @param {string} roomId @param {number} perSecond */
function startTalk(connection, roomId, perSecond) {
  const acks = [];
  const timer = setInterval(() => {
    const clientMsgId = `removals-${acks.length}`;
    acks.push(connection.request('message:send', { roomId, text: 'while somebody is put out', clientMsgId }));
  }, 1000 / perSecond);
  return {
    /** @returns {Promise<number>} how many were written */
    async stop() {
      clearInterval(timer);
      const answers = await Promise.all(acks);
      const refused = answers.find(({ success }) => !success);
      if (refused) throw new Error(`a message was refused: ${refused.code}`);
      return answers.length;
    },
  };
}

/** @param {{ port: number, roomId: string, owner: Listener, victim: Listener }} scene */
async function kick({ port, roomId, owner, victim }) {
  const url = `http://127.0.0.1:${port}/api/rooms/${roomId}/members/${victim.person.id}`;
  await until(() => victim.packets.length >= WITNESSES);
  const heardBefore = victim.packets.length;
  const askedAt = performance.now();
  const { status } = await call(url, { token: owner.person.token, method: 'DELETE' });
  const ackedAt = performance.now();
  if (status !== 204) throw new Error(`a removal was answered with ${status}`);
  victim.isIn = false;
  await delay(WATCH_MS);
  const behind = () => {
    const seq = owner.kicked.get(victim.person.id) ?? Infinity;
    return owner.packets.flatMap(({ seqs }) => seqs.filter((heard) => heard > seq)).length;
  };
  await until(() => behind() >= WITNESSES);
  const seq = owner.kicked.get(victim.person.id);
  if (seq === undefined) throw new Error('nobody is told of a removal');
  const lastAt = victim.packets.at(-1)?.at ?? 0;
  return {
    heardBefore,
    ackMs: ackedAt - askedAt,
    /** From the question, and from its answer, to the last packet of the room; negative when it came before. */
    lastMs: lastAt - askedAt,
    lastAfterAckMs: lastAt - ackedAt,
    wrong: victim.packets.flatMap(({ seqs }) => seqs.filter((heard) => heard > seq)).length,
    behind: behind(),
  };
}

/** @param {() => boolean} isSo */
async function until(isSo) {
  for (const endsAt = performance.now() + PATIENCE_MS; !isSo() && performance.now() < endsAt;)
    await delay(10);
}

/** Who stays hears everything once and in order. @param {Person} person @param {Packet[]} packets @param {number} head */
function holesOf({ username }, packets, head) {
  const seqs = packets.flatMap((packet) => packet.seqs);
  const isWhole = seqs.length === head && seqs.every((seq, place) => seq === place + 1);
  return isWhole ? [] : [`${username} heard ${seqs.length} entries in some order, of ${head}`];
}
