import { useMemo } from 'react';
import { useStore } from 'zustand';
import { byName } from '../../lib';
import { useFound } from '../../api/use-found';
import { byActivity, useChatStores } from '../../store';
import type { Person } from './results';

/** Everybody I share a room with, as far as the rosters tell, and whom the server finds under what is typed. */
export function usePeople(typed: string): Person[] {
  const found = useFound(typed).people;
  const { me, presence, rooms } = useChatStores();
  const rosters = useStore(presence, (state) => state.rosters);
  const mine = useStore(rooms, (state) => state.mine);

  return useMemo(() => {
    const people = new Map<string, Person>();
    for (const room of byActivity(mine)) {
      for (const { id, username } of Object.values(rosters[room.id]?.users ?? {})) {
        if (id === me.id) continue;
        people.set(id, { user: { id, username }, rooms: [...(people.get(id)?.rooms ?? []), room] });
      }
    }
    for (const { id, username } of found)
      if (!people.has(id)) people.set(id, { user: { id, username }, rooms: [] });
    return [...people.values()].sort((one, other) => byName(one.user.username, other.user.username));
  }, [found, me, mine, rosters]);
}
