import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the paths of all files below a folder whose names end this way, sorted */
export function filesEnding(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .sort();
}
