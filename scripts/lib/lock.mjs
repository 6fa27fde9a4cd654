import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { birthOf, isAlive } from './process-identity.mjs';

/** Raised when a living process holds the lock. */
export class LockedError extends Error {
  name = 'LockedError';
  constructor(path, pid) {
    super(`${path} is held by process ${pid}`);
    this.pid = pid;
  }
}

/**
 * Takes a lock that belongs to this process until it is released. The lock of a process that died is taken over: the
 * file names the holder by id and time of birth, so an id that was given to another process does not keep it.
 * @returns {() => void} releases the lock; may be called twice
 * @throws LockedError
 */
export function acquireLock(path) {
  const mine = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), token: randomUUID() });
  const draft = `${path}.${process.pid}.${randomUUID()}`;
  try {
    writeFileSync(draft, mine, { mode: 0o600 });
    while (!tryLink(draft, path)) {
      const theirs = readIfThere(path);
      const holder = parseHolder(theirs);
      if (holder && isAlive(holder.pid) && birthOf(holder.pid) === holder.birth)
        throw new LockedError(path, holder.pid);
      removeStale(path, theirs);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readIfThere(path) === mine) rmSync(path, { force: true });
  };
}

/** A hard link appears with its content, or not at all: nobody ever reads half a lock file. */
function tryLink(draft, path) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Of two processes that found the same dead lock, the slower one must not remove the fresh lock of the other. */
function removeStale(path, seen) {
  const aside = `${path}.stale.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== seen) tryLink(aside, path);
  rmSync(aside, { force: true });
}

function parseHolder(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not a lock of ours: nobody holds it
  }
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}
