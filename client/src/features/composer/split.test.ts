import { codePointLength } from '@chatket/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from './split';

fc.configureGlobal({ seed: 1 });

const bare = (text: string) => text.replace(/\s+/gu, '');
const clusters = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

describe('a text too long for one message', () => {
  it.each([
    ['between paragraphs', 'one two\n\nthree\nfour', 12, ['one two', 'three\nfour']],
    ['between lines', 'one two\nthree\nfour', 13, ['one two\nthree', 'four']],
    ['between words', 'one two three', 8, ['one two', 'three']],
    ['inside a word when there is no other way', 'abcdefgh ij', 4, ['abcd', 'efgh', 'ij']],
    ['not inside a cluster', 'ab👩‍👩‍👧c', 6, ['ab', '👩‍👩‍👧c']],
    ['not between a letter and its mark', 'abe\u0301', 3, ['ab', 'e\u0301']],
    ['not inside a flag', '🇹🇷🇩🇪', 3, ['🇹🇷', '🇩🇪']],
    ['behind the end of a clause', '你好吗，我很好。', 6, ['你好吗，', '我很好。']],
    ['into as many as it takes', 'a\n\n\n\nb', 1, ['a', 'b']],
    ['not at all when it fits', 'one\n\n```\ntwo\n```', 40, ['one\n\n```\ntwo\n```']],
  ])('is split %s', (_case, text, max, parts) => {
    expect(splitText(text, max)).toEqual(parts);
  });

  it('has every part of a block of code in a block', () => {
    const code = 'see\n```ts\none();\n\n  two();\nthree();\n```\nend';
    expect(splitText(code, 24)).toEqual([
      'see',
      '```ts\none();\n\n\n```'.replace('\n\n\n', '\n\n'),
      '```ts\n  two();\n```',
      '```ts\nthree();\n```\nend',
    ]);
  });

  it('keeps a block of code whole that fits in one message', () => {
    expect(splitText('some words\n```\none\ntwo\n```\nmore words', 20)).toEqual([
      'some words',
      '```\none\ntwo\n```',
      'more words',
    ]);
  });

  it('closes a block of code that was left open, and cuts lines of it only where they do not fit', () => {
    expect(splitText('```\none\ntwo\nabcdefghijkl', 16)).toEqual([
      '```\none\ntwo\n```',
      '```\nabcdefgh\n```',
      '```\nijkl\n```',
    ]);
  });

  it('repeats only the marks of a long fence, which may hold shorter ones', () => {
    const parts = splitText('````md\n```\none\n```\ntwo\nthree\n````', 30);
    expect(parts).toEqual(['````md\n```\none\n```\ntwo\n````', '````md\nthree\n````']);
  });

  it('loses nothing, cuts no character and fits, whatever is written', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            ' ',
            '\n',
            '\n\n',
            'word',
            '👩‍👩‍👧',
            '🇹🇷',
            'e\u0301\u0301',
            '漢字。',
            'a\u0301',
            '-',
            '**',
            '~~~',
          ),
          fc.string({ unit: 'grapheme', maxLength: 30 }),
        ),
        { maxLength: 80 },
      )
      .map((parts) => parts.join('').replaceAll('`', ''));
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 60 }), (source, max) => {
        const parts = splitText(source, max);
        expect(bare(parts.join(''))).toBe(bare(source));
        expect(parts.every((part) => part !== '' && part === part.trim())).toBe(true);
        expect(Math.max(0, ...parts.map(codePointLength))).toBeLessThanOrEqual(max);
        const longest = Math.max(0, ...clusters(source).map(codePointLength));
        if (longest <= max)
          expect(clusters(bare(source))).toEqual(parts.flatMap((part) => clusters(bare(part))));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps code as code, whatever is written', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', '漢', '👍', ';'), maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 30, max: 60 }),
        (lines, max) => {
          const parts = splitText(`\`\`\`js\n${lines.join('\n')}\n\`\`\``, max);
          for (const part of parts) expect(part).toMatch(/^```js\n[^`]*\n```$/u);
          const inside = parts.map((part) => part.slice('```js\n'.length, -'\n```'.length)).join('');
          expect(inside.replaceAll('\n', '')).toBe(lines.join(''));
          expect(Math.max(...parts.map(codePointLength))).toBeLessThanOrEqual(max);
        },
      ),
    );
  });
});
