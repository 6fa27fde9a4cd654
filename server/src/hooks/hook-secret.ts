import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const KEY_LENGTH = 48;

/** 256 random bits, as they stand in an address. */
export function newHookSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What of a secret is stored, and looked up. Of a random one a plain hash is enough. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Under which key a message is stored that a program names in its own way. */
export function clientMsgIdOf(key: string): string {
  return `hook-${createHash('sha256').update(key).digest('hex').slice(0, KEY_LENGTH)}`;
}
