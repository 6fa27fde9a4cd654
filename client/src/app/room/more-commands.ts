import { loadCommandList, loadCommands, loadRegistry } from '../../features/commands';
import { loadDirectCommand } from '../../features/direct';
import { loadRemindCommand } from '../../features/later';
import { loadAwayCommands } from '../../features/profiles';

let isMore = false;

/** What other features add to the commands that are built in, once. */
async function addMore(): Promise<void> {
  const [{ registerCommand }, remind, away, direct] = await Promise.all([
    loadRegistry(),
    loadRemindCommand(),
    loadAwayCommands(),
    loadDirectCommand(),
  ]);
  if (!isMore) for (const command of [remind, ...away, direct]) registerCommand(command);
  isMore = true;
}

/** What shows commands for the name being written. */
export const loadList = async () => (await Promise.all([loadCommandList(), addMore()]))[0];

/** What runs what begins with a slash. */
export const loadRun = async () => (await Promise.all([loadCommands(), addMore()]))[0];
