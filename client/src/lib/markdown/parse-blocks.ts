import { ignoreStep, type Block, type OnStep } from './model';
import { parseInline } from './parse-inline';

const FENCE = /^```[\w+#.-]{0,20}\s*$/u;
const FENCE_END = /^```\s*$/u;
const QUOTE = /^> ?/u;
const BULLET = /^ {0,3}[-*] (?=\S)/u;
const NUMBER = /^ {0,3}(\d{1,4})[.)] (?=\S)/u;

/**
 * Reads the subset of Markdown that messages are written in: fenced code, quotes, flat lists, emphasis, inline code
 * and addresses. Anything else is text. Takes time in proportion to the length, whatever is written.
 */
export function parseMarkdown(source: string, onStep: OnStep = ignoreStep): Block[] {
  const lines = source.split('\n');
  const fenceEnds = nextFenceEnds(lines);
  const blocks: Block[] = [];
  let index = 0;

  /** The lines from here on that match, without what has matched. */
  function take(pattern: RegExp): string[] {
    const taken: string[] = [];
    for (let line = lines[index]; line !== undefined && pattern.test(line); line = lines[++index]) {
      onStep();
      taken.push(line.replace(pattern, ''));
    }
    return taken;
  }

  while (index < lines.length) {
    onStep();
    const line = lines[index] ?? '';
    const fenceEnd = FENCE.test(line) ? fenceEnds[index + 1] : undefined;
    const number = NUMBER.exec(line)?.[1];
    if (fenceEnd !== undefined) {
      blocks.push({ kind: 'code', text: lines.slice(index + 1, fenceEnd).join('\n') });
      index = fenceEnd + 1;
    } else if (QUOTE.test(line)) {
      blocks.push({ kind: 'quote', content: parseInline(take(QUOTE).join('\n'), onStep) });
    } else if (BULLET.test(line)) {
      blocks.push({
        kind: 'list',
        start: undefined,
        items: take(BULLET).map((item) => parseInline(item, onStep)),
      });
    } else if (number !== undefined) {
      blocks.push({
        kind: 'list',
        start: Number(number),
        items: take(NUMBER).map((item) => parseInline(item, onStep)),
      });
    } else {
      const from = index;
      do index += 1;
      while (index < lines.length && !opensBlock(lines, index, fenceEnds));
      const text = withoutBlankEnds(lines.slice(from, index));
      if (text !== '') blocks.push({ kind: 'paragraph', content: parseInline(text, onStep) });
    }
  }
  return blocks;
}

/** Blocks stand apart by themselves: the blank lines around them are not shown a second time. */
function withoutBlankEnds(lines: readonly string[]): string {
  const isText = (line: string) => line.trim() !== '';
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1).join('\n');
}

function opensBlock(
  lines: readonly string[],
  index: number,
  fenceEnds: readonly (number | undefined)[],
): boolean {
  const line = lines[index] ?? '';
  if (QUOTE.test(line) || BULLET.test(line) || NUMBER.test(line)) return true;
  return FENCE.test(line) && fenceEnds[index + 1] !== undefined;
}

/** For each line, the first line from there on that can end a block of code. */
function nextFenceEnds(lines: readonly string[]): (number | undefined)[] {
  const ends: (number | undefined)[] = [];
  let next: number | undefined;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if (FENCE_END.test(lines[index] ?? '')) next = index;
    ends[index] = next;
  }
  return ends;
}
