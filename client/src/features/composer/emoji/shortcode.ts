import { isInCode } from '../code';

/** A shortcode being written: `:smi` with the caret behind it. */
export interface Shortcode {
  /** Where the colon stands. */
  start: number;
  /** Behind the last character. */
  end: number;
  /** What has been written of it, without the colons. */
  query: string;
}

/** So much before the caret is looked at, however long the text is. */
const LONGEST = 80;
const OPEN = /(?<![^\s(]):([a-z0-9_+-]{2,})$/iu;
const CLOSED = /(?<![^\s(]):([a-z0-9_+-]{2,}):$/iu;
const ALL_CLOSED = /(?<![^\s(]):([a-z0-9_+-]{2,}):/giu;

/** The shortcode that ends at the caret, once it has two characters. Code has none. */
export function shortcodeAt(text: string, caret: number): Shortcode | undefined {
  return endingAt(OPEN, text, caret);
}

/** The shortcode that was just closed by its second colon. */
export function closedShortcodeAt(text: string, caret: number): Shortcode | undefined {
  return endingAt(CLOSED, text, caret);
}

/** Every closed shortcode of a text, in order. */
export function closedShortcodes(text: string): Shortcode[] {
  return [...text.matchAll(ALL_CLOSED)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, query: match[1] ?? '' }))
    .filter(({ start }) => !isInCode(text, start));
}

function endingAt(pattern: RegExp, text: string, caret: number): Shortcode | undefined {
  const match = pattern.exec(text.slice(Math.max(0, caret - LONGEST), caret));
  if (!match?.[1]) return undefined;
  const start = caret - match[0].length;
  // What is cut off may belong to the same word.
  if (match.index === 0 && caret > LONGEST) return undefined;
  return isInCode(text, start) ? undefined : { start, end: caret, query: match[1] };
}
