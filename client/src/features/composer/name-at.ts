import { endingAt, type Shortcode } from './emoji/shortcode';

/** A name being written: `@be` with the caret behind it; `query` is without the `@`. */
export type NameStretch = Shortcode;

const OPEN = /(?<![\p{L}\p{N}\p{M}_@＠/+=&%\\-])[@＠]([\p{L}\p{N}\p{M}_.-]{0,40})$/u;

/** The name that ends at the caret, from its `@` on. */
export function nameAt(text: string, caret: number): NameStretch | undefined {
  return endingAt(OPEN, text, caret);
}
