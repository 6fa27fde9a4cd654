import { type Block, type Inline, parseMarkdown } from '@chatket/contract/markdown';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmojiOnly } from '../emoji-only';

// The same inputs each time, so that a red run can be seen again.
fc.configureGlobal({ seed: 1 });

/** A short way to write down what was understood. */
const inline = (content: readonly Inline[]): string =>
  content
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'code') return `<code:${part.text}>`;
      if (part.kind === 'link') return `<${part.href}>`;
      if (part.kind === 'named') return `<${inline(part.content)}:${part.href}>`;
      return `<${part.kind}:${inline(part.content)}>`;
    })
    .join('');
const block = (part: Block): string => {
  if (part.kind === 'code') return `[code:${part.text}]`;
  if (part.kind === 'list')
    return `[list${part.start ?? ''}:${part.items.map(({ content }) => blocks(content)).join('|')}]`;
  return part.kind === 'quote' ? `[quote:${blocks(part.content)}]` : inline(part.content);
};
const blocks = (content: readonly Block[]): string => content.map(block).join('\n');
const read = (source: string) => blocks(parseMarkdown(source));

const visible = (content: readonly Inline[]): string =>
  content.map((part) => ('content' in part ? visible(part.content) : part.text)).join('');
const seenIn = (content: readonly Block[]): string =>
  content
    .map((part) => {
      if (part.kind === 'code') return `${part.language ?? ''}${part.text}`;
      if (part.kind === 'quote') return seenIn(part.content);
      if (part.kind === 'paragraph') return visible(part.content);
      return part.items.map((item) => `${item.number ?? ''}${seenIn(item.content)}`).join('');
    })
    .join('');
const seen = (source: string) => seenIn(parseMarkdown(source));

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
    ['1. a\n2. b\n4. c', '[list1:a|b|c]'],
    ['1. a\n  - b\n    - c\n2. d', '[list1:a\n[list:b\n[list:c]]|d]'],
    ['- a\n  ```js\n  x\n  ```\n- b', '[list:a\n[code:x]|b]'],
    ['> a\n>\n> > b', '[quote:a\n[quote:b]]'],
    ['````\n```\nx\n```\n````', '[code:```\nx\n```]'],
    ['~~~py\nx\n~~~~', '[code:x]'],
    ['```npm start```', '[code:npm start]'],
    ['```a\nb```', '[code:b]'],
    ['```const a = 1;\nb\n```', '[code:const a = 1;\nb]'],
    ['use ```x``` now', 'use <code:x> now'],
    ['これは**「太字」**です', 'これは<bold:「太字」>です'],
    ['un**bold**ed *it*, "_so_" (*so*)', 'un<bold:bold>ed <italic:it>, "<italic:so>" (<italic:so>)'],
    ['**¯\\_(ツ)_/¯**', '<bold:¯\\_(ツ)_/¯>'],
    ['\\*no\\* \\`no\\` \\[a](x) \\\\*a*', '*no* `no` \\[a](x) \\<italic:a>'],
    ['1\\. a', '1. a'],
    ['\\> a\n\\- b', '> a\n- b'],
    ['[a *b*](https://c.example)', '<a <italic:b>:https://c.example/>'],
    ['[a](https://b.example/(x)), c', '<a:https://b.example/(x)>, c'],
    ['[https://a.example](https://b.example)', '<https://a.example:https://b.example/>'],
    ['![x](https://b.example/p.png)', '!<x:https://b.example/p.png>'],
    ['*[a*](https://b.example)', '*<a*:https://b.example/>'],
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
    'https://a@b',
    '[a](javascript:alert(1))',
    '[a](https://b@c.example)',
    '[](https://b@c.example)',
    '2024. What a year',
    '1. ',
    '>_< and >_<',
    '>x',
    '>>> print(1)',
    '__init__',
    '2**3**4',
    '¯\\_(ツ)_/¯ ¯\\_(ツ)_/¯',
    '**/*.ts and **/*.js',
    'C:\\*.txt \\d+\\.\\w*',
    '* * *',
    '---',
    '*a\n\nb*',
    '~5 and ~6',
    '&lt;',
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

describe('a name that reads as an address', () => {
  const isMisleading = (source: string) =>
    JSON.stringify(parseMarkdown(source)).includes('"isMisleading":true');

  it.each([
    '[https://bank.example](https://evil.example)',
    '[bank.com](https://bank.com.evil.example)',
    '[www.bank.com/login](https://evil.example/www.bank.com/login)',
    '[see **bank**.com now](https://evil.example)',
    '[bank。com](https://evil.example)',
    '[ba\u200bnk.com](https://evil.example)',
    '[ｂａｎｋ．com](https://evil.example)',
    '[bank.com](https://bаnk.com)',
    '[bob@bank.example](mailto:eve@evil.example)',
    '[127.0.0.1](https://evil.example)',
    '[http://a.example:81](http://a.example:82)',
  ])('is told of: %j', (source) => {
    expect(isMisleading(source)).toBe(true);
  });

  it.each([
    '[here](https://a.example)',
    '[a.example](https://www.a.example/b)',
    '[a.example](https://docs.a.example)',
    '[https://a.example/b](https://a.example/c)',
    '[bücher.example](https://xn--bcher-kva.example)',
    '[bob@b.example](mailto:bob@b.example)',
    '[Node.js, README.md, v1.2 and so on...](https://a.example)',
  ])('is not: %j', (source) => {
    expect(isMisleading(source)).toBe(false);
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
