import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashOfToken, isTokenText, newTokenText } from './token-text.js';

describe('the token of a program', () => {
  it('says what it is, and is another one each time', () => {
    expect(newTokenText('personal')).toMatch(/^ckp_[0-9A-Za-z]{46}$/);
    expect(newTokenText('bot')).toMatch(/^ckb_[0-9A-Za-z]{46}$/);
    const many = new Set(Array.from({ length: 1_000 }, () => newTokenText('bot')));
    expect(many.size).toBe(1_000);
    expect([...many].every(isTokenText)).toBe(true);
  });

  it('is known from its slips without asking anybody', () => {
    const token = newTokenText('bot');
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: token.length - 1 }),
        fc.constantFrom('x', 'Y', '7'),
        (at, letter) => {
          const typed = token.slice(0, at) + letter + token.slice(at + 1);
          expect(isTokenText(typed)).toBe(typed === token);
        },
      ),
    );
    for (const other of ['', 'ckb_', `ckx_${token.slice(4)}`, `${token}a`, ` ${token}`, token.slice(0, -1)])
      expect(isTokenText(other)).toBe(false);
  });

  it('is kept as what it cannot be had back from', () => {
    const token = newTokenText('personal');
    expect(hashOfToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfToken(token)).not.toBe(hashOfToken(newTokenText('personal')));
  });
});
