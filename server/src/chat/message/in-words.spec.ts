import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '@chatket/contract';
import fc from 'fast-check';
import { inWords } from './in-words.js';

const read = (text: string) => inWords({ text, fileNames: '' });

const CPU_LIMIT_MS = 1_000;

describe('a message in words', () => {
  it.each([
    ['plain', 'Coffee at 5 * 3 = 15?', 'Coffee at 5 * 3 = 15?'],
    ['emphasis', '**bold** *slanted* _also_ ~~struck~~ ***both***', 'bold slanted also struck both'],
    ['emphasis inside emphasis', '**a *b* ~~c~~**', 'a b c'],
    ['names that look like emphasis', 'snake_case __init__ 2*3*4 >_< ¯\\_(ツ)_/¯', undefined],
    ['marks that are never closed', '**bold, `code, [name](https://a', undefined],
    ['escaped marks', '\\*not slanted\\* \\`not code\\`', '*not slanted* `not code`'],
    ['code', 'run `npm **ci**` now', 'run npm **ci** now'],
    ['backticks in code', '`` a`b ``', 'a`b'],
    ['a block of code', 'so:\n```ts\nconst a = `**`;\n```\nright?', 'so:\nconst a = `**`;\nright?'],
    ['a block between tildes', '~~~\n# a\n~~~', '# a'],
    ['a block on one line', '```npm start```', 'npm start'],
    ['a fence that is never closed', '```ts\nconst a = 1;', undefined],
    ['a link by its name', 'see [the **plan**](https://a.example/b)', 'see the plan'],
    ['a bare link', 'see https://a.example/b_c_d.', undefined],
    ['a mail address', 'ask bob@b.example', undefined],
    ['a link that pretends', '[https://bank.example](https://evil.example/x)', 'https://evil.example/x'],
    ['a link that leads nowhere safe', '[x](javascript:alert(1))', undefined],
    ['mentions', 'ask **@ada.l** and @here, <@room>', 'ask @ada.l and @here, <@room>'],
    ['a quote', '> you said **so**\n> twice\n\nNo', '“you said so\ntwice”\nNo'],
    ['a quote in a quote', '> > first\n> second', '““first”\nsecond”'],
    ['a list', '- one\n- **two**\n  - three', '• one\n• two\n• three'],
    ['a list of numbers', '3. c\n4) d', '3. c\n4) d'],
    ['blank lines between blocks', 'a\n\n\n> b\n\n\nc', 'a\n“b”\nc'],
    ['paragraphs', 'a\n\nb', undefined],
    ['what the room does not draw either', '# head\n||x||\n| a | b |\n![x](y) <b>&amp;</b>', undefined],
    ['marks of the right to left', '**שלום** \u202eabc', 'שלום \u202eabc'],
    ['halves of letters beyond the first plane', '**👍🏽**', '👍🏽'],
  ])('is read as in the room: %s', (_, text, expected = text) => {
    expect(read(text)).toBe(expected);
  });

  it('is as it was written where nothing would be left to read', () => {
    const texts = ['```\n\n```', '~~~\n \n~~~'];
    expect(texts.map(read)).toEqual(texts);
  });

  it('is the names of its files where it says nothing, letter for letter', () => {
    expect(inWords({ text: '', fileNames: '*menu*.pdf, `b`.txt' })).toBe('*menu*.pdf, `b`.txt');
    expect(inWords({ text: '*ours*', fileNames: '' })).toBe('ours');
  });

  it('takes no time, whatever is written', () => {
    const seeds = [
      '*',
      '_',
      '~',
      '`',
      '[',
      '](',
      '[a](',
      '> ',
      '\\',
      '\\*',
      '*a ',
      '**a',
      '***a**',
      '*_',
      '\t',
    ];
    const lines = [
      '```\n',
      '```a\n',
      '~~~\n',
      '- - ',
      '1. 1. ',
      '\n- a\n\n',
      '\n> > a',
      '\n  - a\n',
      '> - > ',
    ];
    const links = [
      '[a](https://a.b/',
      'https://a.b太',
      'www.a',
      'a@b.c',
      '[[a]](https://a.b)',
      '![a](',
      '@a',
    ];
    for (const seed of [...seeds, ...lines, ...links]) {
      const text = seed.repeat(LIMITS.longTextMax / seed.length);
      const before = process.cpuUsage().user;
      const { length } = read(text);
      const cpuMs = (process.cpuUsage().user - before) / 1_000;
      // Quotation marks and points are all that is added, one for each mark that goes.
      const isShort = length <= text.length + 20;
      expect({ seed, isQuick: cpuMs < CPU_LIMIT_MS, isShort }).toEqual({
        seed,
        isQuick: true,
        isShort: true,
      });
    }
  });

  it('says nothing that was not written, in no other order', () => {
    const pieces = [
      ...'*_~`>-[]()!.\\ \n1aé太',
      '**',
      '```',
      '\n> ',
      '\n- ',
      '](https://a.b/)',
      '@ada',
      '👍🏽',
    ];
    const texts = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        for (const letter of read(text).replace(/[“”•\s]/gu, '')) {
          at = text.indexOf(letter, at) + 1;
          if (at === 0) return false;
        }
        return true;
      }),
      { seed: 13, numRuns: 2_000 },
    );
  });
});
