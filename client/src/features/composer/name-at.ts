/** A name being written: `@be` with the caret behind it. */
export interface NameStretch {
  /** Where the `@` stands. */
  start: number;
  end: number;
  /** What has been written of it, without the `@`. */
  query: string;
}

/** So much before the caret is looked at, however long the text is. */
const LONGEST = 80;
const OPEN = /(?<![\p{L}\p{N}\p{M}_@＠/+=&%\\-])[@＠]([\p{L}\p{N}\p{M}_.-]{0,40})$/u;

/** The name that ends at the caret, from its `@` on. */
export function nameAt(text: string, caret: number): NameStretch | undefined {
  const match = OPEN.exec(text.slice(Math.max(0, caret - LONGEST), caret));
  if (!match || (match.index === 0 && caret > LONGEST)) return undefined;
  return { start: caret - match[0].length, end: caret, query: match[1] ?? '' };
}
