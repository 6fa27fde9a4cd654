import type { Block, OnStep } from './model.js';
import { dedent, indentOf } from './lines.js';

type Code = Extract<Block, { kind: 'code' }>;

export interface Fenced {
  block: Code;
  /** The line behind it. */
  next: number;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/su;
const SHORTEST = 3;
const LANGUAGE = /^[\w+#.-]{1,20}$/u;

/**
 * Finds blocks of code between fences of any length, closed by a line that is a fence at least as long, or by a run of
 * as many backticks at the end of a line: "```npm start```". What is never closed is text.
 * @returns the block that a line of this number opens
 */
export function fencesOf(lines: readonly string[], onStep: OnStep) {
  const closes = closingLines(lines, onStep);

  return (index: number): Fenced | undefined => {
    const line = lines[index] ?? '';
    const [, fence = '', rest = ''] = FENCE.exec(line) ?? [];
    if (fence === '') return undefined;
    const info = rest.trim();
    const isTicks = fence.startsWith('`');
    if (isTicks && info.includes('`')) return onOneLine({ fence, info, index });
    const close = closes[index];
    if (close === undefined) return undefined;
    const indent = indentOf(line);
    const code = lines.slice(index + 1, close.line).map((each) => dedent(each, indent));
    const language = LANGUAGE.test(info) ? info : undefined;
    // What is no name of a language is code already.
    if (language === undefined && info !== '') code.unshift(rest.trimEnd());
    if (close.isAtEnd) code.push((lines[close.line] ?? '').trimEnd().slice(0, -fence.length));
    return { block: { kind: 'code', text: code.join('\n'), language }, next: close.line + 1 };
  };
}

function onOneLine({
  fence,
  info,
  index,
}: {
  fence: string;
  info: string;
  index: number;
}): Fenced | undefined {
  if (ticksAtEnd(info) !== fence.length) return undefined;
  const text = info.slice(0, -fence.length).trim();
  const isOpenAgain = (text.match(/`+/gu) ?? []).some((run) => run === fence);
  return isOpenAgain || text === ''
    ? undefined
    : { block: { kind: 'code', text, language: undefined }, next: index + 1 };
}

interface Closing {
  line: number;
  isAtEnd: boolean;
}

/** For each line that is a fence, where it is closed: found from the end, in one pass. */
function closingLines(lines: readonly string[], onStep: OnStep): (Closing | undefined)[] {
  const closes: (Closing | undefined)[] = [];
  // Of each kind the nearest, then nearest longer ones.
  const whole: Record<string, { line: number; length: number }[]> = { '`': [], '~': [] };
  const atEnd = new Map<number, number>();
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    onStep();
    const line = lines[index] ?? '';
    const [, fence = '', rest = ''] = FENCE.exec(line) ?? [];
    const { length } = fence;
    const nearest = whole[fence.slice(0, 1)];
    if (nearest) {
      const close = nearest[firstAtLeast(nearest, length, onStep)];
      const end = fence.startsWith('`') ? atEnd.get(length) : undefined;
      if (close) closes[index] = { line: close.line, isAtEnd: false };
      else if (end !== undefined) closes[index] = { line: end, isAtEnd: true };
    }
    if (nearest && rest.trim() === '') {
      while ((nearest.at(-1)?.length ?? Infinity) <= length) nearest.pop();
      nearest.push({ line: index, length });
    } else if (fence === '') {
      const run = ticksAtEnd(line.trimEnd());
      if (run >= SHORTEST) atEnd.set(run, index);
    }
  }
  return closes;
}

function ticksAtEnd(text: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === '`') count += 1;
  return count;
}

/** Lengths fall towards the end of the list, where the nearest is. */
function firstAtLeast(nearest: readonly { length: number }[], length: number, onStep: OnStep): number {
  let [low, high] = [0, nearest.length];
  while (low < high) {
    onStep();
    const middle = (low + high) >> 1;
    if ((nearest[middle]?.length ?? 0) >= length) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
