import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { useUnreadAlerts } from '../../store/use-unread-alerts';
import { Button } from '../../ui';
import { LeaveIcon } from '../../ui/more-icons';
import { Segmented } from '../../ui/Segmented';
import type { AccountTask } from './account-tasks';
import { useAccountTasks } from './use-account-tasks';
import { THEMES } from './themes';

interface SettingsMenuProps {
  /** How I appear. */
  presence: ReactNode;
  onChoose: (task: AccountTask) => void;
  onLogOut: () => void;
}

export function SettingsMenu({ presence, onChoose, onLogOut }: SettingsMenuProps) {
  const { t, number } = useLocale();
  const { preferences } = usePageStores();
  const { outbox } = useChatStores();
  const unread = useUnreadAlerts(useApi().request);
  const theme = useStore(preferences, (state) => state.theme);
  const unsent = useStore(outbox, (state) => state.items.filter((item) => item.state.kind !== 'sent').length);
  const tasks = useAccountTasks();
  const [isSure, setIsSure] = useState(false);
  const mustAsk = unsent > 0 && !isSure;
  const row = 'w-full justify-start';

  return (
    <>
      {presence}
      <hr className="-mx-3 my-3 border-line" />
      <Segmented
        label={t('settings.theme')}
        value={theme}
        options={THEMES.map(({ name, ...option }) => ({ ...option, label: t(name) }))}
        onChange={(value) => preferences.actions.choose('theme', value)}
      />
      <hr className="-mx-3 mt-3 mb-2 border-line" />
      {tasks.map(({ task, name, Icon }) => (
        <Button key={task} look="quiet" className={row} onClick={() => onChoose(task)}>
          <Icon className="size-4.5" />
          {t(name)}
          {task === 'alerts' && unread > 0 && (
            <span className="ms-auto font-bold tabular-nums">{number(unread)}</span>
          )}
        </Button>
      ))}
      {isSure && unsent > 0 && (
        <p role="alert" className="my-2 text-13 text-warning">
          {t('account.unsent', { count: unsent })}
        </p>
      )}
      <Button look="quiet" className={row} onClick={() => (mustAsk ? setIsSure(true) : onLogOut())}>
        <LeaveIcon className="size-4.5" />
        {t(isSure && unsent > 0 ? 'account.logOutAnyway' : 'account.logOut')}
      </Button>
    </>
  );
}
