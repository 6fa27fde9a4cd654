import { loadCommandList, loadCommands } from '../../features/commands';
import { later } from '../../lib';

const loadMore = () => import('./more-commands');

/** Commands for the name being written. */
export const CommandList = later(async () => (await Promise.all([loadCommandList(), loadMore()]))[0]);

/** What runs what begins with a slash. */
export const loadRoomCommands = async () => (await Promise.all([loadCommands(), loadMore()]))[0];
