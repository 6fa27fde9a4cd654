import { loadCommandList, loadCommands, loadRegistry } from '../../features/commands';
import { loadRemindCommand } from '../../features/later';
import { loadAwayCommands } from '../../features/profiles';
import { later } from '../../lib';

let isMore = false;

/** What other features add to the commands that are built in, once. */
async function addMore(): Promise<void> {
  const [{ registerCommand }, remind, away] = await Promise.all([
    loadRegistry(),
    loadRemindCommand(),
    loadAwayCommands(),
  ]);
  if (!isMore) for (const command of [remind, ...away]) registerCommand(command);
  isMore = true;
}

/** Commands for the name being written. */
export const CommandList = later(async () => (await Promise.all([loadCommandList(), addMore()]))[0]);

/** What runs what begins with a slash. */
export const loadRoomCommands = async () => (await Promise.all([loadCommands(), addMore()]))[0];
