import { createHmac } from 'node:crypto';
import { TEST_SECRET } from '../../../rig/tokens.mjs';

/** The header of our own tokens. */
export const HEADER = { alg: 'HS256', typ: 'JWT' };

/** A part of a token: JSON, or a text as it is. */
export function encoded(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

/** A token of whatever content, signed with our secret unless another one is given. */
export function handSigned(
  header: unknown,
  payload: unknown,
  { secret = TEST_SECRET, hash = 'sha256' } = {},
): string {
  const content = `${encoded(header)}.${encoded(payload)}`;
  return `${content}.${createHmac(hash, secret).update(content).digest('base64url')}`;
}

/** The second at which a token that lives for an hour ends. */
export function inOneHour(): number {
  return Math.floor(Date.now() / 1000) + 3600;
}
