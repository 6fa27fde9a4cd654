import { normalizeUsername } from '@chatket/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { withTexts } from '../../i18n';
import { codeDigits, nameProblem } from './username';

beforeAll(() => withTexts(Promise.resolve()));

describe('login', () => {
  it('reads a name as the server does', () => {
    expect(normalizeUsername('  Alice ')).toBe('alice');
    for (const name of ['Alice', 'İlker', 'ılker', 'Émile', 'Strauß', 'ＡＬＩＣＥ'])
      expect(nameProblem(name), name).toBeUndefined();
    expect(normalizeUsername('İlker')).toBe('ilker');
    expect(nameProblem('Σίσυφος')).toMatch(/Letters/);
    expect(nameProblem('ali\u200bce')).toMatch(/Letters/);
    expect(nameProblem('Ädmin')).toMatch(/cannot be used/);
    expect(nameProblem('al')).toMatch(/At least 3/);
    expect(nameProblem('a'.repeat(33))).toMatch(/At most 32/);
    expect(nameProblem('alice smith')).toMatch(/Letters/);
    expect(nameProblem('  ')).toMatch(/Type a name/);
  });

  it('takes the digits of whatever was pasted', () => {
    expect(codeDigits('Your code: 123 456')).toBe('123456');
    expect(codeDigits('１２３４５６')).toBe('123456');
    expect(codeDigits('12345678')).toBe('123456');
  });
});
