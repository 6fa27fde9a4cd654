import { describe, expect, it } from '@jest/globals';
import { refuseText, trimmed } from './text.js';

describe('a text that people will read', () => {
  it.each([
    'a',
    ' a ',
    '0',
    '漢',
    'مرحبا',
    '👩‍👩‍👧',
    '🇨🇦',
    'a\nb\tc',
    '\u200ba',
    'é',
    '1\ufe0f\u20e3',
    '´',
    'नी',
    '\u{1f4a9}\u{fe0f}',
    'e\u0301',
    '<b>',
    '\u0001a',
    '❤️',
    '‎a',
  ])('can be %j', (text) => {
    expect(refuseText(text, 20)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \t\n\r\u00a0\u2003\u3000\u2028'],
    ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff'],
    ['direction marks', '\u200e\u200f\u202a\u202e\u2066\u2069\u061c'],
    ['soft hyphens', '\u00ad\u00ad'],
    ['fillers', '\u115f\u1160\u3164\uffa0'],
    ['empty braille', '\u2800'],
    ['variation selectors', '\ufe0f\u{e0100}'],
    ['tags', '\u{e0001}\u{e0041}\u{e007f}'],
    ['control characters', '\u0001\u001b\u007f\u0085'],
    ['invisible operators', '\u2061\u2062\u2063\u2064'],
    ['marks', '\u0301\u0327\u20e3\u3099'],
    ['marks of vowels with no letter', '\u093e\u0e31'],
    ['what stands for an object', '\ufffc'],
    ['marks of annotations', '\ufff9\ufffa\ufffb'],
    ['no characters', '\ufffe\u{1ffff}'],
    ['shorthand and musical formatting', '\u{1bca0}\u{1d173}\u{1d159}'],
    ['all of them', ' \u200b\u00ad\u2800\u{e0041}\u0007 '],
  ])('is empty when it is only %s', (_case, text) => {
    expect(refuseText(text, 100)).toBe('must not be empty');
  });

  it('counts code points, not the units of UTF-16', () => {
    expect(refuseText('👩'.repeat(5), 5)).toBeNull();
    expect(refuseText('👩'.repeat(6), 5)).toBe('must have at most 5 characters, not 6');
    expect(refuseText('e\u0301', 1)).toBe('must have at most 1 characters, not 2');
    expect(refuseText('x'.repeat(500), 500)).toBeNull();
    expect(refuseText('x'.repeat(501), 500)).not.toBeNull();
  });

  it.each([
    ['NUL', 'a\0b'],
    ['the first half of a pair', 'a\ud83d'],
    ['the second half of a pair', '\ude00a'],
    ['a pair the wrong way round', '\ude00\ud83d'],
    ['two first halves and one second', '\ud83d\ud83d\ude00'],
  ])('cannot hold %s', (_case, text) => {
    expect(refuseText(text, 10)).toBe('must not contain NUL or half a surrogate pair');
  });

  it.each([undefined, null, 7, true, ['a'], { length: 1 }])('cannot be %j', (value) => {
    expect(refuseText(value, 10)).toBe('must be a text');
  });

  it('is looked through quickly, however long it is', () => {
    const before = process.cpuUsage().user;
    refuseText(`${'\u200b '.repeat(30_000)}\ud83d`, 500);
    refuseText('\ud83d\ude00'.repeat(30_000), 500);
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(500);
  });
});

describe('trimming at the door', () => {
  it('takes white space from both ends and leaves what is no text alone', () => {
    expect(trimmed({ value: '\u3000 a b \n' })).toBe('a b');
    for (const value of [undefined, null, 7, [' a ']]) expect(trimmed({ value })).toBe(value);
  });
});
