/**
 * Stands in the usernames of guests, and of bots (see bot-name.ts), and in no other: nobody can ask for a login code for such a name, so a guest never
 * holds the name of an account that somebody else will have. And it shows everywhere that somebody is a guest.
 */
export const GUEST_MARK = '~';

/** What ends the names of bots: no guest has three characters behind the mark. */
export const OF_BOTS = `${GUEST_MARK}bot`;

/** Whether somebody of that username is a guest: let into one room with nothing but a name. */
export function isGuestName(username: string): boolean {
  return username.includes(GUEST_MARK) && !username.endsWith(OF_BOTS);
}
