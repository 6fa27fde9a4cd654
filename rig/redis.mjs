// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../scripts/lib/free-port.mjs';
import { endOf, tiedToUs } from './children.mjs';
import { findRedis } from './programs.mjs';

const LOOK_MS = 10;

/** A real Redis on a free port of the loopback address, that keeps nothing on a disk and can be harmed. */
export class RedisServer {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #folder = mkdtempSync(join(tmpdir(), 'chatket-redis-'));

  /** @param {number} port @param {string} path */
  constructor(port, path) {
    this.port = port;
    this.path = path;
  }

  /** @returns {Promise<RedisServer>} @throws Error where this machine has none */
  static async start() {
    const path = findRedis();
    if (!path)
      throw new Error('there is no redis-server: install it, or say where it is with REDIS_SERVER_PATH');
    const server = new RedisServer(await freePort(), path);
    await server.up();
    return server;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, or starts it again, empty. Resolves when it answers. */
  async up() {
    const options = { port: this.port, bind: '127.0.0.1', dir: this.#folder, save: '', appendonly: 'no' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = tiedToUs(spawn(this.path, args, { stdio: 'ignore' }));
    this.#child = child;
    while (!(await answers(this.port))) {
      if (child.exitCode !== null) throw new Error(`redis-server has ended with ${child.exitCode}`);
      await delay(LOOK_MS);
    }
  }

  /** Ends it without warning. */
  async kill() {
    await endOf(this.#child);
  }

  /** From here on it stands still. Ends with `resume`. */
  pause() {
    this.#child?.kill('SIGSTOP');
  }

  resume() {
    this.#child?.kill('SIGCONT');
  }

  async close() {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (/** @type {boolean} */ isUp) => (socket.destroy(), resolve(isUp));
    socket.once('data', () => end(true));
    socket.once('error', () => end(false));
    socket.once('end', () => end(false));
  });
}
