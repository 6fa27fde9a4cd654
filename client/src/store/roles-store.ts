import type { MemberChange } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What people are in a room, by id (`ROLES`); who is missing is a member like most. */
export type RoomRoles = Readonly<Record<string, number>>;

interface RolesState {
  /** Of rooms whose members somebody looks at. */
  byRoom: Readonly<Record<string, RoomRoles>>;
}

interface RolesActions {
  /**
   * From here on the log is listened to: what it tells is newer than what is being read.
   * @returns what takes what was read; nothing of it where the room has begun anew since
   */
  begin: (roomId: string) => (roles: RoomRoles) => void;
  set: (roomId: string, userId: string, role: number | null) => void;
  /** A delivery: after a new start of the room they have to be read again. */
  take: (roomId: string, news: { members?: readonly MemberChange[]; isReset?: boolean }) => void;
}

export type RolesStore = StoreApi<RolesState> & { actions: RolesActions };

/** Who may do more than others in a room. Follows the room's log; nothing of it outlives the page. */
export function createRolesStore(): RolesStore {
  const store = createStore<RolesState>(() => ({ byRoom: {} }));
  const readings = new Map<string, object>();
  const put = (roomId: string, roles: RoomRoles) =>
    store.setState(({ byRoom }) => ({ byRoom: { ...byRoom, [roomId]: roles } }));
  const set = (roomId: string, userId: string, role: number | null) => {
    const known = store.getState().byRoom[roomId];
    if (known) put(roomId, { ...known, [userId]: role ?? 0 });
  };
  return {
    ...store,
    actions: {
      begin: (roomId) => {
        const reading = {};
        readings.set(roomId, reading);
        put(roomId, store.getState().byRoom[roomId] ?? {});
        return (roles) => {
          if (readings.get(roomId) !== reading) return;
          readings.delete(roomId);
          put(roomId, { ...roles, ...store.getState().byRoom[roomId] });
        };
      },
      set,
      take: (roomId, { members, isReset }) => {
        if (isReset) readings.delete(roomId);
        if (isReset) store.setState(({ byRoom: { [roomId]: _gone, ...byRoom } }) => ({ byRoom }));
        for (const { user, role } of members ?? []) set(roomId, user.id, role);
      },
    },
  };
}
