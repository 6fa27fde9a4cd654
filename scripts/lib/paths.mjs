import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @returns the path of a file or folder of the project */
export function inRoot(...parts) {
  return join(ROOT, ...parts);
}

/**
 * Finds the program that an installed package brings along.
 * @param {string} packageName such as `eslint`
 * @param {{ workspace?: string, program?: string }} where a workspace may have a copy of its own
 * @returns the path of a script for `node`
 */
export function packageProgram(packageName, { workspace = '', program = packageName.split('/').pop() } = {}) {
  const folder = [inRoot(workspace, 'node_modules', packageName), inRoot('node_modules', packageName)].find(
    existsSync,
  );
  if (!folder) throw new Error(`${packageName} is not installed: run npm ci`);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}
