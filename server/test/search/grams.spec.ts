import { describe, expect, it } from '@jest/globals';
import { fold, hasTerm, parseSearch, placesOf } from '@chatket/contract';
import fc from 'fast-check';
import { asArray } from '../../src/search/gram-hashes.js';
import { GramSet } from '../../src/search/gram-set.js';
import { gramsOf, gramsOfTerm, hashesIn, messageHashesIn } from '../../src/search/grams.js';

const KEYS = { roomId: 'r', senderId: 's', hasLink: false, hasCode: false, isReply: false };
const PIECES = [
  'a',
  'b',
  'ab',
  'İstanbul',
  'ışık',
  'Straße',
  'e\u0301',
  '日本',
  '語',
  'カタカナ',
  '한국',
  '👍',
  '👍🏽',
  ' ',
  '  ',
  '\n',
  '-',
  '.',
  '#',
  '10.0.0.1',
  'https://',
  '`x`',
  '\u200b',
  '¨',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

const sorted = (hashes: string) =>
  (hashes.match(/-?\d+/g) ?? []).map(Number).sort((one, other) => one - other);
const hashesOf = (...message: Parameters<typeof messageHashesIn>) => [...messageHashesIn(...message)];

describe('grams', () => {
  it('are all there wherever a term is: nothing that fits is left out by the index', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 1, max: 12 }), (written, from, length) => {
        const characters = [...fold(written)];
        const start = characters.length === 0 ? 0 : from % characters.length;
        const term = fold(characters.slice(start, start + length).join(''));
        if (term === '' || !hasTerm(fold(written), term)) return;
        const grams = gramsOf(written, KEYS);
        expect(gramsOfTerm(term).filter((gram) => !grams.has(gram))).toEqual([]);
      }),
      { numRuns: 3_000, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });
});

describe('hashes of a message', () => {
  it('are those of its grams', () => {
    const keys = fc.record({ hasLink: fc.boolean(), hasCode: fc.boolean(), isReply: fc.boolean() });
    fc.assert(
      fc.property(text, keys, fc.nat(5), (written, traits, segment) => {
        const all = { ...KEYS, ...traits };
        expect(hashesOf(segment, written, all)).toEqual(sorted(hashesIn(segment, gramsOf(written, all))));
      }),
      { numRuns: 1_000, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });

  it('are the same by the short way for texts of ASCII, of whichever signs and at whichever ends', () => {
    const signs = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));
    const letters = fc.constantFrom(...signs, ...'aab b  .-', 'the ', '10.0', '\n\n', ' a', 'x ');
    const ascii = fc.array(letters, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(ascii, fc.nat(5), (written, segment) => {
        expect(hashesOf(segment, written, KEYS)).toEqual(sorted(hashesIn(segment, gramsOf(written, KEYS))));
      }),
      { numRuns: 5_000, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });

  it('are kept each once and told ascending, however many there are, and whatever was there before', () => {
    const few = new GramSet(4);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer(), fc.integer({ min: -9, max: 9 })), { maxLength: 60 }),
        (numbers) => {
          for (const number of numbers) few.add(number);
          expect([...few.take(2)]).toEqual(sorted(asArray(2, new Set(numbers))));
        },
      ),
    );
    expect([...few.take(2)]).toEqual([]);
  });

  it('forget what was there when their rounds begin anew', () => {
    const hashes = new GramSet(4, 0xffff_fffe);
    const rounds = [[7], [7, 8], [8], [9], [7, 8]].map((numbers) => {
      for (const number of numbers) hashes.add(number);
      return hashes.take(0).length;
    });
    expect(rounds).toEqual([1, 2, 1, 1, 2]);
  });

  it('stay what an index has that was made before', () => {
    const known =
      '{468940756,911172147,-2103262964,1545278905,-1625653303,1407951123,-1635294567,706121000,400279315,479783141,' +
      '2015748120,-1083029549,238132824,1005405995,-206703314,695514324,1014195779,977777109,-966358649}';
    expect(hashesOf(3, 'A kettle, 茶 x', KEYS)).toEqual(sorted(known));
  });
});

