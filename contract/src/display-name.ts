import { LIMITS } from './limits.js';
import { type TextProblem, textProblem } from './visible-text.js';
import { isReservedName } from './username.js';

/** Control characters, what turns the direction of a line, and what shows nothing. Joiners stay: emoji and scripts need them. */
const HIDDEN =
  /[\p{Cc}\u00AD\u061C\u115F\u1160\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0]/u;
/** More marks on one letter than any language has. */
const PILED = /\p{M}{9}/u;
const LATIN = /\p{Script=Latin}/u;
const LIKE_LATIN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Why a name cannot be shown in the place of a handle. */
export type DisplayNameProblem = TextProblem | 'hidden' | 'marks' | 'mixed' | 'handle' | 'reserved';

/**
 * The one rule of both ends for display names, trimmed already. Two people may have the same one, since the handle stands
 * beside it; what a name may not do is to look like a handle, like staff, or like another name by letters of another script.
 */
export function displayNameProblem(name: string): DisplayNameProblem | undefined {
  const problem = textProblem(name, LIMITS.displayNameMax);
  if (problem) return problem;
  if (HIDDEN.test(name)) return 'hidden';
  if (PILED.test(name.normalize('NFD'))) return 'marks';
  // Full-width and mathematical letters are what they look like.
  const plain = name.normalize('NFKC');
  if (plain.includes('@')) return 'handle';
  if (plain.split(' ').some((word) => LATIN.test(word) && LIKE_LATIN.test(word))) return 'mixed';
  return isReservedName(plain) ? 'reserved' : undefined;
}
