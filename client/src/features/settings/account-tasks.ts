import { useStore } from 'zustand';
import type { MessageId } from '../../i18n';
import { useChatStores } from '../../store';
import { BellIcon, GearIcon, PeopleIcon } from '../../ui';
import { BookmarkIcon, ClockIcon } from '../../ui/more-icons';
import { KeyboardIcon, ServerIcon } from './icons';
import { useRunsServer } from './use-runs-server';

interface Entry {
  /** How the menu names it. */
  name: MessageId;
  /** How the switcher does; nothing where it is not found there. */
  command?: MessageId;
  Icon: typeof BellIcon;
}

/** What can be opened from anywhere, in the order of the menu: the one list of it. */
export const ACCOUNT_TASKS = {
  saved: { name: 'account.saved', command: 'command.saved', Icon: BookmarkIcon },
  later: { name: 'account.later', command: 'command.later', Icon: ClockIcon },
  alerts: { name: 'alerts.title', command: 'alerts.title', Icon: BellIcon },
  mentions: { name: 'mentions.title', command: 'mentions.title', Icon: PeopleIcon },
  settings: { name: 'account.preferences', command: 'command.settings', Icon: GearIcon },
  shortcuts: { name: 'account.shortcuts', command: 'command.shortcuts', Icon: KeyboardIcon },
  server: { name: 'account.server', Icon: ServerIcon },
} as const satisfies Record<string, Entry>;

export type AccountTask = keyof typeof ACCOUNT_TASKS;

const entries = () => Object.entries<Entry>(ACCOUNT_TASKS) as [AccountTask, Entry][];

/** What of it is there for me in the menu. */
export function useAccountTasks(): (Entry & { task: AccountTask })[] {
  const keepsAlerts = useStore(useChatStores().bells, ({ settings }) => settings !== undefined);
  const runsServer = useRunsServer();
  const isThere = { alerts: keepsAlerts, server: runsServer } as Partial<Record<AccountTask, boolean>>;
  return entries()
    .filter(([task]) => isThere[task] ?? true)
    .map(([task, entry]) => ({ ...entry, task }));
}

/** What of it the switcher finds. */
export function accountCommands(): { task: AccountTask; name: MessageId }[] {
  return entries().flatMap(([task, { command }]) => (command ? [{ task, name: command }] : []));
}
