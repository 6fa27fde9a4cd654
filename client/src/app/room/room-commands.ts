import { later } from '../../lib';

/** Commands for the name being written. */
export const CommandList = later(async () => (await import('./more-commands')).loadList());

/** What runs what begins with a slash. */
export const loadRoomCommands = async () => (await import('./more-commands')).loadRun();
