import { fold } from '@chatket/contract';

const WORD = String.raw`[\p{L}\p{N}_]`;

/** Whether a text speaks of a person: the name as a word of its own, however it is written, with or without an `@`. */
export function mentions(text: string, username: string): boolean {
  const name = fold(username).replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  return new RegExp(`(?<!${WORD}|${WORD}[.-])${name}(?![.-]?${WORD})`, 'u').test(fold(text));
}
