import { beforeAll, describe, expect, it } from 'vitest';
import { withTexts } from '../../i18n';
import { codeDigits, normalizeUsername, usernameProblem } from './username';

beforeAll(() => withTexts(Promise.resolve()));

describe('login', () => {
  it('reads a name as the server does', () => {
    expect(normalizeUsername('  Alice ')).toBe('alice');
    expect(usernameProblem('Alice')).toBeUndefined();
    expect(usernameProblem('al')).toMatch(/At least 3/);
    expect(usernameProblem('a'.repeat(33))).toMatch(/At most 32/);
    expect(usernameProblem('alice smith')).toMatch(/Letters/);
    expect(usernameProblem('  ')).toMatch(/Type a name/);
  });

  it('takes the digits of whatever was pasted', () => {
    expect(codeDigits('Your code: 123 456')).toBe('123456');
    expect(codeDigits('１２３４５６')).toBe('123456');
    expect(codeDigits('12345678')).toBe('123456');
  });
});
