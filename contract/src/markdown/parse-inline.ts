import { findEscapes } from './escapes.js';
import { ignoreStep, type Inline, type OnStep } from './model.js';
import { scan } from './scan.js';

interface InlineOptions {
  onStep?: OnStep;
  /** Places of backslashes that keep a line from opening a block. */
  escapes?: readonly number[];
}

const NONE: ReadonlySet<number> = new Set();

/** Reads one stretch of text: code, addresses, names of links, emphasis. Anything else is text. */
export function parseInline(
  source: string,
  { onStep = ignoreStep, escapes = [] }: InlineOptions = {},
): Inline[] {
  const dropped = findEscapes(source, (text, onUsed) => scan(text, { onStep, dropped: NONE, onUsed }));
  for (const at of escapes) dropped.add(at);
  return scan(source, { onStep, dropped });
}
