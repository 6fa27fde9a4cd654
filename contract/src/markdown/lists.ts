import { dedent, indentOf, isBlank } from './lines.js';
import type { OnStep } from './model.js';

/** Three digits at most: "2024. What a year" is a sentence. */
const ITEM = /^[ \t]*(?:[-*]|(\d{1,3}[.)]))[ \t]+(?=\S)/u;
/** A line that divides, and is shown as it is. */
const RULE = /^[ \t]*([-*])(?:[ \t]*\1)+[ \t]*$/u;
const INDENT_MAX = 3;
const INDENT_OF_CHILD = 2;

export interface ItemLines {
  /** As it was typed; of a list without numbers, nothing. */
  number: string | undefined;
  /** What belongs to it, without the space it is moved in by. */
  lines: string[];
}

export function opensList(line: string): boolean {
  return indentOf(line) <= INDENT_MAX && ITEM.test(line) && !RULE.test(line);
}

/** Takes the items of the list that a line opens. Lines that are moved in further than its mark belong to an item. */
export function takeList(lines: readonly string[], from: number, onStep: OnStep) {
  const isNumbered = numberOf(lines[from] ?? '') !== undefined;
  const items: ItemLines[] = [];
  let index = from;
  while (index < lines.length && opensList(lines[index] ?? '')) {
    const line = lines[index] ?? '';
    const number = numberOf(line);
    if ((number !== undefined) !== isNumbered) break;
    const mark = ITEM.exec(line)?.[0] ?? '';
    const depth = Math.min(indentOf(line) + INDENT_OF_CHILD, mark.length);
    const own = [line.slice(mark.length)];
    // As far as its first line is moved in, which need not be as far as the mark is wide.
    let width: number | undefined;
    for (index += 1; index < lines.length; index += 1) {
      onStep();
      const next = nextText(lines, index, onStep);
      if (next === undefined || indentOf(lines[next] ?? '') < depth) break;
      for (; index < next; index += 1) own.push('');
      width ??= Math.min(indentOf(lines[next] ?? ''), mark.length);
      own.push(dedent(lines[next] ?? '', width));
    }
    items.push({ number, lines: own });
  }
  return { items, next: index };
}

function numberOf(line: string): string | undefined {
  return ITEM.exec(line)?.[1];
}

/** The first line from there on that is not blank. */
function nextText(lines: readonly string[], from: number, onStep: OnStep): number | undefined {
  for (let index = from; index < lines.length; index += 1) {
    onStep();
    if (!isBlank(lines[index] ?? '')) return index;
  }
  return undefined;
}
