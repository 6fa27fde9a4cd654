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
const OPEN = /(?<![^\s(]):([a-z0-9_+-]{2,50})$/iu;
const CLOSED = /(?<![^\s(]):([a-z0-9_+-]{2,50}):$/iu;

/** What looks like a shortcode and ends at the caret, once it has two characters. */
export function shortcodeAt(text: string, caret: number): Shortcode | undefined {
  return endingAt(OPEN, text, caret);
}

/** What looks like a shortcode and was just closed by its second colon. */
export function closedShortcodeAt(text: string, caret: number): Shortcode | undefined {
  return endingAt(CLOSED, text, caret);
}

export function endingAt(pattern: RegExp, text: string, caret: number): Shortcode | undefined {
  const match = pattern.exec(text.slice(Math.max(0, caret - LONGEST), caret));
  // What is cut off may belong to the same word.
  if (match?.[1] === undefined || (match.index === 0 && caret > LONGEST)) return undefined;
  return { start: caret - match[0].length, end: caret, query: match[1] };
}
