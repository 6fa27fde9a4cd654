import { isOfFew, LIMITS, type Room } from '@chatket/contract';
import { useState, type ComponentType } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useMediaQuery } from '../../lib';
import { useRoomTitle } from '../../people';
import { useChatStores } from '../../store';
import { Button, PlusIcon } from '../../ui';
import { Modal } from '../../ui/Dialog';
import { ArrowDownIcon, CheckIcon, CloseIcon, LeaveIcon, StarIcon } from '../../ui/more-icons';
import { BellIcon, BellOffIcon } from '../../ui';
import { place, sectionOf, step, withSections } from './arrangement';
import { useArrange } from './use-arrange';

interface RoomRowMenuProps {
  room: Room;
  /** Where it was asked for. */
  at: { x: number; y: number };
  isMuted: boolean;
  onRead: () => void;
  onMute: () => void;
  /** Missing with servers that cannot say. */
  onWhy: (() => void) | undefined;
  onLeave: () => void;
  onClose: () => void;
}

/** So much of the window the menu takes at most, from where it was asked for. */
const WIDTH = 260;
const HEIGHT = 380;

/** What can be done with a room from the sidebar. */
export function RoomRowMenu({
  room,
  at,
  isMuted,
  onRead,
  onMute,
  onWhy,
  onLeave,
  onClose,
}: RoomRowMenuProps) {
  const { t } = useLocale();
  const { sidebar } = useChatStores();
  const arrangement = useStore(sidebar);
  const arrange = useArrange();
  const isNarrow = useMediaQuery('(max-width: 759px)');
  const [isNaming, setIsNaming] = useState(false);
  const here = sectionOf(arrangement, room.id);
  const others = arrangement.sections.filter(({ id }) => id !== here);
  const hasSpace = arrangement.sections.length < LIMITS.sidebarSectionsMax;
  const pick = (task: () => void) => () => {
    onClose();
    task();
    keepFocus(room.id);
  };
  const put = (sectionId: string) => pick(() => arrange((now) => place(now, room.id, { sectionId })));

  function addSection(name: string) {
    const section = { id: crypto.randomUUID(), name, roomIds: [] };
    onClose();
    arrange((now) =>
      place(
        withSections(now, (sections) => [...sections, section]),
        room.id,
        { sectionId: section.id },
      ),
    );
  }

  const title = useRoomTitle(room);
  const top = Math.max(8, Math.min(at.y, window.innerHeight - HEIGHT));
  const left = Math.max(8, Math.min(at.x, window.innerWidth - WIDTH - 8));
  return (
    <Modal
      label={t('sidebar.menuTitle', { room: title })}
      onClose={onClose}
      style={isNarrow ? undefined : { top, left, width: WIDTH }}
      className={
        isNarrow
          ? 'mx-auto mt-auto mb-2 max-h-[80dvh] w-[calc(100vw-1rem)] overflow-y-auto rounded-xl bg-surface-1 p-2 shadow-raised'
          : 'fixed m-0 max-h-[90dvh] animate-rise overflow-y-auto rounded-xl bg-surface-1 p-1.5 shadow-raised'
      }
    >
      <div onKeyDown={walk}>
        <Item isFirst Icon={CheckIcon} label={t('sidebar.markRead')} onPick={pick(onRead)} />
        <Item
          Icon={isMuted ? BellIcon : BellOffIcon}
          label={t(isMuted ? 'sidebar.unmute' : 'sidebar.mute')}
          onPick={pick(onMute)}
        />
        {onWhy && <Item Icon={NoIcon} label={t('why.unread')} onPick={pick(onWhy)} />}
        <Item
          Icon={StarIcon}
          label={t(here === 'favourites' ? 'sidebar.notFavourite' : 'sidebar.favourite')}
          onPick={put(here === 'favourites' ? '' : 'favourites')}
        />
        {here !== undefined && (
          <>
            <Item
              Icon={ArrowUpIcon}
              label={t('sidebar.up')}
              onPick={pick(() => arrange((now) => step(now, room.id, -1)))}
            />
            <Item
              Icon={ArrowDownIcon}
              label={t('sidebar.down')}
              onPick={pick(() => arrange((now) => step(now, room.id, 1)))}
            />
          </>
        )}
        {others.map(({ id, name }) => (
          <Item key={id} Icon={NoIcon} label={t('sidebar.moveTo', { section: name })} onPick={put(id)} />
        ))}
        {here !== undefined && here !== 'favourites' && (
          <Item Icon={NoIcon} label={t('sidebar.takeOut')} onPick={put('')} />
        )}
        {hasSpace && !isNaming && (
          <Item Icon={PlusIcon} label={t('sidebar.newSection')} onPick={() => setIsNaming(true)} />
        )}
        {isNaming && <SectionName onName={addSection} />}
        <Item
          Icon={isOfFew(room) ? CloseIcon : LeaveIcon}
          label={t(isOfFew(room) ? 'direct.close' : 'rooms.leave')}
          onPick={pick(onLeave)}
        />
      </div>
    </Modal>
  );
}

const ArrowUpIcon = ({ className }: { className?: string }) => (
  <ArrowDownIcon className={`${className ?? ''} rotate-180`} />
);
const NoIcon = ({ className }: { className?: string }) => <span className={className} />;

interface ItemProps {
  label: string;
  Icon: ComponentType<{ className?: string }>;
  isFirst?: boolean;
  onPick: () => void;
}

function Item({ label, Icon, isFirst, onPick }: ItemProps) {
  return (
    <Button
      look="quiet"
      data-first={isFirst}
      className="w-full justify-start text-start max-md:min-h-11"
      onClick={onPick}
    >
      <Icon className="size-4.5 shrink-0" />
      <bdi dir="auto" className="truncate">
        {label}
      </bdi>
    </Button>
  );
}

function SectionName({ onName }: { onName: (name: string) => void }) {
  const { t } = useLocale();
  const [name, setName] = useState('');
  return (
    <form
      className="flex gap-1.5 p-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onName(name.trim());
      }}
    >
      <input
        autoFocus
        dir="auto"
        aria-label={t('sidebar.sectionName')}
        placeholder={t('sidebar.sectionName')}
        maxLength={LIMITS.sectionNameMax}
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface-1 px-2.5 max-md:h-11"
      />
      <Button type="submit" look="primary" disabled={name.trim() === ''}>
        {t('sidebar.add')}
      </Button>
    </form>
  );
}

/** The row is drawn anew where it has been put: it has the focus again. */
function keepFocus(roomId: string) {
  requestAnimationFrame(() => {
    const hasNone = !document.activeElement || document.activeElement === document.body;
    if (hasNone) document.querySelector<HTMLElement>(`[data-room="${roomId}"] a`)?.focus();
  });
}

/** The arrow keys lead from one thing to do to the next, and around. */
function walk(event: React.KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons.at((at < 0 && by < 0 ? -1 : at + by) % buttons.length)?.focus();
}
