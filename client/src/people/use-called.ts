import type { Room, UserRef } from '@chatket/contract';
import { useStore } from 'zustand';
import { roomTitle, useLocale } from '../i18n';
import { useChatStores, useShown } from '../store';
import { called } from './called';

const NOBODY: readonly UserRef[] = [];
/** Stands in no name. */
const BETWEEN = '\n';

/** What people are called where there is nothing but text. */
export function useCalled(users: readonly UserRef[]): string[] {
  const { t } = useLocale();
  const { profiles } = useChatStores();
  useShown(users.map(({ id }) => id).join());
  const names = useStore(profiles, (known) =>
    users.map((user) => called(t, user, known[user.id])).join(BETWEEN),
  );
  return users.length === 0 ? [] : names.split(BETWEEN);
}

/** What a room is called: one that is its people, as these are. */
export function useRoomTitle(room: Pick<Room, 'name' | 'people'> | undefined): string {
  const { t } = useLocale();
  const people = room?.people ?? NOBODY;
  const names = useCalled(people);
  if (!room) return '';
  return people.length > 0 && isOfThese(room.name, people) ? names.join(', ') : roomTitle(t, room);
}

/** The server has named it by its people: a name of its own stays. */
function isOfThese(name: string, people: readonly UserRef[]): boolean {
  return people.every(({ username }) => name.includes(username));
}
