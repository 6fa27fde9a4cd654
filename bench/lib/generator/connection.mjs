// @ts-check
import { connect } from 'node:net';
import { clientFrame, walkFrames } from './frames.mjs';

const [DIGIT_0, DIGIT_2, DIGIT_3, DIGIT_4, DIGIT_9, BRACKET] = Buffer.from('02349[');
/** Where entries of a room's log come: as a log, in batches, and one by one. */
const ENTRIES = ['["room:log"', '["message:'].map((text) => Buffer.from(text));
/** What a client announces, by how it wants to hear of a room; `log` is what our own does. */
const ANNOUNCED = { log: { batch: true, log: 1 }, batch: { batch: true }, plain: {} };
const CLIENTS = ANNOUNCED[process.env.BENCH_CLIENTS ?? 'log'];
const HEAD_END = '\r\n\r\n';
const PONG = clientFrame('3');
const OPEN_PATIENCE_MS = 15_000;

/** @typedef {(bytes: Buffer, start: number, end: number) => void} FrameListener */

/**
 * A websocket of Engine.IO and Socket.IO on a bare TCP socket: the least work with which one can take part. Acks reach
 * whoever asked; what tells of entries of a room goes to `onEntries`, all else to `onEvent`, as bytes.
 */
export class Connection {
  /** @type {FrameListener} */
  onEntries = () => {};
  /** @type {FrameListener} */
  onEvent = () => {};
  onClose = () => {};
  bytesReceived = 0;
  eventsReceived = 0;
  isOpen = false;
  #asked = new Map();
  #nextId = 0;
  #rest;
  #isUpgraded = false;
  #settle = (_error) => {};

  /** @param {{ port: number, token: string }} options */
  constructor({ port, token }) {
    this.auth = JSON.stringify({ token, ...CLIENTS });
    this.port = port;
  }

  /** @returns {Promise<void>} resolves when the Socket.IO handshake is done */
  open() {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(new Error('no answer to the handshake')), OPEN_PATIENCE_MS);
      this.#settle = (error) => {
        clearTimeout(timer);
        this.#settle = () => {};
        if (error) return void (this.socket?.destroy(), reject(error));
        this.isOpen = true;
        resolve();
      };
      this.socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true });
      this.socket.on('connect', () => this.socket?.write(upgradeRequest(this.port)));
      this.socket.on('data', (bytes) => this.#read(bytes));
      this.socket.on('error', (error) => this.#settle(error));
      this.socket.on('close', () => {
        this.isOpen = false;
        this.#settle(new Error('closed during the handshake'));
        this.onClose();
      });
    });
  }

  /**
   * Sends an event and hands its ack, as bytes, to the listener.
   * @param {string} event @param {string} json its payload @param {FrameListener} onAck
   */
  ask(event, json, onAck) {
    const id = this.#nextId++;
    this.#asked.set(id, onAck);
    this.socket?.write(clientFrame(`42${id}["${event}",${json}]`));
  }

  /** @param {string} event @param {object} payload @returns {Promise<any>} the ack */
  request(event, payload) {
    return new Promise((resolve) => {
      this.ask(event, JSON.stringify(payload), (bytes, start, end) =>
        resolve(JSON.parse(bytes.toString('utf8', start, end))[0]),
      );
    });
  }

  close() {
    this.socket?.destroy();
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    this.bytesReceived += chunk.length;
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = this.#isUpgraded ? walkFrames(bytes, this.#onText) : this.#readHead(bytes);
  }

  /** @param {Buffer} bytes */
  #readHead(bytes) {
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) return bytes;
    if (!bytes.toString('latin1', 0, 12).endsWith('101')) {
      this.#settle(new Error(`the upgrade was answered with ${bytes.toString('latin1', 9, 12)}`));
      return undefined;
    }
    this.#isUpgraded = true;
    return walkFrames(bytes.subarray(end + HEAD_END.length), this.#onText);
  }

  /** @type {FrameListener} */
  #onText = (bytes, start, end) => {
    const [kind, type] = [bytes[start], bytes[start + 1]];
    if (kind === DIGIT_4 && type === DIGIT_2) {
      this.eventsReceived += 1;
      if (tellsOfEntries(bytes, start + 2)) this.onEntries(bytes, start + 2, end);
      else this.onEvent(bytes, start + 2, end);
    } else if (kind === DIGIT_4 && type === DIGIT_3) this.#onAck(bytes, start + 2, end);
    else if (kind === DIGIT_4 && type === DIGIT_0) this.#settle(undefined);
    else if (kind === DIGIT_4 && type === DIGIT_4)
      this.#settle(new Error(bytes.toString('utf8', start + 2, end)));
    else if (kind === DIGIT_2) this.socket?.write(PONG);
    else if (kind === DIGIT_0) this.socket?.write(clientFrame(`40${this.auth}`));
  };

  /** @type {FrameListener} */
  #onAck(bytes, start, end) {
    let [id, at] = [0, start];
    for (; bytes[at] >= DIGIT_0 && bytes[at] <= DIGIT_9; at += 1) id = id * 10 + bytes[at] - DIGIT_0;
    const listener = this.#asked.get(id);
    if (!listener || bytes[at] !== BRACKET) throw new Error(`an ack nobody waits for: ${id}`);
    this.#asked.delete(id);
    listener(bytes, at, end);
  }
}

/** @param {Buffer} bytes @param {number} start */
function tellsOfEntries(bytes, start) {
  return ENTRIES.some((head) => head.compare(bytes, start, start + head.length) === 0);
}

/** @param {number} port */
function upgradeRequest(port) {
  return [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');
}
