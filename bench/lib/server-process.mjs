// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { cpuOf } from './cpu.mjs';
import { tiedToUs } from './children.mjs';
import { SERVER_CORE, withCore } from './cores.mjs';
import { BENCH_SECRET } from './tokens.mjs';

/** Flags with which a process can be asked for its memory and its profile. */
export const PROBE = ['--expose-gc', '--import', new URL('./probe.mjs', import.meta.url).href];

const START_PATIENCE_MS = 20_000;
const STOP_PATIENCE_MS = 8_000;

/** ChatKet's documented keys that let a load generator through; nothing else differs from the defaults. */
const LIFTED_LIMITS = {
  RATE_LIMIT_MESSAGES: '1000000',
  RATE_LIMIT_CHANGES: '1000000',
  RATE_LIMIT_WINDOW_MS: '1',
  AUTH_REQUESTS_PER_IP: '1000000',
  AUTH_VERIFIES_PER_IP: '1000000',
  WRITES_PER_USER: '1000000',
  CONNECTIONS_PER_USER: '1000000',
  CONNECTIONS_PER_IP: '1000000',
  HANDSHAKES_PER_IP: '1000000',
  PACKETS_AT_ONCE: '1000000',
  PACKETS_PER_SECOND: '1000000',
};

/** A contestant's process, started as a user would start it: its own build, its default configuration. */
export class ServerProcess {
  #child;
  #logDir = mkdtempSync(join(tmpdir(), 'chatket-bench-log-'));
  #options;

  /** @param {{ script: string, databaseUrl: string, port: number, nodeFlags?: string[], env?: Record<string, string> }} options */
  constructor(options) {
    this.#options = options;
  }

  /** @param {{ script: string, databaseUrl: string, nodeFlags?: string[], env?: Record<string, string> }} options */
  static async start(options) {
    const server = new ServerProcess({ ...options, port: await freePort() });
    try {
      await server.start();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  get port() {
    return this.#options.port;
  }

  /** @returns {number} */
  get pid() {
    return this.#child?.pid ?? 0;
  }

  /** Starts it, or starts it again on the same port. Resolves when it takes connections. */
  async start() {
    const { script, databaseUrl, port, nodeFlags = [], env = {} } = this.#options;
    const log = openSync(join(this.#logDir, 'server.log'), 'a');
    const [command, args] = withCore(SERVER_CORE, process.execPath, [...nodeFlags, script]);
    const child = spawn(command, args, {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        JWT_SECRET: BENCH_SECRET,
        ...LIFTED_LIMITS,
        ...env,
      },
      cwd: this.#logDir,
      stdio: ['ignore', log, log, 'ipc'],
    });
    this.#child = tiedToUs(child);
    closeSync(log);
    const deadline = Date.now() + START_PATIENCE_MS;
    while (!(await takesConnections(port))) {
      if (this.#hasEnded() || Date.now() > deadline) throw new Error(`${script} did not start:\n${this.log}`);
      await delay(20);
    }
  }

  /** The end of what the process has printed. */
  get log() {
    return readFileSync(join(this.#logDir, 'server.log'), 'utf8').slice(-4_000);
  }

  /** Asks the probe inside the process; needs `nodeFlags: PROBE`. @param {'memory' | 'startProfile' | 'stopProfile'} question */
  async ask(question) {
    const answer = once(this.#started(), 'message');
    this.#started().send(question);
    const [content] = await answer;
    return content;
  }

  /** CPU time it has used so far. @returns {number} milliseconds */
  cpuMs() {
    const { user, system } = cpuOf(this.pid);
    return user + system;
  }

  async kill() {
    await this.#end('SIGKILL');
  }

  async stop() {
    await this.#end('SIGTERM');
    rmSync(this.#logDir, { recursive: true, force: true });
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    if (this.#hasEnded()) return;
    const child = this.#started();
    const ended = once(child, 'exit');
    child.kill(signal);
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    await ended;
    clearTimeout(impatience);
  }

  #hasEnded() {
    const child = this.#started();
    return child.exitCode !== null || child.signalCode !== null;
  }

  #started() {
    if (!this.#child) throw new Error('the process has not been started');
    return this.#child;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function takesConnections(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (isOpen) => (socket.destroy(), resolve(isOpen));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
