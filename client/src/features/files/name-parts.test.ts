import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameParts } from './name-parts';

describe('the name of a file in two parts', () => {
  it.each([
    ['Minutes of the whole meeting (final).pdf', 'final).pdf'],
    ['soup.bin', ''],
    ['a name that has no ending at all', 'at all'],
    ['.a-hidden-file-with-a-long-name', 'g-name'],
    ['a sentence. It goes on without an ending', 'ending'],
  ])('keeps the end of %s', (name, tail) => {
    const [first, last] = nameParts(name);
    expect(last).toBe(tail);
    expect(first + last).toBe(name);
  });

  it('parts no sign that is seen as one', () => {
    const family = '👨‍👩‍👧';
    const [, tail] = nameParts(`${family.repeat(20)}.png`);
    expect(tail).toBe(`${family.repeat(6)}.png`);
  });

  it('loses nothing, whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        expect(nameParts(name).join('')).toBe(name);
      }),
    );
  });
});
