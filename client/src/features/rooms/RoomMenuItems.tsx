import { isOfFew, ROLES, type Room } from '@chatket/contract';
import type { ComponentType, KeyboardEvent } from 'react';
import { useLocale, type MessageId } from '../../i18n';
import { Button, GearIcon, LinkIcon, PlusIcon, SearchIcon } from '../../ui';
import { FlagIcon, LeaveIcon, ListIcon, PersonAddIcon, PinIcon } from '../../ui/more-icons';
import type { Waiting } from './WaitingReports';
import type { RoomTask } from './room-task';

interface RoomMenuItemsProps {
  room: Room;
  /** What waits for the moderators. */
  waits: Waiting;
  onChoose: (task: RoomTask) => void;
}

interface Item {
  task: RoomTask;
  label: MessageId;
  Icon: ComponentType<{ className?: string }>;
  /** For whom it is there. */
  role?: number;
  /** What of what waits is behind it. */
  waits?: keyof Waiting;
}

const ITEMS: readonly Item[] = [
  { task: 'search', label: 'rooms.search', Icon: SearchIcon },
  { task: 'pins', label: 'rooms.pins', Icon: PinIcon },
  { task: 'copyLink', label: 'rooms.copyLink', Icon: LinkIcon },
  { task: 'invite', label: 'timeline.invite', Icon: PlusIcon },
  { task: 'requests', label: 'requests.menu', Icon: PersonAddIcon, role: ROLES.moderator, waits: 'requests' },
  { task: 'settings', label: 'rooms.settings', Icon: GearIcon },
  { task: 'reports', label: 'rooms.reports', Icon: FlagIcon, role: ROLES.moderator, waits: 'reports' },
  { task: 'audit', label: 'rooms.audit', Icon: ListIcon, role: ROLES.admin },
  { task: 'leave', label: 'rooms.leave', Icon: LeaveIcon },
];

export function RoomMenuItems({ room, waits, onChoose }: RoomMenuItemsProps) {
  const { t } = useLocale();
  const { role = ROLES.member } = room;
  const shown = ITEMS.filter(
    (item) => role >= (item.role ?? ROLES.member) && (item.task !== 'requests' || !isOfFew(room)),
  );
  return (
    <div onKeyDown={walk}>
      {shown.map(({ task, label, Icon, waits: kind }, index) => (
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
      ))}
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
