import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { acquireLock, LockedError } from './lock.mjs';
import { Refusal } from './refusal.mjs';

const SECRET_BYTES = 32;

/**
 * Makes the directory if need be and claims it for this process: only one may run a database in it.
 * @param {string} path
 * @returns {{ path: string, file(name: string): string, close(): void }}
 * @throws Refusal naming the process that uses it
 */
export function openDataDirectory(path) {
  const directory = resolve(path);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
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

/**
 * Reads a secret, or makes it when it is not there yet. Only the owner may read the file.
 * @returns the secret as hexadecimal digits
 */
export function keptSecret(path) {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, randomBytes(SECRET_BYTES).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret === '')
    throw new Refusal(`${path} is empty. Put the secret back, or delete the file to get a new one.`);
  return secret;
}
