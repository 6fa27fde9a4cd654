import { LIMITS } from './limits.js';
import { normalizeUsername, type UsernameProblem, usernameProblem } from './username.js';

/**
 * Stands in the usernames of guests and in no other: nobody can ask for a login code for such a name, so a guest never
 * holds the name of an account that somebody else will have. And it shows everywhere that somebody is a guest.
 */
const GUEST_MARK = '~';

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

/** Whether somebody of that username is a guest: let into one room with nothing but a name. */
export function isGuestName(username: string): boolean {
  return username.includes(GUEST_MARK);
}

/** The name that a guest has typed. */
export function guestNameOf(username: string): string {
  return username.slice(0, username.lastIndexOf(GUEST_MARK));
}
