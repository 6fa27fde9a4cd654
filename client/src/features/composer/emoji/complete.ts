import { isInCode } from '../code';
import { replaceIn, type Edited } from '../edit';
import type { Emoji } from '../../../ui/emoji/catalog';
import { keepRecent } from '../../../ui/emoji/recent';
import { searchEmoji } from '../../../ui/emoji/search';
import type { Shortcode } from './shortcode';

const SHOWN_MAX = 8;
const CLOSED = /(?<![^\s(]):([a-z0-9_+-]{2,50}):/giu;

/** The field that is written in. */
export interface Field {
  /** What stands in it now, with its selection; nothing while it must not be touched. */
  read: () => Edited | undefined;
  put: (edited: Edited) => void;
}

/** Puts the emoji in place of its shortcode. */
export function take({ read, put }: Field, emoji: string, stretch: Shortcode): void {
  const now = read();
  if (!now) return;
  keepRecent(emoji);
  put(insertEmoji(now.text, stretch, emoji));
}

/** Puts in what was closed before anybody knew what it means: `queries` are the shortcodes of that time. */
export function takeLate(
  { read, put }: Field,
  catalog: readonly Emoji[],
  queries: ReadonlySet<string>,
): void {
  const late = closedShortcodes(read()?.text ?? '').filter(({ query }) => queries.has(query));
  // From the end, so that the places before stay what they are.
  for (const stretch of late.reverse()) {
    const before = read();
    const meant = before && meantBy(catalog, before.text, stretch);
    if (!meant) continue;
    keepRecent(meant.emoji);
    put(insertLate(before, stretch, meant.emoji));
  }
}

/** Emoji for what looks like a shortcode being written, the best first. Code has none. */
export function suggest(catalog: readonly Emoji[], text: string, { start, query }: Shortcode): Emoji[] {
  return isInCode(text, start) ? [] : searchEmoji(catalog, query, SHOWN_MAX);
}

/** The emoji that a closed shortcode means. In code it means itself. */
export function meantBy(
  catalog: readonly Emoji[],
  text: string,
  { start, query }: Shortcode,
): Emoji | undefined {
  const name = query.toLowerCase();
  return isInCode(text, start) ? undefined : catalog.find(({ shortcodes }) => shortcodes.includes(name));
}

/** Everything in a text that looks like a closed shortcode, in order. */
export function closedShortcodes(text: string): Shortcode[] {
  return [...text.matchAll(CLOSED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    query: match[1] ?? '',
  }));
}

/**
 * Puts an emoji in place of its shortcode. One space sets it apart from a word that follows or will follow, and the
 * caret stands behind that; where there is one already it is used.
 */
export function insertEmoji(text: string, stretch: { start: number; end: number }, emoji: string): Edited {
  const next = text[stretch.end] ?? '';
  if (next === '' || /[\p{L}\p{N}]/u.test(next))
    return { ...replaceIn(text, stretch, `${emoji} `), isSpaceGiven: true };
  const edited = replaceIn(text, stretch, emoji);
  if (next === '\n' || !/\s/u.test(next)) return edited;
  return { ...edited, start: edited.start + 1, end: edited.end + 1, isSpaceGiven: true };
}

/** The same when the person writes somewhere else by now: the caret stays, unless it is right behind the shortcode. */
export function insertLate(before: Edited, stretch: Shortcode, emoji: string): Edited {
  const edited = insertEmoji(before.text, stretch, emoji);
  const grown = edited.text.length - before.text.length;
  const moved = (at: number) => {
    if (at <= stretch.start) return at;
    return at > stretch.end ? at + grown : edited.end;
  };
  const [start, end] = [moved(before.start), moved(before.end)];
  return { ...edited, start, end, isSpaceGiven: edited.isSpaceGiven && end === edited.end };
}
