import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const NAME = 'virtual:emoji-data';
const RESOLVED = `\0${NAME}`;
/** Made by `npm run generate`, a row a line. */
const DATA = new URL('./emoji-data.json', import.meta.url);

/** The emoji for the picker, as text that the browser parses faster than code. */
export function emojiData(): Plugin {
  return {
    name: 'emoji-data',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) => (id === RESOLVED ? `export default JSON.parse(${JSON.stringify(compact())})` : undefined),
  };
}

function compact(): string {
  return JSON.stringify(JSON.parse(readFileSync(DATA, 'utf8')));
}
