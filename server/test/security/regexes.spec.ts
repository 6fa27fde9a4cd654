import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '@chatket/contract';
import ts from 'typescript';
import {
  cpuMsOf,
  isSafe,
  keepProofs,
  keptProofs,
  prove,
  PROVER,
  staleProofs,
  type Verdict,
} from '../support/regex-proofs.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCES = ['contract/src', 'server/src', 'client/src'];
const CPU_LIMIT_MS = 500;

/** Those that are put together while running, by the file: an example of what comes out. */
const PUT_TOGETHER: Record<string, string> = {
  // A finite set of texts, by a property that only the flag v knows: some of them.
  'server/src/reactions/emoji.ts': String.raw`/^(?:👍|👍🏽|❤️|👩‍👩‍👧|🏴󠁧󠁢󠁥󠁮󠁧󠁿)$/u`,
  'server/src/common/is-emoji.ts': String.raw`/^(?:👍|👍🏽|❤️|👩‍👩‍👧|🏴󠁧󠁢󠁥󠁮󠁧󠁿)$/u`,
  'client/src/features/server/SettingsPart.tsx': String.raw`/^(?:👍|👍🏽|❤️|👩‍👩‍👧|🏴󠁧󠁢󠁥󠁮󠁧󠁿)$/u`,
  'client/src/lib/mention.ts': String.raw`/(?<![\p{L}\p{N}_]|[\p{L}\p{N}_][.-])al\.ice-1(?![.-]?[\p{L}\p{N}_])/u`,
  'client/src/lib/emoji-only.ts': String.raw`/^(?:(?:\p{RI}\p{RI}|[\d#*]\uFE0F?\u20E3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic})\uFE0F?\p{EMod}?(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{EMod}?)*)\s?){1,6}$/u`,
};

/**
 * Those that may take longer than in proportion, because their texts are short: how long they can be, by the file or the
 * folder. What no stranger writes is among them, such as our own migrations.
 */
const LONGEST_TEXT: Record<string, number> = {
  'contract/src/links/': LIMITS.longTextMax,
  'contract/src/markdown/': LIMITS.longTextMax,
  'server/src/common/text.ts': LIMITS.roomTopicMax * 4,
  'client/src/features/composer/split.ts': 4_000,
  'client/src/features/composer/code.ts': 20_000,
  'server/src/config/env.ts': 1_000,
  'server/src/config/weak-secrets.ts': 500,
  'server/src/http/client/byte-range.ts': 200,
  'server/src/http/silent-connections.ts': 4_000,
  'server/src/prisma/database-error.ts': 100,
  'server/src/prisma/migration-files.ts': 10_000,
  'client/src/lib/emoji-only.ts': 120,
};

/** Put together from parts in many ways; `law.test.ts` and `links.test.ts` count the steps of all of them together. */
const COUNTED = ['contract/src/links/', 'contract/src/markdown/'];

/** Of these, repeated, the texts are made that such an expression is tried with. */
const ATTACKS = [
  'a',
  'a.',
  'a@a',
  'a@a.',
  '@',
  '`',
  '"',
  ' :a',
  '1@a-',
  'http://',
  'mailto:',
  '.-',
  '🙂',
  '🙂\u200d',
  '👍🏽',
  '1\ufe0f',
  '🇩',
  ' ',
];

/** Every regular expression that is written out in what runs in production, with the place it stands at. */
function regexes(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of SOURCES) {
    const paths = readdirSync(`${ROOT}${folder}`, { recursive: true }) as string[];
    for (const path of paths.filter(
      (name) => /(?<!\.(spec|test|suite))\.tsx?$/.test(name) && !name.startsWith('generated'),
    )) {
      const text = readFileSync(`${ROOT}${folder}/${path}`, 'utf8');
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) found.set(node.text, `${folder}/${path}`);
        const place = `${folder}/${path}`;
        const isCounted = COUNTED.some((each) => place.startsWith(each));
        if (!isCounted && ts.isNewExpression(node) && node.expression.getText() === 'RegExp') {
          found.set(PUT_TOGETHER[place] ?? node.getText(), place);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  return found;
}

/** The most CPU time that one of the attacks of that length costs, in milliseconds. */
function worstCpuMs(literal: string, length: number): number {
  const costs = ATTACKS.map((attack) => cpuMsOf(literal, `${attack.repeat(length).slice(0, length - 1)}\0`));
  return Math.max(...costs);
}

function longestIn(place: string): number | undefined {
  return Object.entries(LONGEST_TEXT).find(([each]) => place.startsWith(each))?.[1];
}

describe('S108 a regular expression', () => {
  const all = [...regexes()];
  const written = new Set(all.map(([literal]) => literal));
  const isProvenAnew = process.env.KEEP_PROOFS === '1';
  const { proofs } = keptProofs();
  const found = new Map<string, Verdict>();

  afterAll(() => {
    if (isProvenAnew) keepProofs(found);
  });

  it('that is dangerous is found', async () => {
    const isDanger = { danger: expect.stringMatching(/^vulnerable/) };
    expect((await prove('/^(a+)+$/')).verdict).toMatchObject(isDanger);
    expect((await prove('/^\\s+|\\s+$/')).verdict).toMatchObject(isDanger);
    expect(worstCpuMs('/^(a|a)+$/', 26)).toBeGreaterThan(CPU_LIMIT_MS);
  }, 300_000);

  // To prove them anew: KEEP_PROOFS=1 npm test -- server test/security/regexes
  it('whose proof is kept is still written, and the prover is the same', () => {
    if (!isProvenAnew) expect(staleProofs(keptProofs(), written)).toEqual([]);
  });

  it('that is written no more, another prover, and what is not safe, are stale proofs', () => {
    const stale = (proofs: object, prover = PROVER) =>
      staleProofs({ prover, proofs: proofs as Record<string, Verdict> }, new Set(['/a/', '/^(a|a)+$/']));
    const attack = { pumps: [{ prefix: '', pump: 'a', bias: 0 }], suffix: '!' };
    expect(
      stale({ '/a/': 'safe by automaton', '/^(a|a)+$/': { withstands: { ...attack, base: 2 } } }),
    ).toEqual([]);
    expect(stale({ '/b/': 'safe by fuzz' })).toEqual(['/b/ is written nowhere']);
    expect(stale({ '/a/': 'unknown' })).toEqual(['/a/ is not safe']);
    expect(stale({ '/^(a|a)+$/': { withstands: { ...attack, base: 28 } } })).toEqual([
      '/^(a|a)+$/ is not safe',
    ]);
    expect(stale({}, 'recheck 1.0.0')).toEqual([`proven by recheck 1.0.0, not by ${PROVER}`]);
  });

  it.each(all.filter(([, place]) => longestIn(place) === undefined))(
    'takes no longer than its text is long: %s in %s',
    async (literal) => {
      expect(literal).toMatch(/^\//);
      const kept = isProvenAnew ? undefined : proofs[literal];
      const { verdict, isCostly } = kept ? { verdict: kept, isCostly: false } : await prove(literal);
      expect(isSafe(literal, verdict) ? 'safe' : verdict).toBe('safe');
      if (isCostly) found.set(literal, verdict as Verdict);
    },
    300_000,
  );

  it.each(all.filter(([, place]) => longestIn(place) !== undefined))(
    'takes no time with texts as short as they are there: %s in %s',
    (literal, place) => {
      expect(literal).toMatch(/^\//);
      expect(worstCpuMs(literal, longestIn(place) ?? 0)).toBeLessThan(CPU_LIMIT_MS);
    },
  );
});
