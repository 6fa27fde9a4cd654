import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder with its parents, for its owner only; does nothing when it is there.
 * @throws the system's error for the part that cannot be made: of a disk that can only be read from, Node itself says
 *   about the whole path merely that it is not there
 */
export function makeFolder(path) {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}
