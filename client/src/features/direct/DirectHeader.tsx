import type { Room } from '@chatket/contract';
import { Suspense, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { CalledName, PersonAvatar, StatusSign, useRoomTitle } from '../../people';
import { isOnline, presenceOf, useChatStores } from '../../store';
import { Button, IconButton, MoreIcon, PanelHeader, PeopleIcon } from '../../ui';
import { BanIcon, CloseIcon, PersonAddIcon, PinIcon } from '../../ui/more-icons';
import { Popover } from '../../ui/Popover';
import { PeopleDialog } from './PeopleDialog';
import { close, setBlock } from './direct';
import { useDirectContext } from './use-direct-context';

interface DirectHeaderProps {
  room: Room;
  lead: ReactNode;
  bell: ReactNode;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  onPins: () => void;
  onGo: (path: string) => void;
}

/** Stands above a direct room or a group: who is there, and whether they are here now. */
export function DirectHeader(props: DirectHeaderProps) {
  const { room, lead, bell, isPanelOpen, onTogglePanel, onPins, onGo } = props;
  const { t } = useLocale();
  const { me, blocks, presence } = useChatStores();
  const people = room.people ?? [];
  const [only] = people;
  const here = useStore(presence, ({ rosters }) => people.filter(({ id }) => isOnline(rosters, id)).length);
  const shown = useStore(presence, ({ rosters }) => only && presenceOf(rosters, only.id));
  const isBlocked = useStore(blocks, (state) => only !== undefined && only.id in state.people);
  const context = useDirectContext();
  const [isOpen, setIsOpen] = useState(false);
  const [isAdding, setIsAdding] = useState(false);
  const pick = (task: () => void) => () => {
    setIsOpen(false);
    task();
  };
  const title = useRoomTitle(room);
  const isGroup = people.length > 1;

  return (
    <PanelHeader isColumn className="pe-2.5 md:pe-3">
      {lead}
      <div className="flex min-w-0 flex-1 items-center gap-2.5">
        {!isGroup && <PersonAvatar user={only ?? me} size={28} status={shown} />}
        <h1 className="flex min-w-0 items-baseline gap-1.5 font-bold" title={title}>
          {only && !isGroup ? (
            <CalledName user={only} />
          ) : (
            <bdi dir="auto" className="truncate">
              {title}
            </bdi>
          )}
        </h1>
        {only && !isGroup && <StatusSign user={only} />}
        <span className="shrink-0 text-13 text-quiet tabular-nums max-[480px]:sr-only">
          {isGroup && t('direct.here', { count: people.length + 1, here: here + 1 })}
          {shown && !isGroup && t(`presence.${shown}`)}
        </span>
      </div>
      <div className="flex shrink-0 items-center gap-1 max-md:gap-0 print:hidden">
        {bell}
        {isGroup && (
          <IconButton
            label={t('rooms.showMembers')}
            place="below-end"
            isPressed={isPanelOpen}
            onClick={onTogglePanel}
          >
            <PeopleIcon />
          </IconButton>
        )}
        <div className="relative">
          <IconButton
            label={t('rooms.more')}
            place="below-end"
            aria-expanded={isOpen}
            aria-haspopup="dialog"
            onClick={() => setIsOpen(!isOpen)}
          >
            <MoreIcon />
          </IconButton>
          {isOpen && (
            <Suspense>
              <Popover
                label={t('rooms.more')}
                onClose={() => setIsOpen(false)}
                className="end-0 top-full mt-1 min-w-48 p-1.5"
              >
                <Button look="quiet" data-first className="w-full justify-start" onClick={pick(onPins)}>
                  <PinIcon className="size-4.5" />
                  {t('rooms.pins')}
                </Button>
                {only && (
                  <Button
                    look="quiet"
                    className="w-full justify-start"
                    onClick={pick(() => setIsAdding(true))}
                  >
                    <PersonAddIcon className="size-4.5" />
                    {t('direct.add')}
                  </Button>
                )}
                {only && !isGroup && (
                  <Button
                    look="quiet"
                    className="w-full justify-start"
                    onClick={pick(() => void setBlock(context, only, !isBlocked))}
                  >
                    <BanIcon className="size-4.5" />
                    {t(isBlocked ? 'blocks.unblock' : 'blocks.block')}
                  </Button>
                )}
                <Button
                  look="quiet"
                  className="w-full justify-start"
                  onClick={pick(() => void close(context, room).then(() => onGo('/')))}
                >
                  <CloseIcon className="size-4.5" />
                  {t('direct.close')}
                </Button>
              </Popover>
            </Suspense>
          )}
        </div>
      </div>
      {isAdding && (
        <Suspense>
          <PeopleDialog
            with={people}
            onOpened={({ id }) => {
              setIsAdding(false);
              onGo(`/rooms/${id}`);
            }}
            onClose={() => setIsAdding(false)}
          />
        </Suspense>
      )}
    </PanelHeader>
  );
}
