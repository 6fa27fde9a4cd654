import { beginsAt, fold, isWide, standsAloneAt } from '@chatket/contract';

/** By which rules grams are made. Whoever changes what `gramsOf` or `fold` gives adds one: all are then made anew. */
export const GRAM_RULES = 2;
/** Docs of a segment, as a power of two. */
const SEGMENT_BITS = 15n;
/** Of a long word that is looked for, so many grams are asked for: the text is compared anyway. */
const ASKED_MAX = 24;

/** What a message is found by beside its letters. */
export interface Keys {
  roomId: string;
  senderId: string;
  hasLink: boolean;
  hasCode: boolean;
  isReply: boolean;
}

/** In which segment a doc lies. */
export function segmentOf(doc: bigint): number {
  return Number(doc >> SEGMENT_BITS);
}

/** The first doc of a segment. */
export function firstDocOf(segment: number): bigint {
  return BigInt(segment) << SEGMENT_BITS;
}

// Marks that no folded text has tell kinds of grams apart.
/** Every message has it: for searches that have nothing else to ask for. */
export const ANY_KEY = '\u0001any';
export const roomKey = (roomId: string) => `\u0001in${roomId}`;
export const senderKey = (userId: string) => `\u0001from${userId}`;
export const LINK_KEY = '\u0001link';
export const CODE_KEY = '\u0001code';
export const REPLY_KEY = '\u0001reply';

/** All grams of a message, each once, by the text as it was written. */
export function gramsOf(text: string, keys: Keys): Set<string> {
  const grams = new Set([ANY_KEY, roomKey(keys.roomId), senderKey(keys.senderId)]);
  if (keys.hasLink) grams.add(LINK_KEY);
  if (keys.hasCode) grams.add(CODE_KEY);
  if (keys.isReply) grams.add(REPLY_KEY);
  const characters = [...fold(text)];
  for (let place = 0; place < characters.length; place += 1) addGramsAt(characters, place, grams);
  return grams;
}

/** What a message must have in which this term stands; empty when there is nothing that can be asked for. @param term folded */
export function gramsOfTerm(term: string): string[] {
  const characters = [...term];
  const [first = '', second = ''] = characters;
  if (characters.length === 1) return isWide(first) ? [wide(first)] : [alone(first)];
  const isShort = characters.length === 2;
  const isAnywhere = !isShort || isWide(first) || isWide(second);
  const grams = new Set<string>();
  if (isShort && !isAnywhere) grams.add(start(first, second));
  for (let place = 0; place < characters.length; place += 1) {
    const [one = '', two, three] = characters.slice(place, place + 3);
    if (isWide(one)) addWide(one, two, grams);
    if (isRun(one, two, three)) grams.add(`${one}${two ?? ''}${three ?? ''}`);
    if (one === ' ') addJoint(characters, place, grams);
  }
  return spread([...grams]);
}

/** What is known of a phrase around a blank. */
function addJoint(characters: readonly string[], blank: number, grams: Set<string>): void {
  if (isKnownAround(characters, blank)) {
    grams.add(joint(characters, blank));
    return;
  }
  grams.add(seam(characters, blank));
  const [first = '', second] = characters.slice(blank + 1, blank + 3);
  if (second !== undefined) grams.add(start(first, second));
}

/** Whether two characters are known on either side of a blank: a word at an end of a term may go on beyond it. */
function isKnownAround(characters: readonly string[], blank: number): boolean {
  return characters[blank - 2] !== undefined && characters[blank + 2] !== undefined;
}

function addGramsAt(characters: readonly string[], place: number, grams: Set<string>): void {
  const [one = '', two, three] = [characters[place], characters[place + 1], characters[place + 2]];
  if (one === ' ') {
    grams.add(seam(characters, place));
    if (isKnownAround(characters, place)) grams.add(joint(characters, place));
    return;
  }
  if (isRun(one, two, three)) grams.add(`${one}${two ?? ''}${three ?? ''}`);
  if (isWide(one)) addWide(one, two, grams);
  if (beginsAt(characters, place)) {
    if (two !== undefined) grams.add(start(one, two));
    if (standsAloneAt(characters, place)) grams.add(alone(one));
  }
}

function addWide(one: string, two: string | undefined, grams: Set<string>): void {
  grams.add(wide(one));
  if (two !== undefined && isWide(two)) grams.add(wide(one + two));
}

const wide = (characters: string) => `\u0002${characters}`;
const start = (one: string, two: string) => `\u0003${one}${two}`;
const alone = (one: string) => `\u0004${one}`;

/** What stands around a blank, two characters on either side: so words are found side by side, not only in one message. */
function joint(characters: readonly string[], blank: number): string {
  return `\u0005${characters.slice(blank - 2, blank + 3).join('')}`;
}

/** The same with one character on either side, for words of which no more is known. */
function seam(characters: readonly string[], blank: number): string {
  return `\u0006${characters[blank - 1] ?? ''} ${characters[blank + 1] ?? ''}`;
}

function isRun(one: string, two: string | undefined, three: string | undefined): boolean {
  return two !== undefined && three !== undefined && one !== ' ' && two !== ' ' && three !== ' ';
}

function spread(grams: string[]): string[] {
  if (grams.length <= ASKED_MAX) return grams;
  const step = grams.length / ASKED_MAX;
  return Array.from({ length: ASKED_MAX }, (_, index) => grams[Math.floor(index * step)] ?? '');
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-16 units; 32 bits. */
function hashOf(gram: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < gram.length; index += 1)
    hash = Math.imul(hash ^ gram.charCodeAt(index), 0x01000193);
  return hash;
}

/** A hash as it stands in a segment: mixed by the last steps of MurmurHash3, so that no two segments share one in order. */
function inSegment(hash: number, segment: number): number {
  let mixed = hash ^ Math.imul(segment, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}

/** Grams as a segment has them: a text that PostgreSQL reads as an array of integers. */
export function hashesIn(segment: number, grams: Iterable<string>): string {
  const hashes = new Set<number>();
  for (const gram of grams) hashes.add(inSegment(hashOf(gram), segment));
  return `{${[...hashes].join(',')}}`;
}
