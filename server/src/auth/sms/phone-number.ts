import { createHash } from 'node:crypto';

const NUMBER = /^\+[1-9]\d{6,14}$/;
const DIGEST_LENGTH = 31;

/**
 * The form in which numbers are kept and written to, that of E.164. Spaces, dashes, dots and brackets are left out, and
 * 00 is +.
 * @returns undefined for what is no number with its country
 */
export function phoneNumber(value: string): string | undefined {
  const number = value
    .normalize('NFKC')
    .replace(/[\s().-]/g, '')
    .replace(/^00/, '+');
  return NUMBER.test(number) ? number : undefined;
}

/** Under which the codes are kept by which somebody shows that a phone is theirs. No name begins like it. */
export function phoneClaim(userId: string, number: string): string {
  const digest = createHash('sha256').update(`phone ${userId} ${number}`).digest('base64url');
  return `@${digest.slice(0, DIGEST_LENGTH)}`;
}
