import type { Room } from '@chatket/contract';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useMediaQuery } from '../../lib';
import { useChatStores } from '../../store';
import { IconButton, LinkIcon, PanelHeader, PeopleIcon } from '../../ui';
import { RoomMenu } from './RoomMenu';

interface RoomHeaderProps {
  room: Room;
  lead: ReactNode;
  bell: ReactNode;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  onInvite: () => void;
  onCopyLink: () => void;
  onLeave: () => void;
}

export function RoomHeader(props: RoomHeaderProps) {
  const { room, lead, bell, isPanelOpen, onTogglePanel, onInvite, onCopyLink, onLeave } = props;
  const { t } = useLocale();
  const { presence } = useChatStores();
  const known = useStore(presence, (state) => state.rosters[room.id]);
  const count = known ? Object.keys(known.users).length : room.memberCount;
  const isNarrow = useMediaQuery('(max-width: 759px)');

  return (
    <PanelHeader isColumn className="pe-2.5 md:pe-3">
      {lead}
      <div className="flex min-w-0 flex-1 items-baseline gap-2.5">
        <h1 className="min-w-0 truncate font-bold" title={room.name}>
          <bdi dir="auto">{room.name}</bdi>
        </h1>
        <span className="shrink-0 text-13 text-quiet tabular-nums max-[480px]:hidden">
          {t('rooms.members', { count })}
        </span>
      </div>
      <div className="flex shrink-0 items-center gap-1 max-md:gap-0 print:hidden">
        {bell}
        <IconButton
          label={t('rooms.showMembers')}
          place="below-end"
          isPressed={isPanelOpen}
          onClick={onTogglePanel}
        >
          <PeopleIcon />
        </IconButton>
        {!isNarrow && (
          <IconButton label={t('rooms.copyLink')} place="below-end" onClick={onCopyLink}>
            <LinkIcon />
          </IconButton>
        )}
        <RoomMenu onInvite={onInvite} onCopyLink={onCopyLink} onLeave={onLeave} />
      </div>
    </PanelHeader>
  );
}
