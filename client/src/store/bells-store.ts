import { createStore, type StoreApi } from 'zustand/vanilla';
import { isRecordOf, onLocalChange, readLocal, writeLocal } from '../lib';

export const BELLS = ['all', 'mentions', 'none'] as const;
/** Which messages of a room are worth a notification. */
export type Bell = (typeof BELLS)[number];

interface BellsState {
  /** By room; a room that is not here has never been asked about and stays silent. */
  byRoom: Readonly<Record<string, Bell>>;
}

export type BellsStore = StoreApi<BellsState> & {
  actions: { set: (roomId: string, bell: Bell) => void; stop: () => void };
};

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
