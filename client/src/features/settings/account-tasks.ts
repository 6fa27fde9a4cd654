import type { MessageId } from '../../i18n';

interface Entry {
  /** How the menu names it. */
  name: MessageId;
  /** How the switcher does; nothing where it is not found there. */
  command?: MessageId;
}

/** What can be opened from anywhere, in the order of the menu: the one list of it. Without pictures, which come later. */
const ACCOUNT_TASKS = {
  saved: { name: 'account.saved', command: 'command.saved' },
  later: { name: 'account.later', command: 'command.later' },
  alerts: { name: 'alerts.title', command: 'alerts.title' },
  threads: { name: 'threads.title', command: 'threads.title' },
  mentions: { name: 'mentions.title', command: 'mentions.title' },
  settings: { name: 'account.preferences', command: 'command.settings' },
  shortcuts: { name: 'account.shortcuts', command: 'command.shortcuts' },
  server: { name: 'account.server', command: 'command.server' },
} as const satisfies Record<string, Entry>;

export type AccountTask = keyof typeof ACCOUNT_TASKS;

export const accountTasks = () => Object.entries<Entry>(ACCOUNT_TASKS) as [AccountTask, Entry][];

/** What of it the switcher finds. */
export function accountCommands(): { task: AccountTask; name: MessageId }[] {
  return accountTasks().flatMap(([task, { command }]) => (command ? [{ task, name: command }] : []));
}
