import { type ReactNode, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { later } from '../../lib';
import { CalledName, PersonAvatar } from '../../people';
import { useChatStores, useProfile } from '../../store';
import { GearIcon, IconButton, Popover } from '../../ui';
import type { AccountTask } from './account-tasks';

const SettingsMenu = later(async () => (await withTexts(import('./SettingsMenu'))).SettingsMenu);

interface AccountBarProps {
  /** Where one chooses how one appears. */
  choice: ReactNode;
  onChoose: (task: AccountTask) => void;
  onLogOut: () => void;
}

/** My name, my state and my settings, at the foot of the sidebar. */
export function AccountBar({ choice, onChoose, onLogOut }: AccountBarProps) {
  const { t } = useLocale();
  const { me, connection, presence } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const mine = useStore(presence, (state) => state.mine ?? 'online');
  const { status } = useProfile(me.id) ?? {};
  const doing = status && [status.emoji, status.text].filter(Boolean).join(' ');
  const [isOpen, setIsOpen] = useState(false);

  return (
    <div className="safe-bottom relative shrink-0 border-t border-line">
      <div className="flex h-14 items-center gap-2.5 pe-2 ps-4">
        <PersonAvatar user={me} size={32} status={isOnline ? mine : 'offline'} />
        <div className="min-w-0 flex-1 leading-tight">
          <p className="flex items-baseline gap-1.5 text-13">
            <CalledName user={me} className="font-bold" />
          </p>
          <p className="truncate text-12 text-quiet">
            {isOnline && doing && <bdi>{doing}</bdi>}{' '}
            <span className={isOnline && doing ? 'sr-only' : undefined}>
              {t(isOnline ? `presence.${mine}` : 'account.connecting')}
            </span>
          </p>
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
            className="end-2 bottom-full start-2 mb-1 max-h-[calc(100dvh-4.5rem)] overflow-y-auto"
          >
            <SettingsMenu
              presence={choice}
              onChoose={(task) => {
                setIsOpen(false);
                onChoose(task);
              }}
              onLogOut={onLogOut}
            />
          </Popover>
        </Suspense>
      )}
    </div>
  );
}
