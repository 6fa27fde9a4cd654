// @ts-check
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIFTED_LIMITS, LIFTED_LOGIN_LIMITS } from '../../rig/environment.mjs';
import { ServerProcess as Server } from '../../rig/server-process.mjs';
import { TEST_SECRET } from '../../rig/tokens.mjs';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { cpuOf } from './cpu.mjs';
import { SERVER_CORE, withCore } from './cores.mjs';

/** Flags with which a process can be asked for its memory and its profile. */
export const PROBE = ['--expose-gc', '--import', new URL('./probe.mjs', import.meta.url).href];

const STOP_PATIENCE_MS = 8_000;

/** ChatKet's documented keys that let a load generator through; nothing else differs from the defaults. */
const ENV = {
  JWT_SECRET: TEST_SECRET,
  RATE_LIMIT_MESSAGES: '1000000',
  RATE_LIMIT_CHANGES: '1000000',
  RATE_LIMIT_WINDOW_MS: '1',
  ...LIFTED_LIMITS,
  ...LIFTED_LOGIN_LIMITS,
};

/** A contestant's process, started as a user would start it: its own build, its default configuration. */
export class ServerProcess {
  #logDir = mkdtempSync(join(tmpdir(), 'chatket-bench-log-'));
  #server;

  /** @param {{ script: string, databaseUrl: string, port: number, nodeFlags?: string[], env?: Record<string, string> }} options */
  constructor({ script, databaseUrl, port, nodeFlags, env }) {
    this.#server = new Server(
      port,
      { DATABASE_URL: databaseUrl, ...env },
      {
        defaults: ENV,
        main: script,
        nodeFlags,
        around: ([program = '', ...args]) => withCore(SERVER_CORE, program, args).flat(),
        until: 'listening',
        hasChannel: true,
        logFile: join(this.#logDir, 'server.log'),
        cwd: this.#logDir,
      },
    );
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
    return this.#server.port;
  }

  /** @returns {number} */
  get pid() {
    return this.#server.child?.pid ?? 0;
  }

  /** Starts it, or starts it again on the same port. Resolves when it takes connections. */
  async start() {
    if (!(await this.#server.launch())) throw new Error(`The process has ended:\n${this.log}`);
  }

  /** The end of what the process has printed. */
  get log() {
    return readFileSync(join(this.#logDir, 'server.log'), 'utf8').slice(-4_000);
  }

  /** Asks the probe inside the process; needs `nodeFlags: PROBE`, or `discard.mjs`. @param {'memory' | 'watchLoop' | 'loop' | 'startProfile' | 'stopProfile' | 'discardPort'} question */
  async ask(question) {
    const { child } = this.#server;
    if (!child) throw new Error('the process has not been started');
    const answer = once(child, 'message');
    child.send(question);
    const [content] = await answer;
    return content;
  }

  /** CPU time it has used so far. @returns {number} milliseconds */
  cpuMs() {
    const { user, system } = cpuOf(this.pid);
    return user + system;
  }

  async kill() {
    await this.#server.kill();
  }

  async stop() {
    const impatience = setTimeout(() => void this.#server.kill(), STOP_PATIENCE_MS);
    await this.#server.stop();
    clearTimeout(impatience);
    rmSync(this.#logDir, { recursive: true, force: true });
  }
}
