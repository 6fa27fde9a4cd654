import { findAddresses } from '../links/index.js';
import { codeSpansOf } from './code-spans.js';
import { pair, type Marks } from './emphasis.js';
import { flanksOf } from './flanking.js';
import type { Inline, OnStep } from './model.js';
import { destinationAt, namedLink } from './named-links.js';
import { nest, type Token } from './nest.js';

// In this order: somebody who shrugs, ¯\_(ツ)_/¯, an escape, code, emphasis, the brackets of names of links, a blank line.
const MARK = /\\+_+\([^()\n]{1,16}\)_+\/|\\+[!-/:-@[\]-`{-~]?|`+|\*+|_+|~+|[[\]]|\n[ \t]*(?=\n)/gu;

const VISIBLE = /[^\s\p{C}\p{DI}\u2800]/u;

export interface ScanOptions {
  onStep: OnStep;
  /** Backslashes at these places are not drawn. */
  dropped: ReadonlySet<number>;
  /** Is told which stretches of the source were marks of something drawn. */
  onUsed?: (from: number, to: number) => void;
}

/** Reads one stretch of text from left to right: code and addresses first, then names of links, then emphasis. */
export function scan(source: string, { onStep, dropped, onUsed = () => undefined }: ScanOptions): Inline[] {
  const addresses = findAddresses(source, onStep);
  const codeSpanAt = codeSpansOf(source);
  const marks = new RegExp(MARK);
  const tokens: Token[] = [];
  let brackets: { at: number; index: number }[] = [];
  let segment = 0;
  let at = 0;

  function take(to: number, token: Token = { kind: 'text', text: source.slice(at, to) }) {
    tokens.push(token);
    at = to;
  }

  function takeMark(mark: string) {
    const end = at + mark.length;
    if (mark.startsWith('\\') && mark.endsWith('/')) take(end);
    else if (mark.startsWith('\\')) takeEscape(mark);
    else if (mark.startsWith('`')) takeCode(mark.length);
    else if (mark === '[') {
      brackets.push({ at, index: tokens.length });
      take(end);
    } else if (mark === ']') takeName();
    else if (mark.startsWith('\n')) {
      take(end);
      endSegment();
    } else if (mark.startsWith('*') || mark === '_' || mark === '~~') take(end, marksAt(source, at, mark));
    // "__init__" is a name, "~5" a number.
    else take(end);
  }

  /** Of backslashes that do something, every second one is drawn, and the mark behind an even number of them works. */
  function takeEscape(escape: string) {
    const count = escape.lastIndexOf('\\') + 1;
    if (!dropped.has(at)) return take(at + escape.length);
    const shown = '\\'.repeat(Math.floor(count / 2));
    if (count % 2 === 0) take(at + count, { kind: 'text', text: shown });
    else take(at + escape.length, { kind: 'text', text: shown + escape.slice(count) });
  }

  function takeCode(length: number) {
    const span = codeSpanAt(at + length, length);
    if (!span) return take(at + length);
    onUsed(at, at + length);
    onUsed(span.close, span.close + length);
    take(span.close + length, { kind: 'code', text: span.text });
  }

  function takeName() {
    const open = brackets.pop();
    const isName = open && VISIBLE.test(source.slice(open.at + 1, at));
    const destination = isName && destinationAt(source, at + 1, onStep);
    if (!destination) return take(at + 1);
    const content = tokens.splice(open.index).slice(1);
    pairIn(content);
    onUsed(open.at, open.at + 1);
    onUsed(at, destination.end);
    take(destination.end, namedLink(content, destination.href));
    // A link stands in no other link.
    brackets = [];
  }

  function pairIn(content: readonly Token[]) {
    const runs = content.filter((token): token is Marks => token.kind === 'marks');
    pair(source, runs, onStep);
    for (const run of runs) if (run.left < run.length) onUsed(run.at, run.at + run.length);
  }

  /** Emphasis and names do not reach over a blank line. */
  function endSegment() {
    pairIn(tokens.slice(segment));
    segment = tokens.length;
    brackets = [];
  }

  let match = marks.exec(source);
  let address = 0;
  while (at < source.length) {
    onStep();
    while ((addresses[address]?.from ?? Infinity) < at) address += 1;
    while (match && match.index < at) {
      marks.lastIndex = at;
      match = marks.exec(source);
    }
    const link = addresses[address];
    const next = Math.min(link?.from ?? Infinity, match?.index ?? Infinity, source.length);
    if (next > at) take(next);
    else if (link && link.from === at)
      take(link.to, { kind: 'link', text: source.slice(link.from, link.to), href: link.href });
    else if (match) takeMark(match[0]);
  }
  endSegment();
  return nest(tokens);
}

function marksAt(source: string, at: number, run: string): Marks {
  const { length } = run;
  const character = run.slice(0, 1);
  return {
    kind: 'marks',
    at,
    character,
    length,
    left: length,
    ...flanksOf(source, { at, length }),
    opens: [],
    closes: [],
  };
}
