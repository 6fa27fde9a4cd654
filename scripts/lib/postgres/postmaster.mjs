import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf, isAlive } from '../process-identity.mjs';
import { cleanEnvironment } from './cluster.mjs';

/** What PostgreSQL calls its ways to stop: wait for clients, end their sessions, drop everything. */
const STOP_SIGNALS = { smart: 'SIGTERM', fast: 'SIGINT', immediate: 'SIGQUIT' };
const STOP_PATIENCE_MS = 10_000;
const RELEASE_PATIENCE_MS = 15_000;
const POLL_MS = 50;
const KEPT_LINES = 40;
/** A standby takes only those that read. */
const READY = /ready to accept (read-only )?connections/;

/** Raised when PostgreSQL ends before it takes connections; `output` is what it said. */
export class PostmasterError extends Error {
  name = 'PostmasterError';
  constructor(reason, output) {
    super(`PostgreSQL did not start (${reason}):\n${output}`);
    this.output = output;
  }
}

/**
 * Starts the server on a cluster and waits until it takes connections.
 * @param {{ path: string, port: number, settings: object, postgres: string, account: object, log(line: string): void }} options
 * @returns the child process
 * @throws PostmasterError
 */
export async function startPostmaster(options) {
  const deadline = Date.now() + RELEASE_PATIENCE_MS;
  for (;;) {
    try {
      return await launch(options);
    } catch (error) {
      if (!isStillReleasing(error) || Date.now() > deadline) throw error;
      await delay(POLL_MS);
    }
  }
}

/** Sessions of a killed server take a moment to notice; until then the next server is turned away. */
function isStillReleasing(error) {
  return error instanceof PostmasterError && error.output.includes('shared memory block');
}

async function launch({ path, port, settings, postgres, account, log }) {
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const [command, args] = account.command(postgres, ['-D', path, '-p', String(port), ...flags]);
  const child = spawn(command, args, {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // else Ctrl-C reaches the database before the application has let go of it
  });
  await untilReady(child, log);
  return child;
}

function untilReady(child, log) {
  const lines = createInterface({ input: child.stderr });
  const kept = [];
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      log(line);
      kept.push(line);
      if (kept.length > KEPT_LINES) kept.shift();
      if (READY.test(line)) resolve();
    });
    child.once('error', (error) => reject(new PostmasterError(error.message, '')));
    child.once('close', (code, signal) =>
      reject(new PostmasterError(signal ?? `exit code ${code}`, kept.join('\n'))),
    );
  });
}

/**
 * Stops a server that this process started and waits for its end. One that takes too long is stopped at once.
 * @param {'smart' | 'fast' | 'immediate'} mode
 */
export async function stopPostmaster({ child, path, pgCtl, mode }) {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  const impatience = setTimeout(() => child.kill(STOP_SIGNALS.immediate), STOP_PATIENCE_MS);
  if (process.platform === 'win32') spawnSync(pgCtl, ['stop', '-D', path, '-m', mode]);
  else child.kill(STOP_SIGNALS[mode]);
  await ended;
  clearTimeout(impatience);
}

/** Ends a server without any warning, as a crash of the machine would. */
export async function killPostmaster(child) {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/**
 * Stops the server that an earlier, hard-killed run left behind on a cluster. Its pid file stays: only PostgreSQL
 * itself can tell whether it is safe to remove. Call it only while holding the lock of the data directory.
 */
export async function stopLeftOver(path, log) {
  const pid = pidIn(path);
  const isOurs = () => isAlive(pid) && commandOf(pid).includes(path);
  if (!pid || !isOurs()) return;
  log(`stopping the server ${pid} that an earlier run left behind`);
  process.kill(pid, STOP_SIGNALS.fast);
  const deadline = Date.now() + STOP_PATIENCE_MS;
  while (isOurs()) {
    await delay(POLL_MS);
    if (Date.now() > deadline) process.kill(pid, STOP_SIGNALS.immediate);
  }
}

function pidIn(path) {
  return Number(pidFileLines(path)[0] ?? 0);
}

/** @returns the port on which a server says it runs on this cluster, or undefined */
export function portIn(path) {
  return Number(pidFileLines(path)[3]) || undefined;
}

function pidFileLines(path) {
  try {
    return readFileSync(join(path, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
