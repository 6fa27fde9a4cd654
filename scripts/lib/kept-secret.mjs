import { randomBytes, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.mjs';
import { say } from './progress.mjs';

const SECRET_BYTES = 32;
/** The server takes nothing shorter as a secret; what is shorter was cut off, as by a full disk. */
const MIN_LENGTH = 32;

/**
 * Reads a secret, or makes it when there is none yet, or only the beginning of one. Only the owner may read the file.
 * @param {string} path
 * @param {(secret: string) => void} [beforeKept] is given a new secret before the file holds it, so that whoever knew
 *   the former one learns this one first
 * @returns {string} the secret, as hexadecimal digits when it was made here
 */
export function keptSecret(path, beforeKept = () => {}) {
  return readSecret(path) ?? makeSecret(path, beforeKept);
}

/** @returns {string | undefined} the secret in this file, or undefined when there is none or it was cut off */
export function readSecret(path) {
  const secret = readIfThere(path)?.trim() ?? '';
  return secret.length >= MIN_LENGTH ? secret : undefined;
}

/** It appears whole or not at all, also where the disk is full. Of two that make it at once, the first one's counts. */
function makeSecret(path, beforeKept) {
  makeFolder(dirname(path));
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  const draft = `${path}.${randomUUID()}.new`;
  try {
    writeFileSync(draft, secret, { mode: 0o600 });
    beforeKept(secret);
    if (!tryLink(draft, path)) replaceCutOff(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}

function tryLink(draft, path) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function replaceCutOff(draft, path) {
  if (readSecret(path) !== undefined) return;
  renameSync(draft, path);
  say(`${path} was empty or cut off, and has been made anew.`);
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
