import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmojiOnly } from '../emoji-only';
import type { Block, Inline } from './model';
import { parseMarkdown } from './parse-blocks';

// The same inputs each time, so that a red run can be seen again.
fc.configureGlobal({ seed: 1 });

/** A short way to write down what was understood. */
const inline = (content: readonly Inline[]): string =>
  content
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'code') return `<code:${part.text}>`;
      if (part.kind === 'link') return `<${part.href}>`;
      return `<${part.kind}:${inline(part.content)}>`;
    })
    .join('');
const block = (part: Block): string => {
  if (part.kind === 'code') return `[code:${part.text}]`;
  if (part.kind === 'list') return `[list${part.start ?? ''}:${part.items.map(inline).join('|')}]`;
  return part.kind === 'quote' ? `[quote:${inline(part.content)}]` : inline(part.content);
};
const read = (source: string) => parseMarkdown(source).map(block).join('\n');

const visible = (content: readonly Inline[]): string =>
  content.map((part) => ('content' in part ? visible(part.content) : part.text)).join('');
const seen = (source: string) =>
  parseMarkdown(source)
    .map((part) => {
      if (part.kind === 'code') return part.text;
      return part.kind === 'list' ? part.items.map(visible).join('') : visible(part.content);
    })
    .join('');

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(...'*_~`>-()[]. \n1a', '**', '~~', '```', '```\n', '> ', '- ', '1. ', 'https://a.b/'),
      { maxLength: 200 },
    )
    .map((parts) => parts.join('')),
);

describe('markdown', () => {
  it.each([
    ['plain text', 'plain text'],
    ['**bold** and *italic* and _italic_', '<bold:bold> and <italic:italic> and <italic:italic>'],
    ['~~gone~~', '<strike:gone>'],
    ['***both***', '<bold:<italic:both>>'],
    ['**bold *and italic* in it**', '<bold:bold <italic:and italic> in it>'],
    ['**`code`** _https://a.example_', '<bold:<code:code>> <italic:<https://a.example/>>'],
    ['`a * b * c`', '<code:a * b * c>'],
    ['``a ` b``', '<code:a ` b>'],
    ['これは**太字**です', 'これは<bold:太字>です'],
    ['```ts\nconst a = `b`;\n\n**c**\n```\nafter', '[code:const a = `b`;\n\n**c**]\nafter'],
    ['> one\n> *two*\nthree', '[quote:one\n<italic:two>]\nthree'],
    ['> one\n\ntwo\n\n\n- three', '[quote:one]\ntwo\n[list:three]'],
    ['- one\n\n\n```\ntwo\n```', '[list:one]\n[code:two]'],
    ['one\n\ntwo', 'one\n\ntwo'],
    ['- one\n- **two**', '[list:one|<bold:two>]'],
    ['3. one\n4) two', '[list3:one|two]'],
    ['**https://a.example/x_y_z**', '<bold:<https://a.example/x_y_z>>'],
    ['mail bob@b.example or mailto:c@b.example', 'mail <mailto:bob@b.example> or <mailto:c@b.example>'],
  ])('understands %j', (source, understood) => {
    expect(read(source)).toBe(understood);
  });

  it.each([
    '2 * 3 * 4',
    'snake_case_name',
    '2*3*4',
    '**',
    '****',
    '**not closed',
    '` alone',
    '```\nnot closed',
    '-no list',
    '1.5 litres',
    '*****',
    '<b>no</b>',
    '[a](https://)',
    'javascript:alert(1)',
    'https://bank.example@evil.example/',
  ])('leaves %j as it is', (source) => {
    expect(seen(source)).toBe(source);
    expect(read(source)).not.toMatch(/<(bold|italic|strike|https)/);
  });

  it('makes links of web and mail addresses only', () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const hrefs = JSON.stringify(parseMarkdown(source)).match(/"href":"[^"]*/g) ?? [];
        expect(hrefs.every((href) => /^"href":"(https?:\/\/|mailto:)/.test(href))).toBe(true);
      }),
    );
  });

  it('never throws and loses nothing but markers', () => {
    fc.assert(
      fc.property(hostile, (source) => {
        const shown = seen(source);
        const lost = [...source].reduce(
          ({ rest, missing }, character) =>
            rest.startsWith(character)
              ? { rest: rest.slice(character.length), missing }
              : { rest, missing: missing + character },
          { rest: shown, missing: '' },
        );
        expect(lost.rest).toBe('');
        // The name of a language after a fence, numbers of a list, and the markers themselves.
        expect(lost.missing.replace(/```[\w+#.-]{0,20}\s*/gu, '')).toMatch(/^[*_~`>\-.)\s\d]*$/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes steps in proportion to the length, whatever is written', () => {
    const steps = (source: string) => {
      let count = 0;
      parseMarkdown(source, () => (count += 1));
      return count;
    };
    const seeds = [
      '*',
      '**a',
      '_a ',
      '`',
      '``` ',
      '`a``b',
      '> ',
      '- a\n',
      '```\n',
      'https://a.b/)))',
      'a@',
      '(',
      '~~a~~',
    ];
    for (const seed of seeds) {
      const [once, tenfold] = [seed.repeat(200), seed.repeat(2_000)];
      expect(steps(tenfold), seed).toBeLessThanOrEqual(steps(once) * 10 + 50);
      expect(steps(once), seed).toBeLessThanOrEqual(once.length * 6 + 50);
    }
    fc.assert(
      fc.property(hostile, (source) => {
        expect(steps(source)).toBeLessThanOrEqual(source.length * 6 + 50);
      }),
    );
  });
});

describe('emoji only', () => {
  it.each(['👍', '👍🏽 👩‍👩‍👧‍👦', '🇹🇷🇩🇪', '❤️', '1️⃣', '😀😀😀😀😀😀'])('is %s', (text) => {
    expect(isEmojiOnly(text)).toBe(true);
  });

  it.each(['', '1', '12', 'a 👍', '👍!', '😀'.repeat(7), '#'])('is not %s', (text) => {
    expect(isEmojiOnly(text)).toBe(false);
  });
});
