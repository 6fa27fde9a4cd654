import type { Room } from '@chatket/contract';
import type { ComponentType, KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { Button, GearIcon, LinkIcon, PlusIcon, SearchIcon } from '../../ui';
import { FlagIcon, LeaveIcon, ListIcon, PersonAddIcon, PinIcon } from '../../ui/more-icons';
import type { Waiting } from './WaitingReports';
import type { RoomTask } from './room-task';
import { roomTasks } from './room-tasks';

interface RoomMenuItemsProps {
  room: Room;
  /** What waits for the moderators. */
  waits: Waiting;
  onChoose: (task: RoomTask) => void;
}

const ICONS: Record<RoomTask, ComponentType<{ className?: string }>> = {
  search: SearchIcon,
  pins: PinIcon,
  copyLink: LinkIcon,
  invite: PlusIcon,
  requests: PersonAddIcon,
  settings: GearIcon,
  reports: FlagIcon,
  audit: ListIcon,
  leave: LeaveIcon,
};

export function RoomMenuItems({ room, waits, onChoose }: RoomMenuItemsProps) {
  const { t } = useLocale();
  return (
    <div onKeyDown={walk}>
      {roomTasks(room).map(({ task, label, waits: kind }, index) => {
        const Icon = ICONS[task];
        return (
          <Button
            key={task}
            look="quiet"
            data-first={index === 0 || undefined}
            className="w-full justify-start"
            onClick={() => onChoose(task)}
          >
            <Icon className="size-4.5" />
            {t(label)}
            {kind && waits[kind] > 0 && (
              <span className="ms-auto rounded-full bg-accent px-1.5 text-12 font-bold text-accent-text tabular-nums">
                {waits[kind]}
              </span>
            )}
          </Button>
        );
      })}
    </div>
  );
}

/** The arrow keys lead from one thing to do to the next, and around. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const place = buttons.findIndex((button) => button === document.activeElement);
  const next = place < 0 && step < 0 ? -1 : place + step;
  buttons.at(next % buttons.length)?.focus();
}
