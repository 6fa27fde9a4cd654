import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const NEEDED = /<(?:script[^>]* src|link rel="(?:stylesheet|modulepreload)"[^>]* href)="([^"]+)"/g;
/** What a built script imports before it runs; what it may load later is written `import(`. */
const IMPORTED = /(?:\bfrom|\bimport)\s*"\.\/([^"]+)"/g;

/**
 * What the first view of a route fetches beside the first load: the chunks that it waits for with `import()`, with what
 * these import. A chunk has the name of its module; `build` is idb, the device's database.
 * The room's goal was 134 until rooms had roles, moderation, settings and sections in the sidebar; with these it was 134.5,
 * and with the 4.5 kB of the whole conversation, and names that are marked in texts, it is 140. Login has 0.6 more for
 * addresses and links of mails, and 0.4 for single sign-on; both have 0.5 for what people are called, and 0.7 with the first load.
 */
export const ROUTES = [
  { route: 'login', chunks: ['LoginPage', 'login'], goal: 132 },
  { route: 'room', chunks: ['RichText', 'socket-transport', 'build'], goal: 145.6 },
];

/**
 * The weight of what a browser fetches before the page can show anything: the scripts and styles that `index.html`
 * names, compressed as they travel.
 * @param {string} folder of the built client
 * @returns {{ kilobytes: number, socketKilobytes: number }} the second is Socket.IO, which is fetched with the first
 *   connection: somebody who is logged in needs both
 */
export function firstLoad(folder) {
  return {
    kilobytes: weightOf(neededFiles(folder)),
    socketKilobytes: weightOf(chunkFiles(folder, 'socket-transport')),
  };
}

/**
 * The weight of all that the first view of a route needs.
 * @param {string} folder of the built client
 * @param {{ chunks: string[] }} route one of `ROUTES`
 * @returns {number} kilobytes, compressed
 * @throws Error when a chunk of that name was not built
 */
export function routeLoad(folder, { chunks }) {
  const files = new Set(neededFiles(folder));
  for (const chunk of chunks) {
    const found = chunkFiles(folder, chunk);
    if (found.length === 0) throw new Error(`No chunk of the name ${chunk} was built`);
    for (const path of found) addWithImports(files, folder, path);
  }
  return weightOf([...files]);
}

/**
 * The weight of one chunk that is loaded late, without what it shares with others.
 * @param {string} folder of the built client
 * @param {{ name: string, holding: string }} chunk several have the same name: a word of the one that is meant
 * @returns {number} kilobytes, compressed
 * @throws Error when there is none of that name with that word, or several
 */
export function chunkLoad(folder, { name, holding }) {
  const found = chunkFiles(folder, name).filter((path) => readFileSync(path, 'utf8').includes(holding));
  if (found.length !== 1)
    throw new Error(`${found.length} chunks of the name ${name} were built that hold ${holding}`);
  return weightOf(found);
}

function neededFiles(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = new Set();
  for (const [, path] of page.matchAll(NEEDED)) addWithImports(files, folder, join(folder, path));
  return [...files];
}

function addWithImports(files, folder, path) {
  if (files.has(path)) return;
  files.add(path);
  for (const [, name] of readFileSync(path, 'utf8').matchAll(IMPORTED))
    addWithImports(files, folder, join(folder, 'assets', name));
}

function chunkFiles(folder, name) {
  const isIt = new RegExp(`^${name}-[\\w-]{8}\\.js$`);
  return readdirSync(join(folder, 'assets'))
    .filter((file) => isIt.test(file))
    .map((file) => join(folder, 'assets', file));
}

function weightOf(paths) {
  const bytes = paths.map((path) => brotliCompressSync(readFileSync(path)).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
