import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM = 40;
const CHECK = 6;
const TOKEN = /^ck[pb]_([0-9A-Za-z]{40})([0-9A-Za-z]{6})$/;

/**
 * What a program logs in with: `ckp_` for one that a person has made for themselves, `ckb_` for a bot's, forty letters by
 * chance (238 bits), and a check of them, so that whoever looks for lost secrets knows one, and a slip costs no look-up.
 */
export function newTokenText(kind: 'personal' | 'bot'): string {
  const random = Array.from({ length: RANDOM }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return `${kind === 'bot' ? 'ckb' : 'ckp'}_${random}${checkOf(random)}`;
}

/** Whether a text is such a token, rightly written: not whether it counts. */
export function isTokenText(text: string): boolean {
  const [, random = '', check] = TOKEN.exec(text) ?? [];
  return check !== undefined && checkOf(random) === check;
}

/** Under which a token is kept, in hex. It needs no salt: it was made by chance. */
export function hashOfToken(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function checkOf(random: string): string {
  let rest = crc32(random);
  let check = '';
  for (let place = 0; place < CHECK; place += 1) {
    check = LETTERS.charAt(rest % LETTERS.length) + check;
    rest = Math.floor(rest / LETTERS.length);
  }
  return check;
}
