import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

const running = new Set();
process.on('exit', () => stopChildren());

/**
 * Runs a program to its end. A child never outlives this process.
 * @param {[program: string, ...args: string[]]} command
 * @param {object} [options]
 * @param {string} [options.cwd] default: the project's folder
 * @param {NodeJS.ProcessEnv} [options.env] added to the environment of this process
 * @param {boolean} [options.isQuiet] collect the output instead of showing it
 * @param {number} [options.timeoutMs] after which the child is stopped
 * @returns {Promise<{ code: number | null, signal: string | null, output: string, isTimedOut: boolean }>} never
 *   rejects: a program that cannot be started ends with code null
 */
export function run([program, ...args], { cwd = ROOT, env = {}, isQuiet = false, timeoutMs } = {}) {
  const child = start([program, ...args], {
    cwd,
    env,
    stdio: isQuiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
  const result = { output: '', isTimedOut: false };
  const timer = timeoutMs && setTimeout(() => (result.isTimedOut = child.kill('SIGTERM')), timeoutMs);
  return new Promise((resolve) => {
    const finish = (code, signal, note = '') => {
      clearTimeout(timer);
      resolve({ ...result, code, signal, output: Buffer.concat(chunks).toString() + note });
    };
    child.once('error', (error) => finish(null, null, error.message));
    child.once('close', finish);
  });
}

/** Starts a program that is to go on running. @returns the child process */
export function start([program, ...args], { cwd = ROOT, env = {}, stdio = 'inherit' } = {}) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio });
  running.add(child);
  for (const event of ['exit', 'error']) child.once(event, () => running.delete(child));
  return child;
}

export function stopChildren(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal);
}

/** @returns the command that runs npm with these arguments: the npm that started this process, if one did */
export function npm(...args) {
  const { npm_execpath: script } = process.env;
  if (script?.endsWith('.js')) return [process.execPath, script, ...args];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}

/** @returns the command that runs a script with this Node */
export function node(script, ...args) {
  return [process.execPath, script, ...args];
}
