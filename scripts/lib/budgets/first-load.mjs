import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const NEEDED = /<(?:script[^>]* src|link rel="(?:stylesheet|modulepreload)"[^>]* href)="([^"]+)"/g;

/**
 * The weight of what a browser fetches before the page can show anything: the scripts and styles that `index.html`
 * names, compressed as they travel.
 * @param {string} folder of the built client
 * @returns {{ kilobytes: number, files: string[] }}
 */
export function firstLoad(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...page.matchAll(NEEDED)].map(([, path]) => path);
  const bytes = files.map((path) => brotliCompressSync(readFileSync(join(folder, path))).length);
  return { kilobytes: bytes.reduce((sum, size) => sum + size, 0) / 1000, files };
}
