import type { Marks } from './emphasis.js';
import type { Emphasis, Inline } from './model.js';

export type Token = Inline | Marks;

const DEEPEST = 12;
const WIDTH: Record<Emphasis, number> = { italic: 1, bold: 2, strike: 2 };

interface Level {
  content: Inline[];
  /** Nothing, where so much is nested that marks are shown instead. */
  emphasis: Emphasis | undefined;
}

/** Makes a tree of tokens whose marks are paired. */
export function nest(tokens: readonly Token[]): Inline[] {
  const root: Inline[] = [];
  const stack: Level[] = [{ content: root, emphasis: undefined }];
  const contentNow = () => stack.at(-1)?.content ?? root;
  for (const token of tokens) {
    if (token.kind !== 'marks') {
      add(contentNow(), token);
      continue;
    }
    for (const emphasis of token.closes) {
      const level = stack.pop();
      if (level?.emphasis === undefined) add(contentNow(), textOf(token, WIDTH[emphasis]));
    }
    add(contentNow(), textOf(token, token.left));
    for (const emphasis of token.opens.toReversed()) {
      const content: Inline[] = [];
      if (stack.length <= DEEPEST) {
        contentNow().push({ kind: emphasis, content });
        stack.push({ content, emphasis });
      } else {
        add(contentNow(), textOf(token, WIDTH[emphasis]));
        stack.push({ content: contentNow(), emphasis: undefined });
      }
    }
  }
  return root;
}

function textOf({ character }: Marks, length: number): Inline {
  return { kind: 'text', text: character.repeat(length) };
}

/** Text after text is one text. */
function add(content: Inline[], inline: Inline): void {
  const last = content.at(-1);
  if (inline.kind !== 'text') content.push(inline);
  else if (inline.text === '') return;
  else if (last?.kind === 'text')
    content[content.length - 1] = { kind: 'text', text: last.text + inline.text };
  else content.push(inline);
}
