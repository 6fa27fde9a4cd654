import type { Translate } from './messages';

/** What a room is called where it is shown: notes to oneself have no name of their own. */
export function roomTitle(t: Translate, room: { name: string; people?: readonly unknown[] }): string {
  return room.people?.length === 0 ? t('rooms.notes') : room.name;
}
