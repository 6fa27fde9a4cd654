import { USERNAME_PATTERN } from '@chatket/contract';

/** Names that would pass for the product, its staff or everybody. */
const RESERVED = new Set([
  'admin',
  'administrator',
  'all',
  'anonymous',
  'api',
  'chatket',
  'channel',
  'everyone',
  'here',
  'mod',
  'moderator',
  'me',
  'nobody',
  'null',
  'owner',
  'root',
  'security',
  'server',
  'staff',
  'support',
  'system',
  'undefined',
  'you',
]);

/** The form in which a username is compared and stored: NFKC, lower case, no surrounding space. */
export function normalizeUsername(input: string): string {
  return input.normalize('NFKC').trim().toLowerCase();
}

/** Why a normalized username cannot be taken, or null when it can. */
export function refuseUsername(username: unknown): string | null {
  if (typeof username !== 'string' || !USERNAME_PATTERN.test(username)) {
    return 'must have 3 to 32 characters of a-z, 0-9, dot, dash and underscore';
  }
  // Dots, dashes and underscores do not make a reserved name another one.
  return RESERVED.has(username.replace(/[._-]/g, '')) ? 'is reserved' : null;
}
