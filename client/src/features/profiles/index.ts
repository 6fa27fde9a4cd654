/** What learns of people who are on the screen; it comes when nobody waits for it. */
export const loadFollowProfiles = async () => (await import('./follow-profiles')).followProfiles;
export const loadAwayCommands = async () => (await import('./away-commands')).AWAY_COMMANDS;
