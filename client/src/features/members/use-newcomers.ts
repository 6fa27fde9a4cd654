import { fold, isGuestName, type UserRef } from '@chatket/contract';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { byName } from '../../lib';
import { useChatStores } from '../../store';
import { useMembersApi } from './use-members-api';

const SHOWN = 8;
const ASKED_AFTER_MS = 250;
const NOBODY: readonly UserRef[] = [];

/** People with such a name who are not in the room: those I share another room with at once, then all that the server finds. */
export function useNewcomers(roomId: string, typed: string): readonly UserRef[] {
  const { presence } = useChatStores();
  const rosters = useStore(presence, (state) => state.rosters);
  const wanted = fold(typed.trim());
  const found = useFound(wanted);

  return useMemo(() => {
    if (wanted === '') return NOBODY;
    const members = rosters[roomId]?.users ?? {};
    const near = Object.values(rosters).flatMap(({ users }) => Object.values(users));
    const people = new Map<string, UserRef>();
    for (const { id, username } of [...near, ...found])
      if (!(id in members) && !isGuestName(username) && fold(username).includes(wanted))
        people.set(id, { id, username });
    return [...people.values()].sort((one, other) => byName(one.username, other.username)).slice(0, SHOWN);
  }, [rosters, roomId, wanted, found]);
}

function useFound(wanted: string): readonly UserRef[] {
  const api = useMembersApi();
  const [found, setFound] = useState<readonly UserRef[]>(NOBODY);
  useEffect(() => {
    if (wanted === '') return;
    let isAwaited = true;
    const timer = setTimeout(() => {
      // Those who are near are shown all the same.
      api.findPeople(wanted).then(
        (people) => isAwaited && setFound(people),
        () => undefined,
      );
    }, ASKED_AFTER_MS);
    return () => {
      isAwaited = false;
      clearTimeout(timer);
    };
  }, [api, wanted]);
  return found;
}
