import { LIMITS } from './limits.js';
import { type TextProblem, textProblem } from './visible-text.js';
import { fold } from './fold.js';
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
  return isReservedName(plain) || digitsRead(plain).some(isReservedName) ? 'reserved' : undefined;
}

/** `4dm1n` and `r00t` are read as words. */
function digitsRead(name: string): string[] {
  const words = name.replaceAll('0', 'o').replaceAll('3', 'e').replaceAll('4', 'a').replaceAll('5', 's');
  return [words.replaceAll('1', 'i'), words.replaceAll('1', 'l')];
}

/** Letters of Cyrillic and Greek that look like these of Latin; only those that whole names can be written with. */
const LOOKS_LATIN: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    һ: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    н: 'h',
    о: 'o',
  },
  ...{ р: 'p', ԛ: 'q', ѕ: 's', т: 't', у: 'y', ѵ: 'v', ԝ: 'w', х: 'x' },
  ...{
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    σ: 'o',
    τ: 't',
    υ: 'u',
    χ: 'x',
  },
};

/**
 * What is left of a name for whoever reads in a hurry, to be compared with the same of handles: `Al1ce`, `a.lice` and a
 * Cyrillic `аӏісе` are one. The database makes it of handles in the same way (the index `User_look_idx`). Empty for names
 * that cannot be taken for a handle, which are Latin letters and figures.
 */
export function handleLook(name: string): string {
  const latin = [...fold(name)].map((letter) => LOOKS_LATIN[letter] ?? letter).join('');
  const letters = latin
    .replace(/[\s._'’-]/g, '')
    .replaceAll('0', 'o')
    .replace(/[1i|]/g, 'l');
  return /^[a-z0-9]+$/.test(letters) ? letters.replaceAll('rn', 'm').replaceAll('vv', 'w') : '';
}
