/** Letters and figures, with the marks that belong to them. */
const WORDLY = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that are written without blanks between words, and pictures: there one character is something to look for. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}]/u;
/** The answers for ASCII, which is most of what is asked. */
const ASCII_WORDLY = Array.from({ length: 128 }, (_, code) => WORDLY.test(String.fromCharCode(code)));

/** Whether a character stands for itself, without a word around it. */
export function isWide(character: string): boolean {
  return !(character.charCodeAt(0) < 128) && WIDE.test(character);
}

export function isWordly(character: string | undefined): boolean {
  return character !== undefined && (ASCII_WORDLY[character.charCodeAt(0)] ?? WORDLY.test(character));
}

/** Whether something begins at a place: a word, or whatever follows a blank. @param characters of a folded text */
export function beginsAt(characters: readonly string[], place: number): boolean {
  const before = characters[place - 1];
  const here = characters[place];
  if (here === undefined || here === ' ') return false;
  return before === undefined || before === ' ' || (isWordly(here) && !isWordly(before));
}

/** Whether a word, or a sign, of one character stands at a place. */
export function standsAloneAt(characters: readonly string[], place: number): boolean {
  const after = characters[place + 1];
  return (
    beginsAt(characters, place) &&
    (after === undefined || after === ' ' || (isWordly(characters[place]) && !isWordly(after)))
  );
}

/**
 * Where a term stands in a text, both folded, as places in UTF-16 units. Three characters and more are found inside
 * words, two at the beginning of words, one as a word of its own; in scripts without blanks, and pictures, anywhere.
 */
export function placesOf(text: string, term: string): number[] {
  const places: number[] = [];
  if (term === '') return places;
  const length = [...term].length;
  const isAnywhere = length > 2 || WIDE.test(term);
  const characters = isAnywhere ? [] : [...text];
  const numbers = isAnywhere ? undefined : numbersOf(characters);
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const place = numbers?.get(at) ?? -1;
    if (isAnywhere || (length === 2 ? beginsAt(characters, place) : standsAloneAt(characters, place)))
      places.push(at);
  }
  return places;
}

/** Whether a term is in a text, both folded. */
export function hasTerm(text: string, term: string): boolean {
  return text.includes(term) && placesOf(text, term).length > 0;
}

/** Each place in UTF-16 units with its number in characters. */
function numbersOf(characters: readonly string[]): Map<number, number> {
  const numbers = new Map<number, number>();
  let at = 0;
  for (const [number, character] of characters.entries()) {
    numbers.set(at, number);
    at += character.length;
  }
  return numbers;
}
