import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

interface Source {
  hexcode: string;
  unicode: string;
  label: string;
  group?: number;
  order?: number;
  tags?: string[];
}

const NAME = 'virtual:emoji-data';
const RESOLVED = `\0${NAME}`;
/** Skin tones and the like, which mean nothing by themselves. */
const COMPONENTS = 2;

/**
 * What the emoji picker needs of the Unicode emoji and no more, as rows of
 * `[emoji, name, group, shortcodes, other words]` in the usual order.
 */
export function emojiData(): Plugin {
  return {
    name: 'emoji-data',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load: (id) =>
      id === RESOLVED ? `export default JSON.parse(${JSON.stringify(JSON.stringify(rows()))})` : undefined,
  };
}

function rows() {
  const emoji = read(import.meta.resolve('emojibase-data/en/compact.json')) as Source[];
  const shortcodes = read(import.meta.resolve('emojibase-data/en/shortcodes/iamcal.json')) as Record<
    string,
    string | string[]
  >;
  return emoji
    .filter(({ group }) => group !== undefined && group !== COMPONENTS)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ hexcode, unicode, label, group, tags = [] }) => {
      const codes = [shortcodes[hexcode] ?? []].flat();
      return [unicode, label, group, codes.join(' '), tags.join(' ')];
    });
}

function read(url: string): unknown {
  return JSON.parse(readFileSync(fileURLToPath(url), 'utf8'));
}
