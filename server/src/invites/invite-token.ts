import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 16;
const TAIL_LENGTH = 4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** 128 random bits, as they stand in a link. */
export function newInviteToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What of a token is stored, and looked up. Of a random one a plain hash is enough. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What tells guests of one name apart. */
export function newGuestTail(): string {
  return [...randomBytes(TAIL_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
