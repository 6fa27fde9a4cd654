import { describe, expect, it } from 'vitest';
import { fencesOf, isInCode } from './code';

/** The text without its bar, and where that stood. */
const marked = (text: string) => ({ text: text.replace('|', ''), at: text.indexOf('|') });

describe('code in a text', () => {
  it.each([
    '`a :tada:| b`',
    'say `:tada:|',
    '``a ` :tada:|``',
    '`two\nlines :tada:|`',
    '```\n:tada:|',
    'before\n```ts\n:tada:|\n```\nafter',
    '````\n```\n:tada:|\n````',
    '```:tada:|',
    '  ```\n:tada:|\n  ```',
    '`a` and `:tada:|',
    '```\na\n```\n`:tada:|',
  ])('has a place in it: %j', (text) => {
    expect(isInCode(marked(text).text, marked(text).at)).toBe(true);
  });

  it.each([
    ':tada:|',
    '`a` :tada:|',
    '`a`:tada:| `b`',
    '```\ncode\n```\n:tada:|',
    '```\ncode\n```\n\n:tada:|\n```\ncode\n```',
    '\\` :tada:|',
    '5` tall\n:tada:|',
    'open `\n\n:tada:| and close `',
    '```code``` :tada:|',
    '|`a`',
    '`a`|',
  ])('has a place beside it: %j', (text) => {
    expect(isInCode(marked(text).text, marked(text).at)).toBe(false);
  });

  it('is found with the lines around it', () => {
    expect(fencesOf('a\n```ts\nb\n```\nc')).toEqual([
      { start: 2, bodyStart: 8, bodyEnd: 10, end: 13, opening: '```ts', marks: '```' },
    ]);
    expect(fencesOf('````\n```')).toMatchObject([{ bodyStart: 5, bodyEnd: 8, end: 8 }]);
  });
});
