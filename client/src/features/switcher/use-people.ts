import { isGuestName, type UserRef } from '@chatket/contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { byName } from '../../lib';
import { useFound } from '../../api/use-found';
import { called } from '../../people';
import { byActivity, useChatStores } from '../../store';
import type { Person } from './results';

/**
 * Everybody I share a room with, as far as the rosters tell, and whom the server finds under what is typed. Guests have one
 * room only: nobody to open another one with, and no others do it with them.
 */
export function usePeople(typed: string): Person[] {
  const { me, presence, profiles, rooms } = useChatStores();
  const { t } = useLocale();
  const known = useStore(profiles);
  const isGuest = isGuestName(me.username);
  const found = useFound(isGuest ? '' : typed).people;
  const rosters = useStore(presence, (state) => state.rosters);
  const mine = useStore(rooms, (state) => state.mine);

  return useMemo(() => {
    const people = new Map<string, Person>();
    const personOf = (user: UserRef): Person => ({ user, name: called(t, user, known[user.id]), rooms: [] });
    if (isGuest) return [];
    for (const room of byActivity(mine)) {
      for (const { id, username } of Object.values(rosters[room.id]?.users ?? {})) {
        if (id === me.id || isGuestName(username)) continue;
        people.set(id, { ...personOf({ id, username }), rooms: [...(people.get(id)?.rooms ?? []), room] });
      }
    }
    for (const { id, username } of found) if (!people.has(id)) people.set(id, personOf({ id, username }));
    return [...people.values()].sort((one, other) => byName(one.user.username, other.user.username));
  }, [found, isGuest, known, me, mine, rosters, t]);
}
