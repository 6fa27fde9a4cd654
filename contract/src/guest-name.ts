import { GUEST_MARK } from './guest-mark.js';
import { LIMITS } from './limits.js';
import { normalizeUsername, type UsernameProblem, usernameProblem } from './username.js';

/** What a guest has typed as a name, as it will be compared and shown: blanks become dashes. */
export function normalizeGuestName(typed: string): string {
  return normalizeUsername(typed).replace(/\s/gu, '-');
}

/** Why a normalized name cannot be a guest's; nothing when it can. */
export function guestNameProblem(name: string): UsernameProblem | undefined {
  const problem = usernameProblem(name);
  if (problem === 'tooShort' && name.length >= LIMITS.guestNameMin) return undefined;
  return problem === undefined && name.length > LIMITS.guestNameMax ? 'tooLong' : problem;
}

/** @param tail tells guests of the same name apart: four characters of a-z and 0-9 */
export function guestUsername(name: string, tail: string): string {
  return `${name}${GUEST_MARK}${tail}`;
}
