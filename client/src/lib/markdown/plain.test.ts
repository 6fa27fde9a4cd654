import { describe, expect, it } from 'vitest';
import { plainText } from './plain';

describe('a text as it is read', () => {
  it.each([
    ['nothing to draw', '2 * 3 * 4, a_b_c and 5 > 4'],
    ['two lines', 'one\ntwo'],
    ['a gap', 'one\n\ntwo'],
    ['nothing', ''],
  ])('stays as it was written: %s', (_what, text) => {
    expect(plainText(text)).toBe(text);
  });

  it.each([
    ['emphasis', '**bold**, *leaning* and ~~gone~~', 'bold, leaning and gone'],
    ['emphasis in emphasis', '**bold and *both***', 'bold and both'],
    ['code in a line', 'run `npm *i*`', 'run npm *i*'],
    ['an address', 'see https://example.org/a?b=c.', 'see https://example.org/a?b=c.'],
    ['a link by its name', 'see [the **page**](https://example.org/a)', 'see the page'],
    ['a link that lies', '[https://bank.example](https://evil.example/x)', 'https://evil.example/x'],
    ['a quote', '> said *he*\nindeed', 'said he\nindeed'],
    ['code', 'look:\n```ts\nconst a = **b**;\n```\nnice', 'look:\nconst a = **b**;\nnice'],
    ['a list', '- **milk**\n- bread', '• milk\n• bread'],
    ['numbers', '3. three\n4. four', '3. three\n4. four'],
    ['a list in a list', '- a\n  - `b`', '• a\n• b'],
    ['what a backslash keeps', '\\- no list', '- no list'],
  ])('has no marks: %s', (_what, text, read) => {
    expect(plainText(text)).toBe(read);
  });
});
