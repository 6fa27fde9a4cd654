import { OF_BOTS } from './guest-mark.js';
import { LIMITS } from './limits.js';
import { normalizeUsername, type UsernameProblem, usernameProblem } from './username.js';

/**
 * Ends the usernames of bots and no others: nobody can ask for a login code for such a name, guests have four characters
 * behind their mark, and everybody sees that it is a program.
 */
export const BOT_MARK = OF_BOTS;

/** Whether somebody of that username is a program. */
export function isBotName(username: string): boolean {
  return username.endsWith(BOT_MARK);
}

export function botUsername(name: string): string {
  return normalizeUsername(name) + BOT_MARK;
}

/** Why what somebody has typed cannot name a bot. */
export function botNameProblem(typed: string): UsernameProblem | undefined {
  const name = normalizeUsername(typed);
  const problem = usernameProblem(name);
  return problem === undefined && name.length > LIMITS.usernameMax - BOT_MARK.length ? 'tooLong' : problem;
}
