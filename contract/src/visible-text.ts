import { codePointLength } from './limits.js';

/** Characters PostgreSQL cannot store (NUL) or UTF-8 cannot carry (half a surrogate pair). */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Something to read. Not white space, control characters, marks with nothing to stand on, nor what shows nothing: the
 * ignorable ones (zero-width, direction marks, fillers, variation selectors, tags), the blank of Braille (2800), the
 * place of an object that did not come along (FFFC) and other invisible signs.
 */
const VISIBLE =
  /[^\s\p{Cc}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\uFFF9-\uFFFC\u{13430}-\u{1343F}\u{1D159}]/u;

/** Why a text cannot be taken: it cannot be stored, nothing of it is seen, or it is too long. */
export type TextProblem = 'unstorable' | 'empty' | 'tooLong';

/** Whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** The one rule of both ends for texts that people read, trimmed already, of at most `max` code points. */
export function textProblem(text: string, max: number): TextProblem | undefined {
  if (UNSTORABLE.test(text)) return 'unstorable';
  if (!isVisible(text)) return 'empty';
  // There are never more code points than units of UTF-16.
  return text.length > max && codePointLength(text) > max ? 'tooLong' : undefined;
}
