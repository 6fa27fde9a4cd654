import { codePointLength } from '@chatket/contract';
import { fencesOf, type Fence } from './code';

/** A stretch of text that stays together if it can, and what stands between it and the one before. */
interface Piece {
  text: string;
  before: string;
  split: (text: string, max: number) => string[];
}

const PARAGRAPHS = /(\n(?:[^\S\n]*\n)+)/u;
const LINES = /(\n)/u;
/** Between words: white space that no mark sits on, and behind what ends a clause where words are not set apart. */
const WORDS = /([^\S\n]+(?![\p{M}\u200d])|(?<=[。、，！？；：])(?![\p{M}\u200d]))/u;

/**
 * Splits a text into messages of at most `max` code points, in order: between paragraphs and blocks of code, else
 * between lines, else between words, else between characters as people see them. Each part of a block of code is a
 * block of its own. Apart from white space at the cuts nothing is lost.
 */
export function splitText(text: string, max: number): string[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const fence of [...fencesOf(text), undefined]) {
    const between = text.slice(end, fence?.start);
    const before = /^\s*\n/u.exec(between)?.[0] ?? '';
    const after = fence ? (/\n\s*$/u.exec(between.slice(before.length))?.[0] ?? '') : '';
    const plain = between.slice(before.length, between.length - after.length);
    if (plain !== '') pieces.push(...cutAt(PARAGRAPHS, plain, before, splitParagraph));
    if (!fence) break;
    pieces.push({
      text: text.slice(fence.start, fence.end),
      before: plain === '' ? before : after,
      split: (code, room) => splitCode(code, relativeTo(fence), room),
    });
    end = fence.end;
  }
  return pack(pieces, max)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function splitParagraph(text: string, max: number): string[] {
  return pack(cutAt(LINES, text, '', splitLine), max);
}

function splitLine(text: string, max: number): string[] {
  return pack(cutAt(WORDS, text, '', splitWord), max);
}

function splitWord(text: string, max: number): string[] {
  const characters =
    typeof Intl.Segmenter === 'undefined' ? [...text] : [...new Intl.Segmenter().segment(text)];
  return pack(
    characters.map((character) => ({
      text: typeof character === 'string' ? character : character.segment,
      before: '',
      split: splitCluster,
    })),
    max,
  );
}

/** Hundreds of marks on one letter: there is no good place. */
function splitCluster(text: string, max: number): string[] {
  const points = [...text];
  return Array.from({ length: Math.ceil(points.length / max) }, (_, index) =>
    points.slice(index * max, (index + 1) * max).join(''),
  );
}

function splitCode(text: string, { opening, marks, bodyStart, bodyEnd }: Fence, max: number): string[] {
  const room = max - codePointLength(`${opening}\n\n${marks}`);
  // Marks that leave hardly any room for code are text.
  if (room < max / 2) return splitParagraph(text, max);
  const body = text.slice(bodyStart, bodyEnd === text.length ? bodyEnd : bodyEnd - 1);
  return pack(cutAt(LINES, body, '', splitWord), room).map((part) => `${opening}\n${part}\n${marks}`);
}

function relativeTo({ start, bodyStart, bodyEnd, end, ...rest }: Fence): Fence {
  return { ...rest, start: 0, bodyStart: bodyStart - start, bodyEnd: bodyEnd - start, end: end - start };
}

/** @param separator matches what stands between two pieces, in one group */
function cutAt(separator: RegExp, text: string, before: string, split: Piece['split']): Piece[] {
  const cut = text.split(separator);
  return cut.flatMap((part, index) =>
    index % 2 === 0 ? [{ text: part, before: index === 0 ? before : (cut[index - 1] ?? ''), split }] : [],
  );
}

/** Puts as many pieces together as fit, and splits those that do not fit by themselves. */
function pack(pieces: readonly Piece[], max: number): string[] {
  const parts: string[] = [];
  let current: string[] | undefined;
  let length = 0;
  for (const { text, before, split } of pieces) {
    const own = codePointLength(text);
    const together = length + codePointLength(before) + own;
    if (current && together <= max) {
      current.push(before, text);
      length = together;
      continue;
    }
    if (current) parts.push(current.join(''));
    const fitting = own <= max ? [text] : split(text, max);
    const last = fitting.pop() ?? '';
    parts.push(...fitting);
    current = [last];
    length = codePointLength(last);
  }
  if (current) parts.push(current.join(''));
  return parts;
}
