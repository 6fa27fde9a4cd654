import { isDeletedName } from './deleted-name.js';
import { fold } from './fold.js';
import { LIMITS, USERNAME_PATTERN } from './limits.js';

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

/** Marks that belong to no letter, and what shows nothing: nobody writes a name with them by mistake. */
const ODD = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** Why a name cannot be a username. */
export type UsernameProblem = 'empty' | 'tooShort' | 'tooLong' | 'letters' | 'reserved';

/**
 * The form in which a username is compared and stored, the same on both ends: `İlker` and `ＩＬＫＥＲ` are `ilker`,
 * `Émile` is `emile`. What cannot be a name stays recognizable as such.
 */
export function normalizeUsername(typed: string): string {
  // Lower case of İ in programs that do not speak Turkish is i with a dot of its own.
  const composed = typed
    .normalize('NFKC')
    .trim()
    .replace(/i\u0307/giu, 'i');
  return ODD.test(composed) ? composed.toLowerCase() : fold(composed);
}

/** Why a normalized name cannot be taken; nothing when it can. */
export function usernameProblem(username: string): UsernameProblem | undefined {
  if (username === '') return 'empty';
  if (!USERNAME_PATTERN.test(username)) {
    if (!/^[a-z0-9_.-]+$/.test(username)) return 'letters';
    return username.length < LIMITS.usernameMin ? 'tooShort' : 'tooLong';
  }
  return isDeletedName(username) || isReservedName(username) ? 'reserved' : undefined;
}

/** Whether a name would pass for the product, its staff or everybody; accents, case and what stands between letters do not matter. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(fold(name).replace(/[\s._-]/g, ''));
}
