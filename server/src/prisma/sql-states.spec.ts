import { describe, expect, it } from '@jest/globals';
import { isTransient } from './database.js';
import { isPassingState } from './sql-states.js';

const failure = (code: string) => Object.assign(new Error('refused'), { code });

describe('a SQLSTATE', () => {
  it.each(['08006', '25006', '3D000', '40001', '40P01', '42501', '53100', '53300'])(
    '%s passes: the statement is worth another try',
    (code) => {
      expect(isPassingState(code)).toBe(true);
      expect(isTransient(failure(code))).toBe(true);
    },
  );

  it.each(['55P03', '57014', '57P01', '57P03', '58030', 'F0000'])('%s passes as well', (code) => {
    expect(isTransient(failure(code))).toBe(true);
  });

  it.each(['22021', '23505', '25P02', '28P01', '42601', '42P01', '54000', 'P0001', 'XX000', 'ZZ999'])(
    '%s stays: another try fails the same way',
    (code) => {
      expect(isTransient(failure(code))).toBe(false);
    },
  );
});
