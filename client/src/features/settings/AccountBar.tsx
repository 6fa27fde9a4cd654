import { useState } from 'react';
import { useStore } from 'zustand';
import { useChatStores } from '../../store';
import { Avatar, GearIcon, IconButton, Popover } from '../../ui';
import { SettingsMenu } from './SettingsMenu';

/** My name, my state and my settings, at the foot of the sidebar. */
export function AccountBar({ onLogOut }: { onLogOut: () => void }) {
  const { me, connection } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const [isOpen, setIsOpen] = useState(false);

  return (
    <div className="safe-bottom relative shrink-0 border-t border-line">
      <div className="flex h-14 items-center gap-2.5 pr-2 pl-4">
        <Avatar user={me} size={32} status={isOnline ? 'online' : 'offline'} />
        <div className="min-w-0 flex-1 leading-tight">
          <p className="truncate text-13 font-bold" title={me.username}>
            <bdi dir="auto">{me.username}</bdi>
          </p>
          <p className="text-12 text-quiet">{isOnline ? 'Online' : 'Connecting'}</p>
        </div>
        <IconButton
          label="Settings"
          place="above-end"
          aria-expanded={isOpen}
          aria-haspopup="dialog"
          onClick={() => setIsOpen(!isOpen)}
        >
          <GearIcon />
        </IconButton>
      </div>
      {isOpen && (
        <Popover
          label="Settings"
          onClose={() => setIsOpen(false)}
          className="right-2 bottom-full left-2 mb-1"
        >
          <SettingsMenu onLogOut={onLogOut} />
        </Popover>
      )}
    </div>
  );
}
