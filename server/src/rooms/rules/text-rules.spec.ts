import { describe, expect, it } from '@jest/globals';
import { fold, RULE_ACTS, type RuleAct } from '@chatket/contract';
import fc from 'fast-check';
import { patternKey, TextRules } from './text-rules.js';

const word = (pattern: string, act: RuleAct = 'block') => ({
  id: pattern,
  kind: 'word' as const,
  pattern,
  act,
});
const link = (pattern: string, act: RuleAct = 'block') => ({
  id: pattern,
  kind: 'link' as const,
  pattern,
  act,
});
const meets = (rule: ReturnType<typeof word> | ReturnType<typeof link>, text: string) =>
  new TextRules([rule]).match(text) !== undefined;

describe('a rule about words', () => {
  it.each([
    ['spam', 'SPAM'],
    ['spam', 'no ｓｐáＭ, please'],
    ['spam', '**spam**'],
    ['spam', '_spam_'],
    ['spam', 's\u200bp\u00adam'],
    ['Straße', 'die STRASSE'],
    ['ışık', 'IŞIK!'],
    ['buy now', 'Buy\n\tNOW'],
    ['c++', 'c++'],
    ['$$$', 'win $$$ today'],
    ['垃圾', '这是垃圾信息'],
    ['ขาย', 'ของขายดี'],
    ['पैसा', 'यह पैसा है'],
  ])('%j is met by %j', (pattern, text) => {
    expect(meets(word(pattern), text)).toBe(true);
  });

  it.each([
    ['spam', 'spammer'],
    ['spam', 'antispam'],
    ['spam', 'spam1'],
    ['buy now', 'buy it now'],
    ['ass', 'class'],
    ['пес', 'песня'],
  ])('%j is not met by %j', (pattern, text) => {
    expect(meets(word(pattern), text)).toBe(false);
  });

  it('is met where its words stand between others, however they are written', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aäbçdéışžЖйλ'), minLength: 1, maxLength: 8 });
    const between = fc.string({ unit: fc.constantFrom(...' .,!*_()\n\t-'), minLength: 1, maxLength: 4 });
    const written = (text: string) =>
      fc.constantFrom(text, text.toUpperCase(), text.normalize('NFD'), `\u200d${text}`);
    fc.assert(
      fc.property(
        letters.chain((pattern) => fc.tuple(fc.constant(pattern), written(pattern))),
        fc.tuple(letters, between, between, letters),
        ([pattern, shown], [first, left, right, last]) => {
          expect(meets(word(pattern), `${first}${left}${shown}${right}${last}`)).toBe(true);
          expect(meets(word(pattern), `${pattern}x ${first}x x${shown}`)).toBe(
            fold(`${first}x`) === fold(pattern),
          );
        },
      ),
    );
  });

  it('is found as a walk over all words of the text would find it', () => {
    const few = fc.string({ unit: fc.constantFrom(...'abİ '), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(few, { maxLength: 5 }),
        fc.string({ unit: fc.constantFrom(...'abİ .'), maxLength: 30 }),
        (patterns, text) => {
          const rules = patterns
            .filter((pattern) => patternKey('word', pattern) !== undefined)
            .map((each) => word(each));
          const words = ` ${fold(text.replaceAll('.', ' . '))} `;
          const isThere = rules.some(({ pattern }) => words.includes(` ${fold(pattern)} `));
          expect(new TextRules(rules).match(text) !== undefined).toBe(isThere);
        },
      ),
    );
  });
});

describe('a rule about links', () => {
  it.each([
    ['spam.example', 'see https://spam.example/x'],
    ['spam.example', 'spam.example'],
    ['spam.example', 'HTTP://WWW.Spam.Example:8080'],
    ['spam.example', 'a.b.spam.example/path?x'],
    ['Spam.Example', 'https://good.example@spam.example/'],
    ['spam.example', 'https://spam。example'],
    ['spam.example', 'https://sp%61m.example'],
    ['spam.example', 'https://sp\u00adam.example.'],
    ['spam.example', '[good](https://spam.example)'],
    ['spam.example', '看https://spam.example看这里'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'BÜCHER.example'],
    ['例え.jp', 'https://例え.jp/看'],
    ['10.0.0.1', 'http://10.0.0.1/'],
    ['*', 'https://a.example'],
    ['*', 'www.a.example'],
    ['*', 'a.example/free'],
    ['*', 'ftp://a.example'],
  ])('%j is met by %j', (pattern, text) => {
    expect(meets(link(pattern), text)).toBe(true);
  });

  it.each([
    ['spam.example', 'https://notspam.example'],
    ['spam.example', 'https://spam.example.org'],
    ['spam.example', 'spam example'],
    ['*', 'no link... at all. And/or so, node.js, awww. 3:1 // e.g.'],
  ])('%j is not met by %j', (pattern, text) => {
    expect(meets(link(pattern), text)).toBe(false);
  });

  it('is met below its domain and nowhere beside it', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const domain = fc.tuple(label, label).map(([one, two]) => `${one}.${two}`);
    fc.assert(
      fc.property(domain, label, fc.webPath(), (pattern, sub, path) => {
        expect(meets(link(pattern), `https://${sub}.${pattern}${path}`)).toBe(true);
        expect(meets(link(pattern), `${sub}-${pattern}`)).toBe(false);
      }),
    );
  });
});

describe('rules', () => {
  it('act by the strongest that is met', () => {
    const act = fc.constantFrom(...RULE_ACTS);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('one', 'two', 'three'), act), { maxLength: 3 }),
        (said) => {
          const acts = new Map(said);
          const rules = [...acts].map(([pattern, does]) => word(pattern, does));
          const strongest = Math.max(-1, ...[...acts.values()].map((each) => RULE_ACTS.indexOf(each)));
          expect(new TextRules(rules).match('one two three')?.act).toBe(RULE_ACTS[strongest]);
        },
      ),
    );
  });

  it('take any text', () => {
    const rules = new TextRules([word('a'), word('ß'), link('a.example'), link('*')]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        rules.match(text);
      }),
    );
  });

  it('S147 take steps in proportion to a text, whatever moderators have written', () => {
    const pattern = (n: number) => `${'a '.repeat(36)}b${String(n)}`;
    const rules = new TextRules(Array.from({ length: 100 }, (_, n) => word(pattern(n))));
    const text = 'a '.repeat(5_000);
    const before = process.cpuUsage().user;
    expect(rules.match(text)).toBeUndefined();
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(500);
  });

  it.each([
    ['word', ''],
    ['link', 'spam'],
    ['link', 'https://spam.example'],
    ['link', 'spam.example/x'],
    ['link', '**'],
    ['link', '-a.example'],
  ] as const)('about %s cannot be %j', (kind, pattern) => {
    expect(patternKey(kind, pattern)).toBeUndefined();
  });
});
