import { isOfFew, type RoomKind } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isRecordOf, onLocalChange, readLocal, writeLocal } from '../lib';

export const BELLS = ['all', 'mentions', 'none'] as const;
/** Which messages of a room are worth a notification. */
export type Bell = (typeof BELLS)[number];

interface BellsState {
  /** By room; a room that is not here has never been asked about: see `bellOf`. */
  byRoom: Readonly<Record<string, Bell>>;
}

export type BellsStore = StoreApi<BellsState> & {
  actions: { set: (roomId: string, bell: Bell) => void; stop: () => void };
};

/** What was chosen for a room; else one is told of what is said to few, and of nothing elsewhere. */
export function bellOf({ byRoom }: BellsState, room: { id: string; kind?: RoomKind } | undefined): Bell {
  if (!room) return 'none';
  return byRoom[room.id] ?? (isOfFew({ kind: room.kind ?? 'public' }) ? 'all' : 'none');
}

const isBell = (value: unknown): value is Bell => BELLS.some((bell) => bell === value);
const isByRoom = isRecordOf(isBell);

/** What one person wants to be notified about in this browser, the same in all its tabs. */
export function createBellsStore(userId: string): BellsStore {
  const key = `bells:${userId}`;
  const kept = () => readLocal(key, isByRoom, {});
  const store = createStore<BellsState>(() => ({ byRoom: kept() }));
  const stop = onLocalChange(key, () => store.setState({ byRoom: kept() }));
  return {
    ...store,
    actions: {
      set: (roomId, bell) => {
        const byRoom = { ...kept(), [roomId]: bell };
        writeLocal(key, byRoom);
        store.setState({ byRoom });
      },
      stop,
    },
  };
}
