import { type Block, type Inline, parseMarkdown } from '@chatket/contract/markdown';
import fc from 'fast-check';
import { expect, it } from 'vitest';

fc.configureGlobal({ seed: 16 });

/** What is drawn, and how many marks the tree accounts for. */
interface Drawn {
  text: string;
  /** Of emphasis, lists and rows of tildes and backticks: how many of each must be gone from the source. */
  marks: number;
  strikes: number;
  names: number;
  quotes: number;
  codes: number;
}

function drawnOf(source: string): Drawn {
  const drawn: Drawn = { text: '', marks: 0, strikes: 0, names: 0, quotes: 0, codes: 0 };
  const inline = (part: Inline) => {
    if (part.kind === 'bold') drawn.marks += 4;
    if (part.kind === 'italic') drawn.marks += 2;
    if (part.kind === 'strike') drawn.strikes += 1;
    if (part.kind === 'code') drawn.codes += 1;
    if (part.kind === 'named') drawn.names += 1;
    if ('content' in part) part.content.forEach(inline);
    else drawn.text += part.text;
    // The address of a named link is to be read when one points at it.
    if (part.kind === 'named') drawn.text += part.href;
  };
  const block = (part: Block) => {
    if (part.kind === 'code') {
      drawn.codes += 1;
      drawn.text += `${part.language ?? ''}${part.text}`;
    } else if (part.kind === 'quote') {
      drawn.quotes += 1;
      part.content.forEach(block);
    } else if (part.kind === 'paragraph') part.content.forEach(inline);
    else
      for (const { number, content } of part.items) {
        if (number === undefined) drawn.marks += 1;
        else drawn.text += number;
        content.forEach(block);
      }
  };
  parseMarkdown(source).forEach(block);
  return drawn;
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** Which characters are not drawn, and how often; those drawn more often than typed count below nothing. */
function missingFrom(source: string, text: string): (...characters: string[]) => number {
  const [typed, shown] = [countsOf(source), countsOf(text)];
  return (...characters) =>
    characters.reduce((sum, each) => sum + (typed.get(each) ?? 0) - (shown.get(each) ?? 0), 0);
}

const PIECES = [
  ...'*_~`>-+#()[]{}!.,:;\\/|"\'^ \t\n1a9Zé太。）」ツ¯👍',
  ...[
    '**',
    '***',
    '__',
    '~~',
    '~~~',
    '```',
    '````',
    '\n\n',
    '\n> ',
    '\n>',
    '\n- ',
    '\n  - ',
    '\n   ',
    '\n1. ',
  ],
  ...[
    '\n2024. ',
    '\n10) ',
    '](https://a.b/)',
    '[x](https://a.b/)',
    'https://a.b/c_d_',
    'www.a.example',
    'x@a.example',
  ],
  ...[
    '\\*',
    '\\_',
    '\\\\',
    '\\`',
    '¯\\_(ツ)_/¯',
    '__init__',
    '2*3*4',
    '>_<',
    '\u200b',
    '\u202e',
    'snake_case',
  ],
];
const nasty = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join(''));

it('what is drawn is all that was typed, apart from the marks of what really applied', () => {
  fc.assert(
    fc.property(nasty, (source) => {
      const drawn = drawnOf(source);
      const missing = missingFrom(source, drawn.text);
      const marks = ['*', '_', '-', '~', '`', '>', '[', ']', '(', ')', '\\', ' ', '\t', '\n'];
      const others = [...new Set([...source, ...drawn.text])].filter((each) => !marks.includes(each));
      expect(others.filter((each) => missing(each) !== 0)).toEqual([]);
      expect(missing('*', '_', '-')).toBe(drawn.marks);
      for (const bracket of '[]()') expect(missing(bracket), bracket).toBe(drawn.names);
      expect(missing('>') >= drawn.quotes && (missing('>') === 0) === (drawn.quotes === 0)).toBe(true);
      // Code is fenced by at least one backtick or three tildes on both sides; a strike has two tildes on both.
      const fenceTildes = missing('~') - drawn.strikes * 4;
      expect(fenceTildes === 0 || fenceTildes >= 6).toBe(true);
      expect(missing('`') + fenceTildes).toBeGreaterThanOrEqual(drawn.codes * 2);
      if (drawn.codes === 0) expect(missing('`') + fenceTildes).toBe(0);
      // A backslash goes with a mark that it keeps, which is then drawn.
      const escapable = source.match(/\\(?=[^\sa-z\d])/giu)?.length ?? 0;
      expect(missing('\\')).toBeGreaterThanOrEqual(0);
      expect(missing('\\')).toBeLessThanOrEqual(escapable);
    }),
    { numRuns: 3_000 },
  );
}, 60_000);

it('the order of what was typed is kept', () => {
  fc.assert(
    fc.property(nasty, (source) => {
      let at = 0;
      for (const character of drawnOf(source.replaceAll('](', '] (')).text) {
        if (/\s/u.test(character)) continue;
        at = source.replaceAll('](', '] (').indexOf(character, at) + 1;
        expect(at, character).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1_000 },
  );
}, 60_000);

it('text without a mark is drawn letter for letter', () => {
  const plain = fc
    .array(
      fc.constantFrom(
        '2024. What a year',
        '>_<',
        '>x',
        '__init__',
        '2*3*4',
        '2**8',
        'a_b_c',
        '-_-',
        '^_^',
        ';_;',
        '*_*',
        '*.*',
        '**/*.ts',
        'T_T',
        '\\(^o^)/',
        '\\_(ツ)_/',
        '¯\\_(ツ)_/¯',
        '\\o/',
        'C:\\*.txt',
        '~5',
        '5 * 3',
        '1.5',
        '#x',
        '!',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(' or '));
  fc.assert(
    fc.property(plain, (source) => {
      expect(drawnOf(source).text).toBe(source);
    }),
  );
});

it('does not take longer in proportion, the longer hostile text is', () => {
  const steps = (source: string) => {
    let count = 0;
    parseMarkdown(source, () => (count += 1));
    return count;
  };
  const seeds = [
    '*',
    '_',
    '~',
    '`',
    '[',
    ']',
    '(',
    '>',
    '> ',
    '\\',
    '\\*',
    '*a',
    'a*',
    '*a ',
    '**a',
    '_a_',
    '[a](',
    '[](',
    '](',
    '![a](',
  ];
  seeds.push(
    '[a](https://a.b/',
    'https://a.b太',
    'https://a.b/((',
    'www.a',
    'a@b.c',
    '```\n',
    '```a\n',
    '~~~\n',
    '- - ',
    '1. 1. ',
    '\n- a\n\n',
  );
  seeds.push(
    '\n  - a\n',
    '\n> > a',
    '`a``',
    '***a**',
    '*_',
    '\\`',
    '\n\n',
    ' ',
    '\t',
    '[[a]](https://a.b)',
    'a\\*',
  );
  for (const seed of seeds) {
    const [once, tenfold] = [1_000, 10_000].map((length) => steps(seed.repeat(length / seed.length)));
    expect(tenfold, seed).toBeLessThanOrEqual((once ?? 0) * 11 + 50);
    expect(tenfold, seed).toBeLessThanOrEqual(10_000 * 12);
  }
  const stairs = Array.from({ length: 140 }, (_, n) => '`'.repeat(n + 3)).join('\n');
  expect(steps(stairs)).toBeLessThanOrEqual(stairs.length * 12);
});
