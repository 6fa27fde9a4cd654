import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const NEEDED = /<(?:script[^>]* src|link rel="(?:stylesheet|modulepreload)"[^>]* href)="([^"]+)"/g;

/**
 * The weight of what a browser fetches before the page can show anything: the scripts and styles that `index.html`
 * names, compressed as they travel.
 * @param {string} folder of the built client
 * @returns {{ kilobytes: number, socketKilobytes: number }} the second is Socket.IO, which is fetched with the first
 *   connection: somebody who is logged in needs both
 */
export function firstLoad(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = [...page.matchAll(NEEDED)].map(([, path]) => path);
  const socket = readdirSync(join(folder, 'assets')).filter((name) => /^socket-transport-.*\.js$/.test(name));
  return {
    kilobytes: weightOf(files.map((path) => join(folder, path))),
    socketKilobytes: weightOf(socket.map((name) => join(folder, 'assets', name))),
  };
}

function weightOf(paths) {
  const bytes = paths.map((path) => brotliCompressSync(readFileSync(path)).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
