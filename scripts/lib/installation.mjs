import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** @returns whether node_modules holds what package-lock.json asks for */
export function isInstalled() {
  const wanted = readLock(inRoot('package-lock.json'));
  const present = readLock(inRoot('node_modules', '.package-lock.json'));
  return Boolean(wanted && present && satisfies(present, wanted) && isOnDisk(present));
}

/** Somebody may have removed the node_modules of a workspace, which npm does not notice. */
function isOnDisk({ packages }) {
  return Object.keys(packages).every((path) => existsSync(inRoot(path)));
}

/**
 * Compares the lock file with the one that npm writes into node_modules when an installation is complete. Contents
 * rather than times: a checkout touches files without changing them, and a copy keeps neither.
 */
export function satisfies(present, wanted) {
  return Object.entries(wanted.packages)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, entry]) => {
      const installed = present.packages[path];
      if (!installed) return Boolean(entry.optional || entry.devOptional || entry.peer);
      return installed.version === entry.version && installed.resolved === entry.resolved;
    });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
