const TICK = '`';
/** Where a block of code begins and ends: three or more of the same sign, at most three blanks in. */
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * The parts of a text that are code, as pairs of where they begin and end: blocks between fences, and what stands
 * between two runs of as many backticks. What is never closed is text. Each letter is looked at a bounded number of times.
 */
export function codePartsOf(text: string): [from: number, to: number][] {
  if (!text.includes(TICK) && !text.includes('~~~')) return [];
  const parts: [number, number][] = [];
  let from = 0;
  for (const block of blocksOf(text)) {
    spansIn(text, from, block[0], parts);
    parts.push(block);
    from = block[1];
  }
  spansIn(text, from, text.length, parts);
  return parts;
}

interface Line {
  at: number;
  end: number;
  fence: string;
  /** Nothing but blanks stands behind the fence. */
  isBare: boolean;
  /** A fence of backticks with backticks behind it is no block. */
  isOpening: boolean;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let at = 0;
  while (at <= text.length) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const line = text.slice(at, end);
    const [whole = '', fence = ''] = FENCE.exec(line) ?? [];
    const rest = line.slice(whole.length);
    const isOpening = fence !== '' && !(fence.startsWith(TICK) && rest.includes(TICK));
    lines.push({ at, end, fence, isBare: fence !== '' && rest.trim() === '', isOpening });
    at = end + 1;
  }
  return lines;
}

function blocksOf(text: string): [number, number][] {
  const lines = linesOf(text);
  const closing = closingOf(lines);
  const blocks: [number, number][] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const close = line?.isOpening ? closing[index] : undefined;
    const last = close === undefined ? undefined : lines[close];
    if (!line || !last || close === undefined) continue;
    blocks.push([line.at, last.end]);
    index = close;
  }
  return blocks;
}

/** For each line the next one that closes a block which it opens: a bare fence of the same sign, at least as long. */
function closingOf(lines: readonly Line[]): (number | undefined)[] {
  const closing: (number | undefined)[] = [];
  /** By sign, the bare fences behind, the nearest last; longer ones only stay where no nearer one is as long. */
  const behind: Record<string, number[]> = {};
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const { fence = '', isBare = false } = lines[index] ?? {};
    if (fence === '') continue;
    const stack = (behind[fence.charAt(0)] ??= []);
    closing[index] = nearest(stack, lines, fence.length);
    if (!isBare) continue;
    while (stack.length > 0 && (lines[stack.at(-1) ?? 0]?.fence.length ?? 0) <= fence.length) stack.pop();
    stack.push(index);
  }
  return closing;
}

/** Lengths fall from the bottom of the stack to its top. */
function nearest(stack: readonly number[], lines: readonly Line[], length: number): number | undefined {
  let [low, high] = [0, stack.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[stack[middle] ?? 0]?.fence.length ?? 0) >= length) low = middle + 1;
    else high = middle;
  }
  return stack[low - 1];
}

function spansIn(text: string, from: number, to: number, parts: [number, number][]): void {
  const runs = runsIn(text, from, to);
  const next = sameRunBehind(runs);
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    const close = run && !run.isEscaped ? next[index] : undefined;
    const last = close === undefined ? undefined : runs[close];
    if (!run || !last || close === undefined) continue;
    parts.push([run.at, last.at + last.length]);
    index = close;
  }
}

interface Run {
  at: number;
  length: number;
  isEscaped: boolean;
}

function runsIn(text: string, from: number, to: number): Run[] {
  const runs: Run[] = [];
  let at = text.indexOf(TICK, from);
  while (at !== -1 && at < to) {
    let end = at + 1;
    while (end < to && text.charAt(end) === TICK) end += 1;
    runs.push({ at, length: end - at, isEscaped: isEscaped(text, at) });
    at = text.indexOf(TICK, end);
  }
  return runs;
}

/** For each run the next one of its length. */
function sameRunBehind(runs: readonly Run[]): (number | undefined)[] {
  const last = new Map<number, number>();
  const next: (number | undefined)[] = [];
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const { length } = runs[index] ?? { length: 0 };
    next[index] = last.get(length);
    last.set(length, index);
  }
  return next;
}

/** Whether an odd number of backslashes stands before it. */
export function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (before > 0 && text.charAt(before - 1) === '\\') before -= 1;
  return (at - before) % 2 === 1;
}
