import { LIMITS, ROLES } from '@chatket/contract';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { MembersApi } from '../../api/members-api';
import { askAgain } from '../../lib';
import { useChatStores, type RoomRoles } from '../../store';
import { useMembersApi } from './use-members-api';

/** Who may do more than others in a room: read once, then as the log tells. */
export function useRoles(roomId: string): RoomRoles | undefined {
  const api = useMembersApi();
  const { roles } = useChatStores();
  const known = useStore(roles, (state) => state.byRoom[roomId]);
  const isKnown = known !== undefined;

  useEffect(() => {
    // Somebody else on the page may have begun in the meantime.
    if (isKnown || roles.getState().byRoom[roomId]) return;
    const load = roles.actions.begin(roomId);
    // Without them everybody looks like a member; who may do what the server decides all the same.
    askAgain(() => readRoles(api, roomId)).then(load, () => undefined);
  }, [api, roles, roomId, isKnown]);
  return known;
}

/** The list begins with those who may do most. */
async function readRoles(api: MembersApi, roomId: string): Promise<RoomRoles> {
  const found: Record<string, number> = {};
  for (let cursor: string | undefined, isOver = false; !isOver;) {
    const page = await api.members(roomId, { limit: LIMITS.memberPageMax, cursor });
    for (const { id, role } of page.body) if (role > ROLES.member) found[id] = role;
    cursor = page.nextCursor;
    isOver = cursor === undefined || page.body.at(-1)?.role === ROLES.member;
  }
  return found;
}
