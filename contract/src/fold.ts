/** Marks of Latin, Greek and Cyrillic. Those of other scripts carry meaning: they are not dropped. */
const ACCENTS = /[\u0300-\u036F]/g;
/** Shows nothing: zero-width characters, direction marks, variation selectors, tags. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters that Unicode does not take apart, as they are written where a keyboard has only the plain ones. */
const PLAIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ȷ: 'j',
  ß: 'ss',
  ς: 'σ',
  ø: 'o',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ə: 'e',
  ǥ: 'g',
  ƶ: 'z',
};
const NOT_PLAIN = /[ıȷßςøłæœđðþħŧŋəǥƶ]/g;
const ASCII = /^[\0-\x7F]*$/;

/**
 * A text as search and comparison see it, on both ends: without accents, case, width and ligatures, the letters of
 * `PLAIN` written plainly, white space as one blank between words. It does not depend on a language: the Turkish `İ`,
 * `I`, `ı` and `i` are one letter, and so are `ß` and `ss`, `ς` and `σ`. Folding twice is folding once.
 */
export function fold(text: string): string {
  const folded = ASCII.test(text) ? text.toLowerCase() : foldLetters(text);
  const words = folded.replace(/\s+/g, ' ').trim();
  // A sign such as ¨ is nothing but an accent on a blank: what is left of it must not stand for everything.
  return words === '' ? text.trim().normalize('NFC').toLowerCase() : words;
}

function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(IGNORABLE, '')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter);
}
