import { join, resolve } from 'node:path';
import { acquireLock, LockedError } from './lock.mjs';
import { makeFolder } from './make-folder.mjs';
import { Refusal } from './refusal.mjs';

/**
 * Makes the directory if need be and claims it for this process: only one may run a database in it.
 * @param {string} path
 * @returns {{ path: string, file(name: string): string, close(): void }}
 * @throws Refusal naming the process that uses it
 */
export function openDataDirectory(path) {
  const directory = resolve(path);
  makeFolder(directory);
  try {
    const release = acquireLock(join(directory, 'lock'));
    return { path: directory, file: (name) => join(directory, name), close: release };
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new Refusal(
      `ChatKet is already running on ${directory} as process ${error.pid}. ` +
        `Stop that one first (Ctrl-C where it runs, or: kill ${error.pid}), ` +
        'or set CHATKET_DATA_DIR and PORT to run a second one beside it.',
    );
  }
}
