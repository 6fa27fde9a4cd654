import { LIMITS, USERNAME_PATTERN } from '@chatket/contract';

/** The name as the server will read it. */
export function normalizeUsername(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** What is wrong with a name, or nothing. */
export function usernameProblem(typed: string): string | undefined {
  const name = normalizeUsername(typed);
  if (name === '') return 'Type a name to go on.';
  if (name.length < LIMITS.usernameMin) return `At least ${LIMITS.usernameMin} characters, please.`;
  if (name.length > LIMITS.usernameMax) return `At most ${LIMITS.usernameMax} characters, please.`;
  if (!USERNAME_PATTERN.test(name)) return 'Letters a to z, digits, dots, dashes and underscores only.';
  return undefined;
}

/** The digits of a typed or pasted code, at most as many as a code has. */
export function codeDigits(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/gu, '').slice(0, LIMITS.codeDigits);
}
