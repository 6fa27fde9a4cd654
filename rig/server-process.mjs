// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/lib/free-port.mjs';
import { tiedToUs } from './children.mjs';
import { TEST_ENVIRONMENT } from './environment.mjs';

/** The built server. */
export const SERVER_MAIN = fileURLToPath(new URL('../server/dist/main.js', import.meta.url));

const LOOK_MS = 20;

/**
 * @typedef {object} ServerOptions
 * @property {Record<string, string | undefined>} [defaults] what lies under the environment; TEST_ENVIRONMENT
 * @property {string} [main] the script; the built server
 * @property {string[]} [nodeFlags]
 * @property {(command: string[]) => string[]} [around] makes another command of it, such as one that pins it to a core
 * @property {'healthy' | 'answering' | 'listening'} [until] when it counts as started: `/health` says yes (default),
 *   says anything, or connections are taken
 * @property {boolean} [hasChannel] opens a channel for `child.send` and its messages
 * @property {(text: string) => void} [onOutput] hears what it prints, as it comes
 * @property {(code: number | null, signal: NodeJS.Signals | null) => void} [onEnd] hears of its end, whoever ended it
 * @property {string} [logFile] its output goes there and nobody has to read it
 * @property {string} [cwd]
 */

/** The server in a process of its own, on a port of its own that it keeps when it is started again. */
export class ServerProcess {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  child;
  #output = '';
  #env;
  #options;

  /** @param {number} port @param {Record<string, string | undefined>} env @param {ServerOptions} [options] */
  constructor(port, env, options = {}) {
    this.port = port;
    this.#env = env;
    this.#options = options;
  }

  /**
   * @param {Record<string, string | undefined>} env
   * @param {ServerOptions} [options]
   * @throws Error with what it printed when it ends instead of starting
   */
  static async start(env, options = {}) {
    const server = new ServerProcess(await freePort(), env, options);
    await server.start();
    return server;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the process has printed so far, unless it goes to a file or `onOutput` hears it. */
  get log() {
    return this.#output;
  }

  /** @returns {boolean} */
  get isRunning() {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts it, or starts it again on the same port. Resolves when it counts as started. */
  async start() {
    if (!(await this.launch())) throw new Error(`the server has ended:\n${this.#output}`);
  }

  /** Starts it. @returns {Promise<boolean>} true once it counts as started, false when it has ended instead */
  async launch() {
    this.#spawn();
    while (!(await this.#hasStarted())) {
      if (!this.isRunning) return false;
      await delay(LOOK_MS);
    }
    return true;
  }

  /** Ends the process without warning. */
  async kill() {
    await this.signal('SIGKILL');
  }

  /** Asks the process to stop. @returns {Promise<number | null>} its exit code */
  stop() {
    return this.signal('SIGTERM');
  }

  /** From here on nobody reads what the process prints. */
  stopReading() {
    this.child?.stdout?.destroy();
    this.child?.stderr?.destroy();
  }

  /** From here on the process stands still. Ends with `resume`. */
  pause() {
    this.child?.kill('SIGSTOP');
  }

  resume() {
    this.child?.kill('SIGCONT');
  }

  /** Ends the process by a signal. @param {NodeJS.Signals} name @returns {Promise<number | null>} its exit code */
  async signal(name) {
    const child = this.child;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    // Not 'exit': what the process has printed last may still be on its way.
    const ended = once(child, 'close');
    child.kill(name);
    await ended;
    return child.exitCode;
  }

  #spawn() {
    const {
      defaults = TEST_ENVIRONMENT,
      main = SERVER_MAIN,
      nodeFlags = [],
      around = (command) => command,
      hasChannel = false,
      logFile,
      cwd,
    } = this.#options;
    const [program = '', ...args] = around([process.execPath, ...nodeFlags, main]);
    const log = logFile === undefined ? 'pipe' : openSync(logFile, 'a');
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH, PORT: String(this.port), ...defaults, ...this.#env },
      stdio: ['ignore', log, log, ...(hasChannel ? /** @type {const} */ (['ipc']) : [])],
      cwd,
    });
    this.child = tiedToUs(child);
    child.once('exit', (code, signal) => this.#options.onEnd?.(code, signal));
    if (typeof log === 'number') closeSync(log);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => this.#hear(String(data)));
  }

  /** @param {string} text */
  #hear(text) {
    if (this.#options.onOutput) this.#options.onOutput(text);
    else this.#output += text;
  }

  /** @returns {Promise<boolean>} */
  #hasStarted() {
    const { until = 'healthy' } = this.#options;
    if (until === 'listening') return takesConnections(this.port);
    return fetch(`${this.url}/health`).then(
      (answer) => until === 'answering' || answer.ok,
      () => false,
    );
  }
}

/**
 * For `around`: what a shell does with the command, which is `"$@"` there, such as limiting it.
 * @param {string} script
 * @returns {(command: string[]) => string[]}
 */
export function inShell(script) {
  return (command) => ['sh', '-c', script, 'sh', ...command];
}

/** @param {number} port @returns {Promise<boolean>} */
function takesConnections(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (/** @type {boolean} */ isOpen) => (socket.destroy(), resolve(isOpen));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}
