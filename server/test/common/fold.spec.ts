import { describe, expect, it } from '@jest/globals';
import { fold } from '@chatket/contract';
import fc from 'fast-check';

// The same inputs each time, so that a red run can be seen again; another FUZZ_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('folding', () => {
  it.each([
    ['Turkish', ['İstanbul Işık', 'ISTANBUL IŞIK', 'istanbul ışık', 'i\u0307stanbul isik'], 'istanbul isik'],
    ['German', ['Große Straße', 'GROSSE STRASSE', 'GROẞE STRAẞE', 'grosse strasse'], 'grosse strasse'],
    ['umlauts', ['Köln', 'KO\u0308LN', 'koln'], 'koln'],
    ['Greek', ['Σίσυφος', 'ΣΙΣΥΦΟΣ', 'ΣΊΣΥΦΟΣ', 'σισυφοσ'], 'σισυφοσ'],
    ['polytonic Greek', ['Ὀδυσσεύς', 'ΟΔΥΣΣΕΥΣ'], 'οδυσσευσ'],
    ['French', ['Crème brûlée', 'CRE\u0300ME BRU\u0302LE\u0301E'], 'creme brulee'],
    ['ligatures', ['Œuvre Æsir', 'ŒUVRE ÆSIR', 'oeuvre aesir'], 'oeuvre aesir'],
    ['Polish', ['Łódź', 'ŁÓDŹ', 'lodz'], 'lodz'],
    ['Danish and Icelandic', ['Øresund Þór Ðuna', 'ØRESUND ÞÓR ÐUNA'], 'oresund thor duna'],
    ['Vietnamese', ['Đặng', 'ĐẶNG', 'dang'], 'dang'],
    ['Azerbaijani', ['Gəncə', 'GƏNCƏ'], 'gence'],
    ['Russian', ['Ёлка', 'ЕЛКА', 'елка'], 'елка'],
    ['full width', ['Ｗｉｄｅ　１２', 'wide 12'], 'wide 12'],
    ['half width', ['ｶﾞﾗｽ', 'ガラス', 'カ\u3099ラス'], 'ガラス'],
    ['Korean', ['한국', '\u1112\u1161\u11ab\u1100\u116e\u11a8'], '한국'],
    ['letters in one', ['ﬁsh ﬆop ㎏', 'FISH STOP KG'], 'fish stop kg'],
    ['invisible characters', ['kit\u200bchen\u00ad', '\u202ekitchen\ufeff', 'kitchen\ufe0f'], 'kitchen'],
    ['white space', ['  a \t\n b\u3000\u00a0c ', 'a b c'], 'a b c'],
  ])('makes one of what is written in many ways: %s', (_case, writings, folded) => {
    for (const writing of writings) expect(fold(writing)).toBe(folded);
  });

  it.each([
    ['marks that carry meaning', 'ガ', 'カ'],
    ['marks that carry meaning', 'की', 'कु'],
    ['letters that look alike', 'а', 'a'],
    ['vowels', 'o', 'u'],
  ])('keeps apart: %s, %s and %s', (_case, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it.each(['¨', '´', '¯', '˘', '‾'])('leaves something of a sign that is only an accent: %s', (sign) => {
    expect(fold(sign)).toBe(sign);
  });

  it('folds what is folded to itself, and leaves nothing of a text only when there was nothing', () => {
    fc.assert(
      fc.property(text, (some) => {
        expect(fold(fold(some))).toBe(fold(some));
        expect(fold(some) === '').toBe(some.trim() === '');
      }),
      { numRuns: 3_000 },
    );
  });

  it('does not mind case, form of normalization and surrounding space', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aàåßçéğıİIiłñøœşşΣςσžАяё１Ｚ ') });
    fc.assert(
      fc.property(letters, (some) => {
        const wanted = fold(some);
        for (const written of [
          some.normalize('NFD'),
          some.normalize('NFC'),
          ` ${some}\n`,
          some.toLowerCase(),
        ])
          expect(fold(written)).toBe(wanted);
        expect(fold(some.toUpperCase())).toBe(wanted);
        expect(fold(some.toLocaleUpperCase('tr'))).toBe(wanted);
        expect(fold(some.toLocaleLowerCase('tr'))).toBe(wanted);
      }),
      { numRuns: 1_000 },
    );
  });
});
