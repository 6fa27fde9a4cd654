import { fold, placesOf } from '@chatket/contract';
import { asRead } from '@chatket/contract/as-read';

/** A part of a text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

/** So much of a long text stands before what was found first, and so much is shown in all. */
const BEFORE_MAX = 60;
const SHOWN_MAX = 240;
/** A character with the marks that belong to it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/** A text as it is shown in a list: around what was found first, which is marked as all else that was. @param terms folded */
export function piecesOf(text: string, terms: readonly string[]): Piece[] {
  const ranges = rangesOf(text, terms);
  const first = ranges[0]?.[0] ?? 0;
  const start = text.length <= SHOWN_MAX || first <= BEFORE_MAX ? 0 : wordBefore(text, first - BEFORE_MAX);
  const end = Math.min(text.length, start + SHOWN_MAX);
  const pieces: Piece[] = [];
  let place = start;
  for (const [from, to] of ranges) {
    if (to <= place || from >= end) continue;
    if (from > place) pieces.push({ text: text.slice(place, from), isMarked: false });
    pieces.push({ text: text.slice(Math.max(from, place), Math.min(to, end)), isMarked: true });
    place = Math.min(to, end);
  }
  if (place < end) pieces.push({ text: text.slice(place, end), isMarked: false });
  if (start > 0) pieces.unshift({ text: '…', isMarked: false });
  if (end < text.length) pieces.push({ text: '…', isMarked: false });
  return pieces;
}

/** The same of a message, as it is read; as it was written, where only that has what was found. */
export function piecesOfMessage(text: string, terms: readonly string[]): Piece[] {
  const read = piecesOf(asRead(text), terms);
  return read.some(({ isMarked }) => isMarked) ? read : piecesOf(text, terms);
}

/** Where terms stand in a text as it was written: found in the folded text, and led back. Ascending, not overlapping. */
function rangesOf(text: string, terms: readonly string[]): [number, number][] {
  let folded = '';
  const origins: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const plain = /^\s/.test(cluster) ? ' ' : fold(cluster);
    if (plain === ' ' && (folded === '' || folded.endsWith(' '))) continue;
    for (let unit = 0; unit < plain.length; unit += 1) origins.push(index);
    folded += plain;
  }
  const endOf = (place: number) => {
    const last = origins[place] ?? text.length;
    return origins.find((origin, at) => at > place && origin > last) ?? text.length;
  };
  const ranges = terms.flatMap((term) =>
    placesOf(folded, term).map((at): [number, number] => [origins[at] ?? 0, endOf(at + term.length - 1)]),
  );
  ranges.sort(([one], [other]) => one - other);
  const joined: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The beginning of the word at a place, and never the middle of a character. */
function wordBefore(text: string, place: number): number {
  const blank = text.lastIndexOf(' ', place);
  if (blank >= 0 && place - blank < BEFORE_MAX) return blank + 1;
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place - 1 : place;
}
