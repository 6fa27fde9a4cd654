import { isWordly } from '@chatket/contract';
import { hashOn, MARKS, seedOf } from './gram-hashes.js';
import type { GramSet } from './gram-set.js';

const BLANK = 0x20;
const END = 0x80;
/** By code: whether words are made of it. */
const WORDLY = Uint8Array.from({ length: END }, (_, code) => Number(isWordly(String.fromCharCode(code))));
const [NONE, START, ALONE] = [MARKS.none, MARKS.start, MARKS.alone].map(seedOf) as [number, number, number];
const [SEAM, JOINT] = [MARKS.seam, MARKS.joint].map(seedOf) as [number, number];

/** Whether a text has nothing but the letters and signs of ASCII, as most messages of some languages. */
export function isAscii(text: string): boolean {
  for (let place = 0; place < text.length; place += 1) if (text.charCodeAt(place) >= END) return false;
  return true;
}

/**
 * Adds the hashes of the grams that the general way finds in a text, for less: no character has to be taken out, and none
 * is wide. A test holds the two together.
 * @param text folded, and of ASCII alone
 */
export function takeAsciiHashes(text: string, hashes: GramSet): void {
  const last = text.length - 1;
  let before = BLANK;
  let here = text.length > 0 ? text.charCodeAt(0) : BLANK;
  for (let place = 0; place <= last; place += 1) {
    const next = place < last ? text.charCodeAt(place + 1) : BLANK;
    if (here === BLANK) takeSeam(text, place, hashes);
    else {
      if (place + 2 <= last && next !== BLANK) {
        const third = text.charCodeAt(place + 2);
        if (third !== BLANK) hashes.add(hashOn(hashOn(hashOn(NONE, here), next), third));
      }
      const isWord = WORDLY[here] === 1;
      if (before === BLANK || (isWord && WORDLY[before] === 0)) {
        if (place < last) hashes.add(hashOn(hashOn(START, here), next));
        if (next === BLANK || (isWord && WORDLY[next] === 0)) hashes.add(hashOn(ALONE, here));
      }
    }
    before = here;
    here = next;
  }
}

/** What stands around a blank. */
function takeSeam(text: string, blank: number, hashes: GramSet): void {
  hashes.add(hashOfPart(SEAM, text, blank - 1, blank + 1));
  if (blank >= 2 && blank + 2 < text.length) hashes.add(hashOfPart(JOINT, text, blank - 2, blank + 2));
}

function hashOfPart(seed: number, text: string, from: number, to: number): number {
  let hash = seed;
  for (let place = Math.max(0, from); place <= to && place < text.length; place += 1)
    hash = hashOn(hash, text.charCodeAt(place));
  return hash;
}
