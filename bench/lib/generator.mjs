// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { tiedToUs } from '../../rig/children.mjs';
import { GENERATOR_CORE, withCore } from './cores.mjs';

const SCRIPT = fileURLToPath(new URL('./generator/process.mjs', import.meta.url));

/** The load generator, a process of its own: what it costs is not charged to anybody else, and is shown. */
export class Generator {
  #child;

  /** @param {{ clients?: string }} [options] how its clients announce themselves: see the generator's `Connection` */
  constructor({ clients = 'log' } = {}) {
    const [command, args] = withCore(GENERATOR_CORE, process.execPath, ['--max-semi-space-size=64', SCRIPT]);
    this.#child = tiedToUs(
      spawn(command, args, {
        env: { ...process.env, BENCH_CLIENTS: clients },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
    );
  }

  /**
   * @param {string} command one of the generator's
   * @param {object} [options]
   * @returns {Promise<any>}
   */
  async run(command, options = {}) {
    const ended = once(this.#child, 'exit').then(() => [{ error: 'the load generator has ended' }]);
    const answer = Promise.race([once(this.#child, 'message'), ended]);
    this.#child.send({ command, options });
    const [{ result, error }] = await answer;
    if (error) throw new Error(`${command}: ${error}`);
    return result;
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
