import { fold } from '@chatket/contract';

const WORD = String.raw`[\p{L}\p{N}_]`;

/** Whether a text speaks of a person: the name as a word of its own, however it is written, with or without an `@`. */
export function mentions(text: string, username: string): boolean {
  return patternFor(username).test(fold(text));
}

const patterns = new Map<string, RegExp>();

/** One person asks for one name all day. */
function patternFor(username: string): RegExp {
  const known = patterns.get(username);
  if (known) return known;
  const name = fold(username).replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  const pattern = new RegExp(`(?<!${WORD}|${WORD}[.-])${name}(?![.-]?${WORD})`, 'u');
  patterns.set(username, pattern);
  return pattern;
}
