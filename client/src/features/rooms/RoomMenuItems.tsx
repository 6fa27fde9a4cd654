import { ROLES, type Room } from '@chatket/contract';
import { useEffect, useState, type ComponentType, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { createModerationApi } from '../../api/moderation-api';
import { useMoreApi } from '../../api/more-api';
import { useLocale, type MessageId } from '../../i18n';
import { useChatStores } from '../../store';
import { Button, GearIcon, LinkIcon, PlusIcon, SearchIcon } from '../../ui';
import { FlagIcon, LeaveIcon, ListIcon, PinIcon } from '../../ui/more-icons';
import type { RoomTask } from './room-task';

interface RoomMenuItemsProps {
  room: Room;
  onChoose: (task: RoomTask) => void;
}

interface Item {
  task: RoomTask;
  label: MessageId;
  Icon: ComponentType<{ className?: string }>;
  /** For whom it is there. */
  role?: number;
}

const ITEMS: readonly Item[] = [
  { task: 'search', label: 'rooms.search', Icon: SearchIcon },
  { task: 'pins', label: 'rooms.pins', Icon: PinIcon },
  { task: 'copyLink', label: 'rooms.copyLink', Icon: LinkIcon },
  { task: 'invite', label: 'timeline.invite', Icon: PlusIcon },
  { task: 'settings', label: 'rooms.settings', Icon: GearIcon },
  { task: 'reports', label: 'rooms.reports', Icon: FlagIcon, role: ROLES.moderator },
  { task: 'audit', label: 'rooms.audit', Icon: ListIcon, role: ROLES.admin },
  { task: 'leave', label: 'rooms.leave', Icon: LeaveIcon },
];

export function RoomMenuItems({ room, onChoose }: RoomMenuItemsProps) {
  const { t } = useLocale();
  const { role = ROLES.member } = room;
  const reportCount = useReportCount(room.id, role >= ROLES.moderator);
  const shown = ITEMS.filter((item) => role >= (item.role ?? ROLES.member));
  return (
    <div onKeyDown={walk}>
      {shown.map(({ task, label, Icon }, index) => (
        <Button
          key={task}
          look="quiet"
          data-first={index === 0 || undefined}
          className="w-full justify-start"
          onClick={() => onChoose(task)}
        >
          <Icon className="size-4.5" />
          {t(label)}
          {task === 'reports' && reportCount > 0 && (
            <span className="ms-auto rounded-full bg-accent px-1.5 text-12 font-bold text-accent-text tabular-nums">
              {reportCount}
            </span>
          )}
        </Button>
      ))}
    </div>
  );
}

/** How many messages wait for the moderators: asked for when it is shown, and followed from then on. */
function useReportCount(roomId: string, isAsked: boolean): number {
  const api = useMoreApi();
  const { request } = useApi();
  const { reports } = useChatStores();
  const told = useStore(reports, ({ byRoom }) => byRoom[roomId]?.open);
  const toldHeld = useStore(reports, ({ byRoom }) => byRoom[roomId]?.held);
  const [found, setFound] = useState(0);
  const [foundHeld, setFoundHeld] = useState(0);
  useEffect(() => {
    if (!isAsked) return;
    let isCurrent = true;
    const load = async () => {
      const [open, held] = await Promise.all([
        api.reports(roomId),
        createModerationApi(request).held(roomId),
      ]);
      if (isCurrent) setFoundHeld(held.length);
      if (isCurrent) setFound(new Set(open.map(({ message }) => message.messageId)).size);
    };
    // Without an answer there is only no number.
    void load().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [api, request, roomId, isAsked]);
  return (told ?? found) + (toldHeld ?? foundHeld);
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
