import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { BellIcon, Button, GearIcon, PeopleIcon } from '../../ui';
import { BookmarkIcon, ClockIcon, LeaveIcon } from '../../ui/more-icons';
import { Segmented } from '../../ui/Segmented';
import { KeyboardIcon, ServerIcon } from './icons';
import { THEMES } from './themes';
import { useRunsServer } from './use-runs-server';

interface SettingsMenuProps {
  onSaved: () => void;
  onLater: () => void;
  onMentions: () => void;
  onAlerts: () => void;
  onSettings: () => void;
  onShortcuts: () => void;
  onServer: () => void;
  onLogOut: () => void;
}

export function SettingsMenu(props: SettingsMenuProps) {
  const { onSaved, onLater, onMentions, onAlerts, onSettings, onShortcuts, onServer, onLogOut } = props;
  const { t, number } = useLocale();
  const { preferences } = usePageStores();
  const { outbox, bells } = useChatStores();
  const unread = useStore(bells, (state) => state.unread);
  const isKept = useStore(bells, ({ settings }) => settings !== undefined);
  const theme = useStore(preferences, (state) => state.theme);
  const unsent = useStore(outbox, (state) => state.items.filter((item) => item.state.kind !== 'sent').length);
  const runsServer = useRunsServer();
  const [isSure, setIsSure] = useState(false);
  const mustAsk = unsent > 0 && !isSure;
  const row = 'w-full justify-start';

  return (
    <>
      <Segmented
        label={t('settings.theme')}
        value={theme}
        options={THEMES.map(({ name, ...option }) => ({ ...option, label: t(name) }))}
        onChange={(value) => preferences.actions.choose('theme', value)}
      />
      <hr className="-mx-3 mt-3 mb-2 border-line" />
      <Button look="quiet" className={row} onClick={onSaved}>
        <BookmarkIcon className="size-4.5" />
        {t('account.saved')}
      </Button>
      <Button look="quiet" className={row} onClick={onLater}>
        <ClockIcon className="size-4.5" />
        {t('account.later')}
      </Button>
      {isKept && (
        <Button look="quiet" className={row} onClick={onAlerts}>
          <BellIcon className="size-4.5" />
          {t('alerts.title')}
          {unread > 0 && <span className="ms-auto font-bold tabular-nums">{number(unread)}</span>}
        </Button>
      )}
      <Button look="quiet" className={row} onClick={onMentions}>
        <PeopleIcon className="size-4.5" />
        {t('mentions.title')}
      </Button>
      <Button look="quiet" className={row} onClick={onSettings}>
        <GearIcon className="size-4.5" />
        {t('account.preferences')}
      </Button>
      <Button look="quiet" className={row} onClick={onShortcuts}>
        <KeyboardIcon className="size-4.5" />
        {t('account.shortcuts')}
      </Button>
      {runsServer && (
        <Button look="quiet" className={row} onClick={onServer}>
          <ServerIcon className="size-4.5" />
          {t('account.server')}
        </Button>
      )}
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
