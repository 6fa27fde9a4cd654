import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { Button, GearIcon } from '../../ui';
import { BookmarkIcon, ClockIcon, LeaveIcon } from '../../ui/more-icons';
import { Segmented } from '../../ui/Segmented';
import { KeyboardIcon } from './icons';
import { THEMES } from './themes';

interface SettingsMenuProps {
  onSaved: () => void;
  onLater: () => void;
  onSettings: () => void;
  onShortcuts: () => void;
  onLogOut: () => void;
}

export function SettingsMenu({ onSaved, onLater, onSettings, onShortcuts, onLogOut }: SettingsMenuProps) {
  const { t } = useLocale();
  const { preferences } = usePageStores();
  const { outbox } = useChatStores();
  const theme = useStore(preferences, (state) => state.theme);
  const unsent = useStore(outbox, (state) => state.items.filter((item) => item.state.kind !== 'sent').length);
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
      <Button look="quiet" className={row} onClick={onSettings}>
        <GearIcon className="size-4.5" />
        {t('account.preferences')}
      </Button>
      <Button look="quiet" className={row} onClick={onShortcuts}>
        <KeyboardIcon className="size-4.5" />
        {t('account.shortcuts')}
      </Button>
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
