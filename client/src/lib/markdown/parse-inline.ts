import { linkify, type TextPart } from '../linkify';
import { ignoreStep, type Emphasis, type Inline, type OnStep } from './model';

type Token =
  | Extract<Inline, { kind: 'text' | 'code' | 'link' }>
  | { kind: 'marker'; text: string; emphasis: Emphasis; canOpen: boolean; canClose: boolean };

const WORD = /[\p{L}\p{N}]/u;
const RUN = /`+/gu;
const MARKERS = /\*{1,3}(?!\*)|_(?!_)|~~(?!~)/gu;
const EMPHASES: Record<string, Emphasis> = { '*': 'italic', _: 'italic', '**': 'bold', '~~': 'strike' };

/** Reads one stretch of text: code first, then addresses, then emphasis in what is left. */
export function parseInline(source: string, onStep: OnStep = ignoreStep): Inline[] {
  const parts = splitCode(source, onStep).flatMap((part): (TextPart | typeof part)[] =>
    part.kind === 'text' ? linkify(part.text, onStep) : [part],
  );
  const tokens = parts.flatMap((part, index) =>
    part.kind === 'text'
      ? splitMarkers(part.text, { isFirst: index === 0, isLast: index === parts.length - 1 }, onStep)
      : [part],
  );
  return nest(tokens, pair(tokens, onStep));
}

function splitCode(source: string, onStep: OnStep): Extract<Inline, { kind: 'text' | 'code' }>[] {
  const runs = [...source.matchAll(RUN)].map((match) => ({ at: match.index, length: match[0].length }));
  // For each run, the next one of its length: found from the end, in one pass.
  const nextOfLength = new Map<number, number>();
  const partners: (number | undefined)[] = [];
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    onStep();
    const length = runs[index]?.length ?? 0;
    partners[index] = nextOfLength.get(length);
    nextOfLength.set(length, index);
  }

  const tokens: Extract<Inline, { kind: 'text' | 'code' }>[] = [];
  let end = 0;
  for (let index = 0; index < runs.length; index += 1) {
    onStep();
    const [run, partner] = [runs[index], partners[index]];
    const close = partner === undefined ? undefined : runs[partner];
    if (!run || !close || partner === undefined) continue;
    if (run.at > end) tokens.push({ kind: 'text', text: source.slice(end, run.at) });
    tokens.push({ kind: 'code', text: source.slice(run.at + run.length, close.at) });
    end = close.at + close.length;
    index = partner;
  }
  if (end < source.length) tokens.push({ kind: 'text', text: source.slice(end) });
  return tokens;
}

/** A text that is not the first or the last part has code or an address beside it, which is neither space nor word. */
function splitMarkers(
  text: string,
  { isFirst, isLast }: { isFirst: boolean; isLast: boolean },
  onStep: OnStep,
): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKERS)) {
    onStep();
    const [marker] = match;
    const before = text[match.index - 1] ?? (isFirst ? ' ' : '.');
    const after = text[match.index + marker.length] ?? (isLast ? ' ' : '.');
    // Part of a longer run of stars, which means nothing.
    if (marker.startsWith('*') && before === '*') continue;
    const isWide = marker.length > 1;
    const canOpen = !isSpace(after) && (isWide || !isWord(before));
    const canClose = !isSpace(before) && (isWide || !isWord(after));
    if (!canOpen && !canClose) continue;
    if (match.index > end) tokens.push({ kind: 'text', text: text.slice(end, match.index) });
    for (const part of partsOf(marker, canOpen)) {
      const emphasis = EMPHASES[part];
      if (emphasis) tokens.push({ kind: 'marker', text: part, emphasis, canOpen, canClose });
    }
    end = match.index + marker.length;
  }
  if (end < text.length) tokens.push({ kind: 'text', text: text.slice(end) });
  return tokens;
}

/** Three stars are bold and italic; what opens last closes first. */
function partsOf(marker: string, canOpen: boolean): string[] {
  if (marker !== '***') return [marker];
  return canOpen ? ['**', '*'] : ['*', '**'];
}

/** Which markers belong together: from the index of the opening one to that of the closing one. */
function pair(tokens: readonly Token[], onStep: OnStep): Map<number, number> {
  const pairs = new Map<number, number>();
  let open: { index: number; text: string }[] = [];
  tokens.forEach((token, index) => {
    onStep();
    if (token.kind !== 'marker') return;
    const place = open.findIndex((candidate) => candidate.text === token.text);
    const opener = open[place];
    if (token.canClose && opener && opener.index < index - 1) {
      pairs.set(opener.index, index);
      // What was opened inside and not closed there is text.
      open = open.slice(0, place);
    } else if (token.canOpen && place < 0) open.push({ index, text: token.text });
  });
  return pairs;
}

function nest(tokens: readonly Token[], pairs: ReadonlyMap<number, number>): Inline[] {
  const root: Inline[] = [];
  const stack: { content: Inline[]; end: number }[] = [{ content: root, end: tokens.length }];
  tokens.forEach((token, index) => {
    const top = stack.at(-1);
    if (!top) return;
    const end = pairs.get(index);
    if (index === top.end) stack.pop();
    else if (token.kind !== 'marker') add(top.content, token);
    else if (end === undefined) add(top.content, { kind: 'text', text: token.text });
    else {
      const content: Inline[] = [];
      top.content.push({ kind: token.emphasis, content });
      stack.push({ content, end });
    }
  });
  return root;
}

/** Text after text is one text. */
function add(content: Inline[], inline: Inline): void {
  const last = content.at(-1);
  if (inline.kind === 'text' && last?.kind === 'text') last.text += inline.text;
  else content.push(inline);
}

function isSpace(character: string): boolean {
  return character.trim() === '';
}

function isWord(character: string): boolean {
  return WORD.test(character);
}
