import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Skin tones and the like, which mean nothing by themselves. */
const COMPONENTS = 2;

/**
 * What the emoji picker needs of the Unicode emoji and no more.
 * @returns {[emoji: string, name: string, group: number, shortcodes: string, words: string][]} in the usual order; the
 *   last two separated by spaces
 */
export function emojiRows() {
  const shortcodes = read('emojibase-data/en/shortcodes/iamcal.json');
  return read('emojibase-data/en/compact.json')
    .filter(({ group }) => group !== undefined && group !== COMPONENTS)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ hexcode, unicode, label, group, tags = [] }) => {
      const codes = [shortcodes[hexcode] ?? []].flat();
      return [unicode, label, group, codes.join(' '), tags.join(' ')];
    });
}

function read(name) {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8'));
}
