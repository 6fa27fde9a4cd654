import { randomInt } from 'node:crypto';
import { LIMITS } from '@chatket/contract';

export const CODE_LIFE_MS = 10 * 60_000;

/** A login code nobody can foresee: every one is as likely as any other, those with leading zeros included. */
export function newLoginCode(): string {
  return randomInt(10 ** LIMITS.codeDigits)
    .toString()
    .padStart(LIMITS.codeDigits, '0');
}
