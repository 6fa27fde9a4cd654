import { isCjk } from '../links/index.js';

const WORD = /[\p{L}\p{N}]/u;
const DIGIT = /\p{N}/u;
// The signs of accents are letters here: an arm of ¯\_(ツ)_/¯ is no edge of a word. Those that colour emoji are not.
const EDGE = /[\p{P}\p{Sc}\p{Sm}\p{So}\p{EMod}\ufe0f\u20e3$+<=>^`|~]/u;

const OPENING = /[\p{Ps}\p{Pi}"'*_~]/u;
const CLOSING = /^(?:[\p{Pe}\p{Pf}"'*_~]|[.,;:!?…](?![\p{L}\p{N}]))/u;

export interface Flanks {
  canOpen: boolean;
  canClose: boolean;
}

/**
 * Whether a run of marks can open or close emphasis, by CommonMark's rules of flanking (spec 0.31.2, 6.2). Stricter in
 * three points, because people write sums, faces and names of files: a single star inside a word means nothing, none
 * does between digits, and between two signs only what stands against brackets, quotes or stops. More generous in one: scripts without spaces need none around emphasis.
 */
export function flanksOf(text: string, { at, length }: { at: number; length: number }): Flanks {
  const [before, after] = [characterBefore(text, at), characterAfter(text, at + length)];
  const [edgeBefore, edgeAfter] = [isEdge(before), isEdge(after)];
  const isLeft = !isSpace(after) && (!EDGE.test(after) || isFullWidth(after) || edgeBefore);
  const isRight = !isSpace(before) && (!EDGE.test(before) || isFullWidth(before) || edgeAfter);
  const isSingle = length === 1;
  // Between signs: "(_(so)_)" is emphasis, ">_<" a face and "**/*.ts" a pattern of names.
  const isBetween = isSingle && isLeft && isRight && edgeBefore && edgeAfter;
  const fits = {
    canOpen: isLeft && (!isBetween || isCjk(before) || OPENING.test(before)),
    canClose: isRight && (!isBetween || isCjk(after) || CLOSING.test(text.slice(at + 1, at + 3))),
  };
  if (text[at] === '_')
    return {
      canOpen: fits.canOpen && (!isRight || EDGE.test(before)),
      canClose: fits.canClose && (!isLeft || EDGE.test(after)),
    };
  const [wordBefore, wordAfter] = [isWord(before), isWord(after)];
  const isSum = wordBefore && wordAfter && (DIGIT.test(before) || DIGIT.test(after));
  if (text[at] === '*' && isSum) return { canOpen: false, canClose: false };
  return {
    canOpen: fits.canOpen && !(isSingle && wordBefore),
    canClose: fits.canClose && !(isSingle && wordAfter),
  };
}

function isEdge(character: string): boolean {
  return isSpace(character) || EDGE.test(character) || isCjk(character);
}

/** Brackets and stops of scripts without spaces stand inside emphasis like letters. */
function isFullWidth(character: string): boolean {
  return /[\u3000-\u303f\uff00-\uffef]/u.test(character);
}

/** Letters of words that spaces stand between. */
function isWord(character: string): boolean {
  return WORD.test(character) && !isCjk(character);
}

/** The ends of a text count as space. */
function isSpace(character: string): boolean {
  return character.trim() === '';
}

function characterBefore(text: string, at: number): string {
  return /[\ud800-\udbff]?[\s\S]$|$/.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '';
}

function characterAfter(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}
