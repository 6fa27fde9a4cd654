import type { Room } from '@chatket/contract';
import { Suspense, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { later, useMediaQuery } from '../../lib';
import { useChatStores } from '../../store';
import { IconButton, LeaveIcon, LinkIcon, PanelHeader, PeopleIcon } from '../../ui';

const MoreMenu = later(async () => (await withTexts(import('./MoreMenu'))).MoreMenu);

interface RoomHeaderProps {
  room: Room;
  lead: ReactNode;
  bell: ReactNode;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  onInvite: () => void;
  onLeave: () => void;
}

export function RoomHeader(props: RoomHeaderProps) {
  const { room, lead, bell, isPanelOpen, onTogglePanel, onInvite, onLeave } = props;
  const { t } = useLocale();
  const { presence } = useChatStores();
  const known = useStore(presence, (state) => state.rosters[room.id]);
  const count = known ? Object.keys(known.users).length : room.memberCount;
  const isNarrow = useMediaQuery('(max-width: 759px)');

  return (
    <PanelHeader className="pe-2.5">
      {lead}
      <div className="flex min-w-0 flex-1 items-baseline gap-2.5">
        <h1 className="min-w-0 truncate font-bold" title={room.name}>
          <bdi dir="auto">{room.name}</bdi>
        </h1>
        <span className="shrink-0 text-13 text-quiet tabular-nums max-[480px]:hidden">
          {t('rooms.members', { count })}
        </span>
      </div>
      {bell}
      <IconButton
        label={t('rooms.showMembers')}
        place="below-end"
        isPressed={isPanelOpen}
        onClick={onTogglePanel}
      >
        <PeopleIcon />
      </IconButton>
      {isNarrow ? (
        <Suspense fallback={<span className="size-11 shrink-0" />}>
          <MoreMenu onInvite={onInvite} onLeave={onLeave} />
        </Suspense>
      ) : (
        <>
          <IconButton label={t('rooms.copyLink')} place="below-end" onClick={onInvite}>
            <LinkIcon />
          </IconButton>
          <IconButton label={t('rooms.leave')} place="below-end" onClick={onLeave}>
            <LeaveIcon />
          </IconButton>
        </>
      )}
    </PanelHeader>
  );
}
