// @ts-check
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { Meter } from './meter.mjs';

const CHECKED_SHARE = 50;
const PAGE = 50;
const HEAD_END = Buffer.from('\r\n\r\n');
const SUCCESS = Buffer.from('[{"success":true');

/** @typedef {{ id: string, seq: number } | undefined} Anchor the message before which a page ends; none: the newest */

/** @typedef {{ status: number, body: Buffer }} Page a status of 200 and a JSON array of messages, or what came instead */
/** @typedef {{ get: (anchor: Anchor) => Promise<Page>, close: () => void }} Reader */

/**
 * What a reading is about.
 * @typedef {object} Reading
 * @property {number} port
 * @property {string} token
 * @property {string} roomId
 * @property {number} head seq of the newest message
 * @property {Anchor[]} anchors taken in turns
 * @property {number} workers
 * @property {number} warmupMs
 * @property {number} measureMs
 * @property {import('./meter.mjs').Watched} watched
 */

/** Pages over REST, on kept-alive connections. @param {Reading} reading */
export function readPages(reading) {
  return read(reading, async () => {
    const client = await KeptAlive.open(reading.port);
    const get = (anchor) => client.get(pathOf(reading.roomId, anchor), reading.token);
    return { get, close: () => client.close() };
  });
}

/** Pages over the socket, as the client does. @param {Reading} reading */
export function askPages(reading) {
  return read(reading, async () => {
    const socket = new Connection(reading);
    await socket.open();
    const get = (anchor) =>
      new Promise((resolve) => {
        const payload = { roomId: reading.roomId, limit: PAGE, ...(anchor && { before: anchor.id }) };
        socket.ask('room:page', JSON.stringify(payload), (bytes, start, end) =>
          resolve({ status: isSuccess(bytes, start) ? 200 : 0, body: bytes.subarray(start, end) }),
        );
      });
    return { get, close: () => socket.close() };
  });
}

/**
 * `workers` readers of a room's history, one page after the other each.
 * @param {Reading} reading
 * @param {() => Promise<Reader>} open
 */
async function read({ workers, anchors, warmupMs, measureMs, watched, head }, open) {
  const meter = new Meter(watched);
  const faults = [];
  let [number, isOver] = [0, false];
  const readers = Array.from({ length: workers }, async () => {
    const reader = await open();
    while (!isOver) {
      const anchor = anchors[number++ % anchors.length];
      const at = performance.now();
      const { status, body } = await reader.get(anchor);
      if (meter.isRunning) {
        meter.acked += 1;
        meter.acks.add(performance.now() - at);
      }
      const fault =
        status !== 200 || number % CHECKED_SHARE === 0 ? faultOf(status, body, anchor, head) : undefined;
      if (fault && faults.length < 5) faults.push(fault);
    }
    reader.close();
  });
  await delay(warmupMs);
  meter.start();
  await delay(measureMs);
  const measurement = meter.stop();
  isOver = true;
  await Promise.all(readers);
  return { ...measurement, faults };
}

/** @param {string} roomId @param {Anchor} anchor */
function pathOf(roomId, anchor) {
  return `/api/rooms/${roomId}/messages?limit=${PAGE}${anchor ? `&before=${anchor.id}` : ''}`;
}

/** Whether an ack says so. @param {Buffer} bytes @param {number} start */
function isSuccess(bytes, start) {
  return bytes.compare(SUCCESS, 0, SUCCESS.length, start, start + SUCCESS.length) === 0;
}

/** @param {number} status @param {Buffer} body @param {Anchor} anchor @param {number} head */
function faultOf(status, body, anchor, head) {
  if (status !== 200) return `a page was answered with ${status}: ${body.toString().slice(0, 200)}`;
  const last = anchor ? anchor.seq - 1 : head;
  const answer = JSON.parse(body.toString());
  const seqs = (answer[0]?.messages ?? answer).map(({ seq }) => seq);
  const isRight = seqs.length === PAGE && seqs.every((seq, index) => seq === last - PAGE + 1 + index);
  return isRight
    ? undefined
    : `a page before ${last + 1} holds ${seqs.length} messages from ${seqs[0]} to ${seqs.at(-1)}`;
}

/** An HTTP/1.1 connection that asks one thing at a time. */
class KeptAlive {
  #socket;
  /** @type {Buffer} */
  #chunks = Buffer.alloc(0);
  #answer = (_answer) => {};

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('close', () => this.#answer({ status: 0, body: Buffer.from('the connection was closed') }));
  }

  /** @param {number} port @returns {Promise<KeptAlive>} */
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('connect', () => resolve(new KeptAlive(socket)));
      socket.once('error', reject);
    });
  }

  /** @param {string} path @param {string} token @returns {Promise<{ status: number, body: Buffer }>} */
  get(path, token) {
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    const bytes = this.#chunks.length > 0 ? Buffer.concat([this.#chunks, chunk]) : chunk;
    this.#chunks = bytes;
    const headEnd = bytes.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = bytes.toString('latin1', 0, headEnd);
    const start = headEnd + HEAD_END.length;
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (bytes.length < start + length) return;
    this.#chunks = bytes.subarray(start + length);
    this.#answer({ status: Number(head.slice(9, 12)), body: bytes.subarray(start, start + length) });
  }
}
