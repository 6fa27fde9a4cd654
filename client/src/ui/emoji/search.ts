import { fold } from '@chatket/contract';
import type { Emoji } from './catalog';

/** Emoji that fit a text, the best ones first: whole shortcodes, then beginnings of them, then of other words. */
export function searchEmoji(catalog: readonly Emoji[], text: string, limit: number): Emoji[] {
  const wanted = fold(text);
  if (wanted === '') return [];
  return catalog
    .map((emoji) => ({ emoji, rank: rankOf(emoji, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

const NO_MATCH = 4;

function rankOf({ shortcodes, name, words }: Emoji, wanted: string): number {
  if (shortcodes.includes(wanted)) return 0;
  if (shortcodes.some((code) => code.startsWith(wanted))) return 1;
  const all = [...fold(name).split(' '), ...words];
  if (all.some((word) => word.startsWith(wanted))) return 2;
  return shortcodes.some((code) => code.includes(wanted)) ? 3 : NO_MATCH;
}
