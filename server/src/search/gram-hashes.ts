// How grams become the numbers that stand in the index.

/** Characters that no folded text has: they tell kinds of grams apart. */
export const MARKS = {
  /** Three characters of a word. */
  none: '',
  /** One or two of a script without blanks. */
  wide: '\u0002',
  /** The first two of a word. */
  start: '\u0003',
  /** A word of one. */
  alone: '\u0004',
  /** What stands around a blank, two on either side: so words are found side by side, not only in one message. */
  joint: '\u0005',
  /** The same with one on either side, for words of which no more is known. */
  seam: '\u0006',
} as const;
export type Mark = (typeof MARKS)[keyof typeof MARKS];

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-16 units; 32 bits. @param begun what goes before has this hash */
export function hashOf(gram: string, begun = 0x811c9dc5): number {
  let hash = begun;
  for (let index = 0; index < gram.length; index += 1) hash = hashOn(hash, gram.charCodeAt(index));
  return hash;
}

/** The same with one more unit. */
export function hashOn(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

const SEEDS = new Map(Object.values(MARKS).map((mark) => [mark, hashOf(mark)]));
export const seedOf = (mark: Mark): number => SEEDS.get(mark) ?? hashOf(mark);

/** A hash as it stands in a segment: mixed by the last steps of MurmurHash3, so that no two segments share one in order. */
export function inSegment(hash: number, segment: number): number {
  let mixed = hash ^ Math.imul(segment, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** Hashes of grams as a segment has them: a text that PostgreSQL reads as an array of integers. */
export function asArray(segment: number, hashes: ReadonlySet<number>): string {
  return `{${Array.from(hashes, (hash) => inSegment(hash, segment)).join(',')}}`;
}
