import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { later } from '../../lib';
import { useChatStores } from '../../store';
import { Avatar, GearIcon, IconButton, Popover } from '../../ui';

const SettingsMenu = later(async () => (await withTexts(import('./SettingsMenu'))).SettingsMenu);

interface AccountBarProps {
  onSaved: () => void;
  onLater: () => void;
  onMentions: () => void;
  onAlerts: () => void;
  onSettings: () => void;
  onShortcuts: () => void;
  onServer: () => void;
  onLogOut: () => void;
}

/** My name, my state and my settings, at the foot of the sidebar. */
export function AccountBar(props: AccountBarProps) {
  const { onSaved, onLater, onMentions, onAlerts, onSettings, onShortcuts, onServer, onLogOut } = props;
  const { t } = useLocale();
  const { me, connection } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const [isOpen, setIsOpen] = useState(false);
  const closing = (open: () => void) => () => {
    setIsOpen(false);
    open();
  };

  return (
    <div className="safe-bottom relative shrink-0 border-t border-line">
      <div className="flex h-14 items-center gap-2.5 pe-2 ps-4">
        <Avatar user={me} size={32} status={isOnline ? 'online' : 'offline'} />
        <div className="min-w-0 flex-1 leading-tight">
          <p className="truncate text-13 font-bold" title={me.username}>
            <bdi dir="auto">{me.username}</bdi>
          </p>
          <p className="text-12 text-quiet">{t(isOnline ? 'account.online' : 'account.connecting')}</p>
        </div>
        <IconButton
          label={t('account.menu')}
          place="above-end"
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          onClick={() => setIsOpen(!isOpen)}
        >
          <GearIcon />
        </IconButton>
      </div>
      {isOpen && (
        <Suspense>
          <Popover
            label={t('account.menu')}
            onClose={() => setIsOpen(false)}
            className="end-2 bottom-full start-2 mb-1"
          >
            <SettingsMenu
              onSaved={closing(onSaved)}
              onLater={closing(onLater)}
              onAlerts={closing(onAlerts)}
              onMentions={closing(onMentions)}
              onSettings={closing(onSettings)}
              onShortcuts={closing(onShortcuts)}
              onServer={closing(onServer)}
              onLogOut={onLogOut}
            />
          </Popover>
        </Suspense>
      )}
    </div>
  );
}
