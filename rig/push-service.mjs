// @ts-check
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import { selfSigned } from './self-signed.mjs';
import { signerOf } from './vapid.mjs';

const BODY_MAX = 4_096;
/** What a browser acks with where its worker has heard the push. */
const HEARD = 100;

/**
 * @typedef {{ version: string, topic?: string, endsAt: number, urgency?: string, data: string, headers: { encoding: string } }} Push
 * @typedef {object} Subscription
 * @property {string} channelID
 * @property {string} uaid the browser
 * @property {string | undefined} key only who has it may push, in base64url
 * @property {boolean} isGone
 * @property {Push[]} waiting not acked yet, in order
 * @property {(Push & { isHeard: boolean })[]} taken acked
 */

/**
 * A push service to which Firefox subscribes (`dom.push.serverURL`): the protocol of Mozilla's autopush over a WebSocket on
 * one side, RFC 8030 and RFC 8292 over https on the other. What a browser that is away has not taken waits for it.
 */
export class PushService {
  /** @type {Map<string, Subscription>} by the path of their endpoint, also those that are gone */
  subscriptions = new Map();
  /** @type {number[]} What it has said to those who push. */
  answers = [];
  /** @type {Map<string, import('ws').WebSocket>} */
  #browsers = new Map();
  #folder = mkdtempSync(join(tmpdir(), 'chatket-push-'));
  #sockets = createServer();
  #posts;

  constructor() {
    const { key, certificate } = selfSigned();
    writeFileSync(this.#certificateFile, certificate);
    this.#posts = createSecureServer({ key, cert: certificate }, (request, response) => {
      void this.#take(request).then((status) => {
        this.answers.push(status);
        response.writeHead(status).end();
      });
    });
    new WebSocketServer({ server: this.#sockets }).on('connection', (socket) => this.#talk(socket));
  }

  /** @returns {Promise<PushService>} */
  static async open() {
    const service = new PushService();
    for (const server of [service.#sockets, service.#posts])
      await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    return service;
  }

  /** Where browsers connect to. */
  get socketUrl() {
    return `ws://127.0.0.1:${portOf(this.#sockets)}/`;
  }

  /** What a server is told that is to push by it. */
  get environment() {
    return { PUSH_PRIVATE_ADDRESSES: '127.0.0.1,::1', PUSH_CA_FILE: this.#certificateFile };
  }

  close() {
    for (const socket of this.#browsers.values()) socket.terminate();
    for (const server of [this.#sockets, this.#posts]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #certificateFile() {
    return join(this.#folder, 'certificate.pem');
  }

  get #origin() {
    return `https://localhost:${portOf(this.#posts)}`;
  }

  /** @param {import('ws').WebSocket} socket */
  #talk(socket) {
    let uaid = '';
    socket.on('message', (data) => {
      const { messageType, ...said } = JSON.parse(String(data));
      const answer = (/** @type {object} */ rest) =>
        socket.send(JSON.stringify({ messageType, status: 200, ...rest }));
      if (messageType === undefined) socket.send('{}');
      if (messageType === 'hello') {
        uaid = said.uaid || randomUUID().replaceAll('-', '');
        this.#browsers.set(uaid, socket);
        answer({ uaid, use_webpush: true });
        for (const one of this.#of(uaid)) for (const push of one.waiting) this.#deliver(one, push);
      }
      if (messageType === 'register') {
        const path = `/wpush/${randomUUID()}`;
        const { channelID } = said;
        const key = said.key && Buffer.from(said.key, 'base64url').toString('base64url');
        this.subscriptions.set(path, { channelID, uaid, key, isGone: false, waiting: [], taken: [] });
        answer({ channelID, pushEndpoint: this.#origin + path });
      }
      if (messageType === 'unregister') {
        for (const one of this.#of(uaid, said.channelID)) one.isGone = true;
        answer({ channelID: said.channelID });
      }
      if (messageType === 'ack') for (const update of said.updates) this.#noteTaken(uaid, update);
    });
    socket.on('close', () => this.#browsers.get(uaid) === socket && this.#browsers.delete(uaid));
  }

  /** @param {import('node:http').IncomingMessage} request @returns {Promise<number>} the status */
  async #take(request) {
    const body = await buffer(request);
    const subscription = this.subscriptions.get(request.url ?? '');
    if (!subscription) return 404;
    if (subscription.isGone) return 410;
    const { ttl, topic, urgency, 'content-encoding': encoding = '', authorization } = request.headers;
    if (!/^\d+$/.test(String(ttl)) || encoding !== 'aes128gcm') return 400;
    if (body.length > BODY_MAX) return 413;
    if (subscription.key !== undefined && !this.#maySend(authorization, subscription.key)) return 403;
    const push = {
      version: randomUUID(),
      endsAt: Date.now() + Number(ttl) * 1_000,
      data: body.toString('base64url'),
      headers: { encoding },
      ...(typeof topic === 'string' && { topic }),
      ...(typeof urgency === 'string' && { urgency }),
    };
    const others = subscription.waiting.filter((one) => topic === undefined || one.topic !== topic);
    subscription.waiting = [...others, push];
    this.#deliver(subscription, push);
    return 201;
  }

  /** @param {string | undefined} authorization @param {string} key */
  #maySend(authorization, key) {
    try {
      const { aud, exp } = signerOf(authorization, key);
      return aud === this.#origin && exp * 1_000 > Date.now();
    } catch {
      return false;
    }
  }

  /** @param {Subscription} subscription @param {Push} push */
  #deliver({ uaid, channelID }, { version, data, headers, endsAt }) {
    if (endsAt < Date.now()) return;
    const notification = { messageType: 'notification', channelID, version, data, headers };
    this.#browsers.get(uaid)?.send(JSON.stringify(notification));
  }

  /** @param {string} uaid @param {{ channelID: string, version: string, code?: number }} update */
  #noteTaken(uaid, { channelID, version, code = HEARD }) {
    for (const one of this.#of(uaid, channelID)) {
      const taken = one.waiting.filter((push) => push.version === version);
      one.waiting = one.waiting.filter((push) => push.version !== version);
      one.taken.push(...taken.map((push) => ({ ...push, isHeard: code === HEARD })));
    }
  }

  /** @param {string} uaid @param {string} [channelID] */
  #of(uaid, channelID) {
    return [...this.subscriptions.values()].filter(
      (one) => one.uaid === uaid && (channelID === undefined || one.channelID === channelID),
    );
  }
}

/** @param {import('node:net').Server} server @returns {number} */
function portOf(server) {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
