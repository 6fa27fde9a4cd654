import { createHash, randomInt } from 'node:crypto';

/** Without those that look alike. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';
const GROUPS = 4;
const GROUP_LETTERS = 4;
const COUNT = 10;

/** Ten codes such as `k3vp-9xqm-2dwt-hn7c`: 79 bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => Array.from({ length: GROUPS }, newGroup).join('-'));
}

/**
 * What is kept of a code. Nobody guesses 79 bits, so it needs neither a slow hash nor a key: codes count also on a server that
 * has lost its secret. However it is written: spaces, dashes and capitals do not matter.
 */
export function hashOfRecoveryCode(userId: string, typed: string): Buffer {
  return createHash('sha256')
    .update(`${userId}:${lettersOf(typed)}`)
    .digest();
}

function newGroup(): string {
  return Array.from({ length: GROUP_LETTERS }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
}

function lettersOf(typed: string): string {
  return [...typed.normalize('NFKC').toLowerCase()].filter((letter) => LETTERS.includes(letter)).join('');
}
