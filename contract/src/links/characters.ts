/**
 * What no address contains as it is written: space, controls, what cannot be seen (directions, joiners, fillers, a
 * blank that counts as a symbol), and what stands around addresses in other notations.
 */
const NEVER = /[\s\p{C}\p{Z}\p{DI}\u2800<>"`\\|]/u;

/**
 * Punctuation of other scripts and of typesetters is the sentence's and not the address's. Dashes and middle dots stand
 * inside names of pages.
 */
const SENTENCE = /[^\p{ASCII}\p{Pc}·‧・‐‑‒–−〜〰]/u;
const PUNCTUATION = /[\p{P}＜＞⁄∕⧸]/u;

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

export function isNeverInAddress(character: string): boolean {
  return NEVER.test(character);
}

export function endsAddress(character: string): boolean {
  return NEVER.test(character) || (SENTENCE.test(character) && PUNCTUATION.test(character));
}

/** Scripts that put no space between words, and none between a word and an address. */
export function isCjk(character: string): boolean {
  return CJK.test(character);
}
