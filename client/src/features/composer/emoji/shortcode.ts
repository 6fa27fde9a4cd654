/** A shortcode being written: `:smi` with the caret behind it. */
export interface Shortcode {
  /** Where the colon stands. */
  start: number;
  /** Behind the last character. */
  end: number;
  /** What has been written of it, without the colon. */
  query: string;
}

const LONGEST = 40;
const OPEN = /(?:^|[\s(])(:([a-z0-9_+-]{2,}))$/iu;
const CLOSED = /(?:^|[\s(]):([a-z0-9_+-]{2,}):$/iu;

/** The shortcode that ends at the caret, once it has two characters. */
export function shortcodeAt(text: string, caret: number): Shortcode | undefined {
  const match = OPEN.exec(text.slice(Math.max(0, caret - LONGEST), caret));
  if (!match?.[1] || !match[2]) return undefined;
  return { start: caret - match[1].length, end: caret, query: match[2] };
}

/** The shortcode that was just closed by its second colon. */
export function closedShortcodeAt(text: string, caret: number): Shortcode | undefined {
  const match = CLOSED.exec(text.slice(Math.max(0, caret - LONGEST), caret));
  if (!match?.[1]) return undefined;
  return { start: caret - match[1].length - 2, end: caret, query: match[1] };
}
