// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { Meter } from './meter.mjs';
import { clientMsgIdOf, senderOf } from './room-log.mjs';

const TEXT = 'The quick brown fox jumps over the lazy dog; then it sits down and writes a chat.'.slice(0, 80);
const DRAIN_MS = 20_000;
const DELIVERY_SAMPLE = 16;
const MAX_SAMPLES = 200_000;
const TRUE = Buffer.from('t')[0];
const SUCCESS_AT = '[{"success":'.length;

/** @typedef {import('./crowd.mjs').Crowd} Crowd */
/** @typedef {import('./crowd.mjs').Member} Member */

/**
 * The sending half of a workload: writes messages, times their acks and deliveries, and in the end holds what was
 * delivered against what was acknowledged.
 */
export class Sending {
  inFlight = 0;
  sent = 0;
  resent = 0;
  isOver = false;
  /** Where members are on several processes. @type {{ sentAt: number, ms: number, isRemote: boolean }[]} milliseconds since the epoch, and how long it took */
  samples = [];
  /** @type {Map<string, Map<string, number | undefined>>} seq by client message id, by room */
  acked = new Map();
  /** @type {string[]} */
  faults = [];
  /** Told of each message that was acknowledged. @type {(stored: { messageId: string, seq: number }, index: number) => void} */
  onStored = () => {};

  /** @param {Crowd} crowd @param {import('./meter.mjs').Watched} watched */
  constructor(crowd, watched) {
    this.crowd = crowd;
    this.meter = new Meter(watched);
    this.tag = Math.random().toString(36).slice(2, 8).padEnd(6, '0');
    crowd.members.forEach((member, index) => this.#listen(member, index));
  }

  /**
   * @param {Member} member @param {number} index of the sender
   * @param {() => void} onAck
   * @param {{ scheduledAt?: number, repeat?: string }} [how] since when its latency counts; an old key to send again
   * @returns {string} the client message id
   */
  send(member, index, onAck, { scheduledAt, repeat } = {}) {
    const at = scheduledAt ?? performance.now();
    const key = repeat ?? clientMsgIdOf(this.tag, index, this.sent, at);
    const [roomId] = member.person.rooms;
    if (repeat) this.resent += 1;
    this.sent += 1;
    this.inFlight += 1;
    const json = `{"roomId":"${roomId}","text":"${TEXT}","clientMsgId":"${key}"}`;
    member.connection.ask('message:send', json, (bytes, start, end) => {
      this.inFlight -= 1;
      if (this.meter.isRunning) {
        this.meter.acked += 1;
        this.meter.acks.add(performance.now() - at);
      }
      this.#noteAck({ roomId, key, index }, bytes, start, end);
      onAck();
    });
    return key;
  }

  /** Lets everything under way arrive, then checks it. @returns {Promise<string[]>} what is wrong */
  async finish() {
    this.isOver = true;
    const deadline = performance.now() + DRAIN_MS;
    while ((this.inFlight > 0 || !this.#hasArrived()) && performance.now() < deadline) await delay(20);
    if (this.inFlight > 0) this.faults.push(`${this.inFlight} messages were never acknowledged`);
    const faults = [...this.faults, ...this.crowd.faults];
    for (const [name, log] of this.crowd.logs)
      faults.push(...log.verify(this.acked.get(roomOf(name)) ?? new Map()));
    return faults.slice(0, 10);
  }

  /** @returns {{ roomId: string, count: number }[]} how many messages each room must have stored */
  counts() {
    return [...this.acked].map(([roomId, keys]) => ({ roomId, count: keys.size }));
  }

  #hasArrived() {
    return [...this.crowd.logs].every(([name, log]) =>
      log.hasReachedAll(this.acked.get(roomOf(name))?.size ?? 0),
    );
  }

  /** @param {Member} member @param {number} index */
  #listen({ connection, log, reader }, index) {
    const { ports } = this.crowd;
    const isSampled = index % DELIVERY_SAMPLE < ports.length;
    connection.onEntries = (bytes, start, end) => {
      const messages = log.hear(reader, bytes, start, end);
      const { meter } = this;
      if (!meter.isRunning) return;
      meter.delivered += messages.length;
      if (!isSampled) return;
      const now = performance.now();
      for (const { sentAt } of messages) meter.deliveries.add(now - sentAt);
      if (ports.length > 1) this.#sample(index, messages, now);
    };
  }

  /** @param {number} index @param {import('./room-log.mjs').HeardMessage[]} messages @param {number} now */
  #sample(index, messages, now) {
    const { crowd, samples } = this;
    if (samples.length >= MAX_SAMPLES) return;
    for (const { sentAt, clientMsgId } of messages)
      samples.push({
        sentAt: performance.timeOrigin + sentAt,
        ms: now - sentAt,
        isRemote: crowd.portOf(senderOf(clientMsgId)) !== crowd.portOf(index),
      });
  }

  /** @param {{ roomId: string, key: string, index: number }} sent @param {Buffer} bytes @param {number} start @param {number} end */
  #noteAck({ roomId, key, index }, bytes, start, end) {
    const text = bytes.toString('utf8', start, end);
    if (bytes[start + SUCCESS_AT] !== TRUE) {
      if (this.faults.length < 10) this.faults.push(`a send was refused: ${text}`);
      return;
    }
    const [{ messageId, seq }] = JSON.parse(text);
    const keys = this.acked.get(roomId) ?? new Map();
    this.acked.set(roomId, keys);
    const known = keys.get(key);
    if (known !== undefined && known !== seq && this.faults.length < 10)
      this.faults.push(`${key} was acknowledged as ${known} and as ${seq}`);
    keys.set(key, known ?? seq);
    this.onStored({ messageId, seq }, index);
  }
}

/** @param {string} name of a log */
const roomOf = (name) => name.split(' ', 1)[0] ?? '';
