import { beginsAt, fold, isWide, standsAloneAt } from '@chatket/contract';
import { isAscii, takeAsciiHashes } from './ascii-hashes.js';
import { asArray, hashOf, type Mark, MARKS, seedOf } from './gram-hashes.js';
import { GramSet } from './gram-set.js';

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

// Marks that no folded text has tell these from what is written (see `MARKS`).
/** Every message has it: for searches that have nothing else to ask for. */
export const ANY_KEY = '\u0001any';
export const roomKey = (roomId: string) => `\u0001in${roomId}`;
export const senderKey = (userId: string) => `\u0001from${userId}`;
export const LINK_KEY = '\u0001link';
export const CODE_KEY = '\u0001code';
export const REPLY_KEY = '\u0001reply';

/** All grams of a message, each once, by the text as it was written. */
export function gramsOf(text: string, keys: Keys): Set<string> {
  const grams = new Set(keyGrams(keys));
  takeGramsOf([...fold(text)], intoTexts(grams));
  return grams;
}

const [IN, FROM] = [hashOf(roomKey('')), hashOf(senderKey(''))];
const ANY = hashOf(ANY_KEY);
const [LINK, CODE, REPLY] = [hashOf(LINK_KEY), hashOf(CODE_KEY), hashOf(REPLY_KEY)];
/** Of the message that is being taken in. */
const hashes = new GramSet();

/**
 * The grams of a message as a segment has them: `hashesIn(segment, gramsOf(text, keys))`, without a text for each, since
 * this is done for every message. @returns ascending
 */
export function messageHashesIn(segment: number, text: string, keys: Keys): Int32Array {
  hashes.add(ANY);
  hashes.add(hashOf(keys.roomId, IN));
  hashes.add(hashOf(keys.senderId, FROM));
  if (keys.hasLink) hashes.add(LINK);
  if (keys.hasCode) hashes.add(CODE);
  if (keys.isReply) hashes.add(REPLY);
  const folded = fold(text);
  if (isAscii(folded)) takeAsciiHashes(folded, hashes);
  else
    takeGramsOf([...folded], (mark, characters, from, to) => {
      let hash = seedOf(mark);
      for (let place = Math.max(0, from); place < to; place += 1)
        hash = hashOf(characters[place] ?? '', hash);
      hashes.add(hash);
    });
  return hashes.take(segment);
}

/** What a message must have in which this term stands; empty when there is nothing that can be asked for. @param term folded */
export function gramsOfTerm(term: string): string[] {
  const characters = [...term];
  const [first = '', second = ''] = characters;
  const grams = new Set<string>();
  const take = intoTexts(grams);
  if (characters.length === 1) {
    take(isWide(first) ? MARKS.wide : MARKS.alone, characters, 0, 1);
    return [...grams];
  }
  const isShort = characters.length === 2;
  const isAnywhere = !isShort || isWide(first) || isWide(second);
  if (isShort && !isAnywhere) take(MARKS.start, characters, 0, 2);
  for (let place = 0; place < characters.length; place += 1) {
    const one = characters[place] ?? '';
    takeWide(characters, place, take);
    if (isRun(characters, place)) take(MARKS.none, characters, place, place + 3);
    if (one === ' ') takeJoint(characters, place, take);
  }
  return spread([...grams]);
}

/** Takes a gram: a mark, and characters from a place up to another. */
type Take = (mark: Mark, characters: readonly string[], from: number, to: number) => void;

const intoTexts =
  (grams: Set<string>): Take =>
  (mark, characters, from, to) =>
    void grams.add(mark + characters.slice(Math.max(0, from), to).join(''));

function keyGrams({ roomId, senderId, hasLink, hasCode, isReply }: Keys): string[] {
  const grams = [ANY_KEY, roomKey(roomId), senderKey(senderId)];
  if (hasLink) grams.push(LINK_KEY);
  if (hasCode) grams.push(CODE_KEY);
  if (isReply) grams.push(REPLY_KEY);
  return grams;
}

/** What is known of a phrase around a blank. */
function takeJoint(characters: readonly string[], blank: number, take: Take): void {
  if (isKnownAround(characters, blank)) {
    take(MARKS.joint, characters, blank - 2, blank + 3);
    return;
  }
  take(MARKS.seam, characters, blank - 1, blank + 2);
  if (characters[blank + 2] !== undefined) take(MARKS.start, characters, blank + 1, blank + 3);
}

/** Whether two characters are known on either side of a blank: a word at an end of a term may go on beyond it. */
function isKnownAround(characters: readonly string[], blank: number): boolean {
  return characters[blank - 2] !== undefined && characters[blank + 2] !== undefined;
}

function takeGramsOf(characters: readonly string[], take: Take): void {
  for (let place = 0; place < characters.length; place += 1) {
    if (characters[place] === ' ') {
      take(MARKS.seam, characters, place - 1, place + 2);
      if (isKnownAround(characters, place)) take(MARKS.joint, characters, place - 2, place + 3);
      continue;
    }
    if (isRun(characters, place)) take(MARKS.none, characters, place, place + 3);
    takeWide(characters, place, take);
    if (!beginsAt(characters, place)) continue;
    if (characters[place + 1] !== undefined) take(MARKS.start, characters, place, place + 2);
    if (standsAloneAt(characters, place)) take(MARKS.alone, characters, place, place + 1);
  }
}

function takeWide(characters: readonly string[], place: number, take: Take): void {
  if (!isWide(characters[place] ?? '')) return;
  take(MARKS.wide, characters, place, place + 1);
  const next = characters[place + 1];
  if (next !== undefined && isWide(next)) take(MARKS.wide, characters, place, place + 2);
}

function isRun(characters: readonly string[], place: number): boolean {
  const [two, three] = [characters[place + 1], characters[place + 2]];
  return (
    two !== undefined && three !== undefined && characters[place] !== ' ' && two !== ' ' && three !== ' '
  );
}

function spread(grams: string[]): string[] {
  if (grams.length <= ASKED_MAX) return grams;
  const step = grams.length / ASKED_MAX;
  return Array.from({ length: ASKED_MAX }, (_, index) => grams[Math.floor(index * step)] ?? '');
}

/** Grams as a segment has them: a text that PostgreSQL reads as an array of integers. */
export function hashesIn(segment: number, grams: Iterable<string>): string {
  const hashes = new Set<number>();
  for (const gram of grams) hashes.add(hashOf(gram));
  return asArray(segment, hashes);
}
