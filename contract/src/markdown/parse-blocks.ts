import { fencesOf } from './fences.js';
import { isBlank } from './lines.js';
import { opensList, takeList } from './lists.js';
import { ignoreStep, type Block, type OnStep } from './model.js';
import { parseInline } from './parse-inline.js';

const QUOTE = /^ {0,3}>[ \t](?=[ \t]*\S)/u;
const QUOTE_GOES_ON = /^ {0,3}>(?:[ \t]|$)/u;
/** A backslash before what would open a block. */
const ESCAPED = /^([ \t]*(?:\d{1,3})?)\\([->*.)])/u;
const DEEPEST = 5;

interface Place {
  depth: number;
  /** The text of an item of a list opens no list: "- 1. a" has one mark. */
  isItem: boolean;
}

/**
 * Reads the subset of Markdown that messages are written in: fenced code, quotes, lists, emphasis, inline code, links
 * with names and addresses. Anything else is text. Takes time in proportion to the length, whatever is written.
 */
export function parseMarkdown(source: string, onStep: OnStep = ignoreStep): Block[] {
  return parseLines(source.split('\n'), { depth: 0, isItem: false }, onStep);
}

function parseLines(lines: readonly string[], { depth, isItem }: Place, onStep: OnStep): Block[] {
  const fenceAt = fencesOf(lines, onStep);
  const blocks: Block[] = [];
  const inside: Place = { depth: depth + 1, isItem: false };
  const opensNested = (line: string, index: number) =>
    depth < DEEPEST && (QUOTE.test(line) || (opensList(line) && !(isItem && index === 0)));
  let paragraph: string[] = [];

  function endParagraph() {
    const text = withoutBlankEnds(paragraph).join('\n');
    if (text !== '')
      blocks.push({ kind: 'paragraph', content: parseInline(text, { onStep, escapes: escapesIn(text) }) });
    paragraph = [];
  }

  /** Where a backslash keeps a line from opening a block. */
  function escapesIn(text: string): number[] {
    const escapes: number[] = [];
    let at = 0;
    for (const line of text.split('\n')) {
      const [, before] = ESCAPED.exec(line) ?? [];
      const bare = before === undefined ? undefined : before + line.slice(before.length + 1);
      if (bare !== undefined && before !== undefined && opensBlock(bare)) escapes.push(at + before.length);
      at += line.length + 1;
    }
    return escapes;
  }

  const opensBlock = (line: string) => depth < DEEPEST && (QUOTE.test(line) || opensList(line));

  for (let index = 0; index < lines.length;) {
    onStep();
    const line = lines[index] ?? '';
    const fenced = fenceAt(index);
    if (!fenced && !opensNested(line, index)) {
      paragraph.push(line);
      index += 1;
      continue;
    }
    endParagraph();
    if (fenced) {
      blocks.push(fenced.block);
      index = fenced.next;
    } else if (QUOTE.test(line)) {
      const quoted: string[] = [];
      for (; index < lines.length && QUOTE_GOES_ON.test(lines[index] ?? ''); index += 1)
        quoted.push((lines[index] ?? '').replace(QUOTE_GOES_ON, ''));
      blocks.push({ kind: 'quote', content: parseLines(quoted, inside, onStep) });
    } else {
      const { items, next } = takeList(lines, index, onStep);
      const first = items[0]?.number;
      blocks.push({
        kind: 'list',
        start: first === undefined ? undefined : parseInt(first, 10),
        items: items.map((item) => ({
          number: item.number,
          content: parseLines(item.lines, { ...inside, isItem: true }, onStep),
        })),
      });
      index = next;
    }
  }
  endParagraph();
  return blocks;
}

/** Blocks stand apart by themselves: the blank lines around them are not shown a second time. */
function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const isText = (line: string) => !isBlank(line);
  return lines.slice(lines.findIndex(isText), lines.findLastIndex(isText) + 1);
}
