import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../scripts/lib/free-port.mjs';
import { endOf, tiedToUs } from './children.mjs';
import { findClamd } from './programs.mjs';

/** What it warns of, and what it calls that. Nothing else: it has no other signatures. */
export const THREAT = { text: 'this-is-harmful-in-tests', name: 'ChatKet.Test.UNOFFICIAL' };
const LOOK_MS = 20;

/** A real clamd on the loopback address, with one signature of our own. */
export class Clamd {
  #folder = mkdtempSync(join(tmpdir(), 'chatket-clamd-'));
  #port;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;

  /** @param {number} port */
  constructor(port) {
    this.#port = port;
    const [database, config] = [join(this.#folder, 'database'), join(this.#folder, 'clamd.conf')];
    mkdirSync(database);
    for (const path of [this.#folder, database]) chmodSync(path, 0o755);
    const signature = Buffer.from(THREAT.text).toString('hex');
    writeFileSync(join(database, 'own.ndb'), `${THREAT.name.replace('.UNOFFICIAL', '')}:0:*:${signature}\n`);
    writeFileSync(
      config,
      `DatabaseDirectory ${database}\nTCPSocket ${port}\nTCPAddr 127.0.0.1\nForeground yes\nTemporaryDirectory ${this.#folder}\nStreamMaxLength 2M\n`,
    );
  }

  /** One that is not started yet. @returns {Promise<Clamd>} */
  static async make() {
    return new Clamd(await freePort());
  }

  /** For `CLAMAV_URL`. */
  get url() {
    return `tcp://127.0.0.1:${this.#port}`;
  }

  /** @returns {Promise<void>} @throws Error with what it said when it does not start */
  async start() {
    const path = findClamd();
    if (path === undefined) throw new Error('no clamd was found');
    const args = ['-c', join(this.#folder, 'clamd.conf')];
    const child = tiedToUs(spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] }));
    this.#child = child;
    /** @type {string[]} */
    const said = [];
    child.stderr.on('data', (text) => said.push(String(text)));
    while (!(await this.#answers())) {
      if (child.exitCode !== null) throw new Error(`clamd has ended:\n${said.join('')}`);
      await delay(LOOK_MS);
    }
  }

  /** @returns {Promise<void>} */
  async stop() {
    await endOf(this.#child);
  }

  /** @returns {Promise<void>} */
  async close() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answers() {
    const socket = connect({ host: '127.0.0.1', port: this.#port });
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
}
