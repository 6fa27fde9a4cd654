import { useStore } from 'zustand';
import type { MessageId } from '../../i18n';
import { useChatStores } from '../../store';
import { BellIcon, GearIcon, PeopleIcon, ThreadIcon } from '../../ui';
import { BookmarkIcon, ClockIcon } from '../../ui/more-icons';
import { type AccountTask, accountTasks } from './account-tasks';
import { KeyboardIcon, ServerIcon } from './icons';
import { useRunsServer } from './use-runs-server';

const ICONS = {
  saved: BookmarkIcon,
  later: ClockIcon,
  alerts: BellIcon,
  threads: ThreadIcon,
  mentions: PeopleIcon,
  settings: GearIcon,
  shortcuts: KeyboardIcon,
  server: ServerIcon,
} as const satisfies Record<AccountTask, typeof BellIcon>;

/** What of it is there for me in the menu. */
export function useAccountTasks(): { task: AccountTask; name: MessageId; Icon: typeof BellIcon }[] {
  const keepsAlerts = useStore(useChatStores().bells, ({ settings }) => settings !== undefined);
  const runsServer = useRunsServer();
  const isThere = { alerts: keepsAlerts, server: runsServer } as Partial<Record<AccountTask, boolean>>;
  return accountTasks()
    .filter(([task]) => isThere[task] ?? true)
    .map(([task, { name }]) => ({ task, name, Icon: ICONS[task] }));
}
