import type { Room } from '@chatket/contract';
import { Suspense, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { later, useMediaQuery } from '../../lib';
import { PictureOver } from '../../people';
import { useChatStores } from '../../store';
import { IconButton, LinkIcon, LockIcon, PanelHeader, PeopleIcon } from '../../ui';
import { RoomMenu } from './RoomMenu';
import type { RoomTask } from './room-task';

const RoomTopic = later(async () => (await withTexts(import('./RoomTopic'))).RoomTopic);

interface RoomHeaderProps {
  room: Room;
  lead: ReactNode;
  bell: ReactNode;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  onChoose: (task: RoomTask) => void;
}

export function RoomHeader(props: RoomHeaderProps) {
  const { room, lead, bell, isPanelOpen, onTogglePanel, onChoose } = props;
  const { t } = useLocale();
  const { presence } = useChatStores();
  const known = useStore(presence, (state) => state.rosters[room.id]);
  const count = known ? Object.keys(known.users).length : room.memberCount;
  const isNarrow = useMediaQuery('(max-width: 759px)');

  const topic = room.topic !== undefined && (
    // As high as the strip that comes, so that nothing below it moves.
    <Suspense fallback={isNarrow && <hr className="mt-11 border-line" />}>
      <RoomTopic room={room} isStrip={isNarrow} />
    </Suspense>
  );

  const header = (
    <PanelHeader isColumn className="pe-2.5 md:pe-3">
      {lead}
      <div className="flex min-w-0 flex-1 items-baseline gap-2.5">
        <h1 className="min-w-0 truncate font-bold" title={room.name}>
          {(room.icon ?? room.picture) && (
            <span
              aria-hidden
              className="relative me-1.5 inline-flex size-6 align-middle items-center justify-center rounded-md"
            >
              {room.icon}
              <PictureOver picture={room.picture} />
            </span>
          )}
          <bdi dir="auto">{room.name}</bdi>
        </h1>
        {room.kind === 'private' && (
          <span
            role="img"
            aria-label={t('rooms.private')}
            title={t('rooms.private')}
            className="shrink-0 self-center"
          >
            <LockIcon className="size-4 text-quiet" />
          </span>
        )}
        <span className="shrink-0 text-13 text-quiet tabular-nums max-[480px]:hidden">
          {t('rooms.members', { count })}
        </span>
        {!isNarrow && topic}
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
          <IconButton label={t('rooms.copyLink')} place="below-end" onClick={() => onChoose('copyLink')}>
            <LinkIcon />
          </IconButton>
        )}
        <RoomMenu room={room} onChoose={onChoose} />
      </div>
    </PanelHeader>
  );
  return (
    <>
      {header}
      {isNarrow && topic}
    </>
  );
}
