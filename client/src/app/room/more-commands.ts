import { registerCommand } from '../../features/commands';
import { remindCommand } from '../../features/later';

// What other features add to the commands that are built in.
registerCommand(remindCommand);