describe('grams of a phrase', () => {
  const word = fc.constantFrom(
    'a',
    'b',
    'ab',
    'aba',
    'bo-a',
    'çay',
    '茶',
    '한국',
    '🫖',
    '.',
    'https://a.example',
  );
  const words = fc.array(word, { minLength: 2, maxLength: 8 });

  it('are in every text in which it stands, whichever of its words are cut', () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (written, from, to) => {
        const characters = [...fold(written.join(' '))];
        const start = from % characters.length;
        const end = start + 1 + (to % (characters.length - start));
        const phrase = fold(characters.slice(start, end).join(''));
        fc.pre(phrase.includes(' ') && hasTerm(fold(written.join(' ')), phrase));
        const grams = gramsOf(written.join(' '), KEYS);
        expect(gramsOfTerm(phrase).filter((gram) => !grams.has(gram))).toEqual([]);
      }),
      { numRuns: 3_000, seed: Number(process.env.FUZZ_SEED ?? 1) },
    );
  });

  it.each([
    ['of the', 'the end of it'],
    ['red kettle', 'kettle, red'],
    ['a b', 'b a'],
    ['it is on', 'on it is'],
  ])('tell "%s" from a text that has the same words elsewhere', (phrase, text) => {
    const grams = gramsOf(text, KEYS);
    expect(gramsOfTerm(phrase).filter((gram) => !grams.has(gram))).not.toEqual([]);
  });
});

describe('a term', () => {
  const found = (written: string, term: string) => placesOf(fold(written), fold(term)).length;

  it('of three letters is found inside words, of two at their beginning, of one as a word', () => {
    expect(found('a breakfast', 'fas')).toBe(1);
    expect(found('breakfast', 'fa')).toBe(0);
    expect(found('fast food, (farm)', 'fa')).toBe(2);
    expect(found('plan b, abba', 'b')).toBe(1);
    expect(found('C# and c++', 'c#')).toBe(1);
  });

  it('of one sign is found anywhere where words have no blanks between them, and so are pictures', () => {
    expect(found('東京都に行く', '京')).toBe(1);
    expect(found('東京都に行く', '京都')).toBe(1);
    expect(found('fine 👍', '👍')).toBe(1);
  });
});

describe('a search', () => {
  it('is taken apart into words, phrases, what must not be there, and filters', () => {
    expect(
      parseSearch('Kahve "iki  Fincan" -çay -"no tea" from:@bob in:"Kitchen table" in:#General'),
    ).toEqual({
      terms: ['kahve', 'iki fincan'],
      without: ['cay', 'no tea'],
      from: ['bob'],
      in: ['Kitchen table', 'General'],
      has: [],
      is: [],
      problems: [],
    });
    expect(parseSearch('before:2026-02-01 AFTER:2026-01-01 on:2026-01-15 has:link is:reply')).toMatchObject({
      before: '2026-02-01',
      after: '2026-01-01',
      on: '2026-01-15',
      has: ['link'],
      is: ['reply'],
      terms: [],
    });
  });

  it('leaves addresses, dashes and arrows whole', () => {
    expect(parseSearch('https://a.example/x?y=1 10.0.0.1:80 foo-bar -> - "open').terms).toEqual([
      'https://a.example/x?y=1',
      '10.0.0.1:80',
      'foo-bar',
      '->',
      '-',
      'open',
    ]);
  });

  it('names the filters that cannot be', () => {
    for (const typed of ['before:2026-13-01', 'on:tomorrow', 'has:cheese', 'is:', '-from:bob'])
      expect(parseSearch(typed).problems).toHaveLength(1);
  });

  it('takes whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
        const { terms, without } = parseSearch(typed);
        expect(terms.concat(without).map(fold)).toEqual(terms.concat(without));
      }),
    );
  });
});
