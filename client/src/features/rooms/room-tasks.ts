import { isOfFew, ROLES, type Room } from '@chatket/contract';
import type { MessageId } from '../../i18n';
import type { RoomTask } from './room-task';

interface Entry {
  label: MessageId;
  /** For whom it is there. */
  role?: number;
  /** What of what waits for the moderators is behind it. */
  waits?: 'reports' | 'requests';
}

/** What can be done with a room, in the order of its menu: the one list of it, for the switcher too. */
const ROOM_TASKS = {
  search: { label: 'rooms.search' },
  pins: { label: 'rooms.pins' },
  copyLink: { label: 'rooms.copyLink' },
  invite: { label: 'timeline.invite' },
  requests: { label: 'requests.menu', role: ROLES.moderator, waits: 'requests' },
  settings: { label: 'rooms.settings' },
  reports: { label: 'rooms.reports', role: ROLES.moderator, waits: 'reports' },
  audit: { label: 'rooms.audit', role: ROLES.admin },
  leave: { label: 'rooms.leave' },
} as const satisfies Record<RoomTask, Entry>;

/** What of it is there for me. */
export function roomTasks(room: Room): (Entry & { task: RoomTask })[] {
  return (Object.entries<Entry>(ROOM_TASKS) as [RoomTask, Entry][])
    .filter(([task, { role = ROLES.member }]) => {
      return (room.role ?? ROLES.member) >= role && (task !== 'requests' || !isOfFew(room));
    })
    .map(([task, entry]) => ({ task, ...entry }));
}
