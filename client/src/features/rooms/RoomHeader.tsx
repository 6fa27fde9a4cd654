import type { Room } from '@chatket/contract';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useChatStores } from '../../store';
import { IconButton, LeaveIcon, PanelHeader, PeopleIcon } from '../../ui';

interface RoomHeaderProps {
  room: Room;
  lead: ReactNode;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  onLeave: () => void;
}

export function RoomHeader({ room, lead, isPanelOpen, onTogglePanel, onLeave }: RoomHeaderProps) {
  const { presence } = useChatStores();
  const known = useStore(presence, (state) => state.rosters[room.id]);
  const count = known ? Object.keys(known.users).length : room.memberCount;
  return (
    <PanelHeader className="pr-2.5">
      {lead}
      <div className="flex min-w-0 flex-1 items-baseline gap-2.5">
        <h1 className="min-w-0 truncate font-bold" title={room.name}>
          <bdi dir="auto">{room.name}</bdi>
        </h1>
        <span className="shrink-0 text-13 text-quiet tabular-nums max-[420px]:hidden">
          {count === 1 ? '1 member' : `${count} members`}
        </span>
      </div>
      <IconButton label="Members" isPressed={isPanelOpen} onClick={onTogglePanel}>
        <PeopleIcon />
      </IconButton>
      <IconButton label="Leave room" place="below-end" onClick={onLeave}>
        <LeaveIcon />
      </IconButton>
    </PanelHeader>
  );
}
