import type { Room, SidebarArrangement } from '@chatket/contract';
import { byName } from '../lib';
import { byActivity, type RoomsById } from './rooms';

const FIXED = ['direct', 'rooms', 'archived'] as const;

/** A part of the sidebar. */
export interface Section {
  /** `favourites`, `direct`, `rooms`, `archived`, or the id of one's own. */
  id: string;
  /** Of one's own. */
  name?: string;
  rooms: Room[];
}

/**
 * My rooms as the sidebar shows them: each in one section. Favourites and archived rooms have one while there are any.
 * @param isShown leaves out rooms, such as those without news
 */
export function sectionsOf(
  mine: RoomsById,
  { favourites, sections, sort }: SidebarArrangement,
  isShown: (room: Room) => boolean = () => true,
): Section[] {
  const left = new Map(byActivity(mine).map((room) => [room.id, room]));
  const take = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const room = left.get(id);
      left.delete(id);
      return room && isShown(room) ? [room] : [];
    });
  const first = take(favourites);
  const own = sections.map(({ id, name, roomIds }) => ({ id, name, rooms: take(roomIds) }));
  const rest = [...left.values()].filter(isShown);
  if (sort === 'name') rest.sort((one, other) => byName(one.name, other.name));
  const fixed = FIXED.map((id) => ({ id, rooms: rest.filter((room) => homeOf(room) === id) }));
  return [{ id: 'favourites', rooms: first }, ...own, ...fixed].filter(
    ({ id, rooms }) => rooms.length > 0 || (id !== 'favourites' && id !== 'archived'),
  );
}

interface Walk {
  openRoomId: string | undefined;
  by: 1 | -1;
  counts: (room: Room) => boolean;
}

/** The next room that counts, from the open one through the sections and round their end. */
export function roomBeside(sections: readonly Section[], { openRoomId, by, counts }: Walk): Room | undefined {
  const sorted = sections.flatMap(({ rooms }) => rooms);
  const place = sorted.findIndex((room) => room.id === openRoomId);
  const start = place < 0 && by < 0 ? sorted.length : place;
  for (let far = 1; far <= sorted.length; far += 1) {
    const room = sorted[(start + by * far + sorted.length * 2) % sorted.length];
    if (room && room.id !== openRoomId && counts(room)) return room;
  }
  return undefined;
}

/** Where a room stands that was put nowhere. */
function homeOf({ archivedAt, people }: Room): (typeof FIXED)[number] {
  return archivedAt ? 'archived' : people ? 'direct' : 'rooms';
}
