import { describe, expect, it } from '@jest/globals';
import { MENTION_LIMITS, mentionTokens, spokenTo } from '@chatket/contract';
import fc from 'fast-check';

// The same inputs each time, so that a red run can be seen again; another FUZZ_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });

const longest = (text: string) => mentionTokens(text).map(({ names }) => names[0]?.name);
/** The signs that decide what a name is. */
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@',
        '＠',
        '`',
        '``',
        '```',
        '~~~',
        '\n',
        '\\',
        ' ',
        '.',
        '-',
        '_',
        '/',
        'ben',
        'İ',
        'é',
        '你',
        '🙂',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('names in a text', () => {
  it.each([
    ['at the beginning, in the middle and at the end', '@ben hi @carol, @dora', ['ben', 'carol', 'dora']],
    [
      'with a colon, a bracket, an apostrophe',
      "@ben: (@carol) @dora’s @emil'e",
      ['ben', 'carol', 'dora', 'emil'],
    ],
    [
      'as it is typed: accents, width, Turkish',
      '@Émile ＠ＢＥＮ @İlker @ILGIN',
      ['emile', 'ben', 'ilker', 'ilgin'],
    ],
    ['with letters behind it that no name has', '@ben你好 @carolи', ['ben', 'carol']],
    ['with dots, dashes and underscores inside', '@ben.b-c_d', ['ben.b-c_d']],
    ['behind a colon and a bracket', 'cc:@ben [@carol]', ['ben', 'carol']],
  ])('are found %s', (_, text, names) => {
    expect(longest(text)).toEqual(names);
  });

  it.each([
    ['addresses of mail', 'ben@example.com and é@ben'],
    ['links', 'https://example.com/@ben?a=@carol'],
    ['code', 'a `@ben` b ``@ben ` @carol`` c'],
    ['blocks of code', '```\n@ben\n```\n~~~ts\n@carol\n~~~~'],
    ['what is escaped', String.raw`\@ben`],
    ['an @ alone, two of them, and what is too short or too long', `@ @@ben @ab @${'x'.repeat(33)}`],
  ])('are not: %s', (_, text) => {
    expect(longest(text)).toEqual([]);
  });

  it('are text where code is never closed, and where its sign is escaped', () => {
    expect(longest('a ` @ben')).toEqual(['ben']);
    expect(longest('```\n@ben')).toEqual(['ben']);
    expect(longest('\\`@ben`')).toEqual(['ben']);
    expect(longest('``` a ``` @ben')).toEqual(['ben']);
  });

  it('may be read with and without what ends a sentence', () => {
    expect(mentionTokens('@ben.-!')).toEqual([
      {
        at: 0,
        names: [
          { name: 'ben.-', end: 6 },
          { name: 'ben.', end: 5 },
          { name: 'ben', end: 4 },
        ],
      },
    ]);
  });

  it('are everybody where they are @all, @room or @here, whatever stands behind', () => {
    expect(spokenTo('@ALL.')).toEqual({ names: [], everyone: 'all' });
    expect(spokenTo('@room')).toEqual({ names: [], everyone: 'all' });
    expect(spokenTo('@here, @ben')).toEqual({ names: [['ben']], everyone: 'here' });
    expect(spokenTo('@here and @all')).toMatchObject({ everyone: 'all' });
    expect(spokenTo('@allen')).toEqual({ names: [['allen']] });
    expect(spokenTo('nobody')).toBeUndefined();
  });

  it('stand in the text where they are said to, in order, and never in code', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        let end = 0;
        for (const { at, names } of mentionTokens(text)) {
          expect(at).toBeGreaterThanOrEqual(end);
          expect(['@', '＠']).toContain(text[at]);
          for (const way of names) expect(way.end).toBeGreaterThan(at + 1);
          const [first] = names;
          end = first?.end ?? 0;
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  it('are the same before and behind other text', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        fc.pre(!/[`~\\]/.test(text));
        expect(longest(`${text}\n@zoe`)).toEqual([...longest(text), 'zoe']);
      }),
    );
  });

  it('are no more than a message may have', () => {
    const text = Array.from({ length: 200 }, (_, place) => `@person-${String(place)}`).join(' ');
    expect(spokenTo(text)?.names).toHaveLength(MENTION_LIMITS.mentionsMax);
  });

  it('S156 are looked for in a time that grows with the text, and not faster', () => {
    // Counted, not timed: each letter is asked for a bounded number of times.
    for (const piece of ['@', '@a', '`', '` ', '@a.', '```\n', '~~~\n```\n', '\\', '@é', '@a`', '``` `\n']) {
      const steps = (count: number) => countReads(piece.repeat(count));
      const [one, ten] = [steps(300), steps(3_000)];
      expect({ piece, isLinear: ten <= one * 12 + 1_000 }).toEqual({ piece, isLinear: true });
    }
  });
});

/** How many letters are looked at one by one. */
function countReads(text: string): number {
  const { charAt, codePointAt, charCodeAt } = String.prototype;
  let reads = 0;
  const counting = <A extends unknown[], R>(read: (...args: A) => R) =>
    function (this: string, ...args: A): R {
      reads += 1;
      return read.apply(this, args);
    };
  Object.assign(String.prototype, {
    charAt: counting(charAt),
    codePointAt: counting(codePointAt),
    charCodeAt: counting(charCodeAt),
  });
  try {
    mentionTokens(text);
  } finally {
    Object.assign(String.prototype, { charAt, codePointAt, charCodeAt });
  }
  return reads;
}
