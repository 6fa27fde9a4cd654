import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { check } from 'recheck';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCES = ['contract/src', 'server/src', 'client/src'];
const TIMEOUT_MS = 20_000;

/** Those that are put together while running, by the file: an example of what comes out. */
const PUT_TOGETHER: Record<string, string> = {
  'client/src/features/notifications/mention.ts': String.raw`/(?<![\p{L}\p{N}_]|[\p{L}\p{N}_][.-])al\.ice-1(?![.-]?[\p{L}\p{N}_])/iu`,
};

process.env.RECHECK_BACKEND = 'pure';

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
        if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') {
          const place = `${folder}/${path}`;
          found.set(PUT_TOGETHER[place] ?? node.getText(), place);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  return found;
}

async function verdict(literal: string): Promise<string> {
  const end = literal.lastIndexOf('/');
  const { status, ...details } = await check(literal.slice(1, end), literal.slice(end + 1), {
    timeout: TIMEOUT_MS,
  });
  return status === 'safe' ? 'safe' : `${status} ${JSON.stringify(details)}`;
}

describe('S108 a regular expression', () => {
  it('that is dangerous is found', async () => {
    expect(await verdict('/^(a+)+$/')).toMatch(/^vulnerable/);
    expect(await verdict('/^\\s+|\\s+$/')).toMatch(/^vulnerable/);
  }, 60_000);

  it.each([...regexes()])(
    'takes no longer than its text is long: %s in %s',
    async (literal) => {
      expect(literal).toMatch(/^\//);
      expect(await verdict(literal)).toBe('safe');
    },
    60_000,
  );
});
