import { isOfFew, type Room, type UserRef } from '@chatket/contract';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useFound } from '../../../api/use-found';
import { steadyNow } from '../../../lib';
import { timelineOf, useChatStores } from '../../../store';
import type { Near } from './rank';

/** So many messages back somebody has spoken lately. */
const RECENT = 200;
const NOBODY: readonly UserRef[] = [];

/** Who can be named in a room, by rosters, messages and, of people elsewhere, what the server finds. */
export function useNear(room: Room, query: string): Near {
  const { me, presence, profiles, timelines } = useChatStores();
  const names = useStore(profiles);
  const rosters = useStore(presence, (state) => state.rosters);
  const typists = useStore(presence, (state) => state.typists[room.id]);
  const messages = useStore(timelines, (state) => timelineOf(room.id)(state).messages);
  const isFixed = isOfFew({ kind: room.kind });
  const found = useFound(isFixed ? '' : query).people;
  return useMemo(() => {
    const now = steadyNow();
    const users = Object.values(rosters[room.id]?.users ?? {});
    const lately = messages.slice(-RECENT).map(({ sender }) => sender.id);
    const elsewhere = Object.values(rosters).flatMap((roster) => Object.values(roster.users));
    return {
      me,
      names,
      members: users.length > 0 ? users : (room.people ?? NOBODY),
      typing: (typists ?? []).filter(({ expiresAt }) => expiresAt > now).map(({ id }) => id),
      recent: [...new Set(lately.reverse())],
      others: [...elsewhere, ...found].map(({ id, username }) => ({ id, username })),
      isFixed,
    };
  }, [me, names, rosters, typists, messages, room.id, room.people, found, isFixed]);
}
