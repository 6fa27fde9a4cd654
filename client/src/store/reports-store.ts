import { createStore, type StoreApi } from 'zustand/vanilla';

interface ReportsState {
  /** How many messages of a room wait for its moderators, of which I am one; missing where nobody has told yet. */
  openByRoom: Readonly<Record<string, number>>;
  /** How many messages of a room wait to be let through. */
  heldByRoom: Readonly<Record<string, number>>;
  /** Rooms into which many people come just now. */
  rushes: Readonly<Record<string, boolean>>;
}

export type ReportsStore = StoreApi<ReportsState> & {
  actions: {
    set: (roomId: string, count: number) => void;
    setHeld: (roomId: string, count: number) => void;
    noteRush: (roomId: string, isOn: boolean) => void;
  };
};

export function createReportsStore(): ReportsStore {
  const store = createStore<ReportsState>(() => ({ openByRoom: {}, heldByRoom: {}, rushes: {} }));
  return {
    ...store,
    actions: {
      set: (roomId, count) =>
        store.setState(({ openByRoom }) => ({ openByRoom: { ...openByRoom, [roomId]: count } })),
      setHeld: (roomId, count) =>
        store.setState(({ heldByRoom }) => ({ heldByRoom: { ...heldByRoom, [roomId]: count } })),
      noteRush: (roomId, isOn) => store.setState(({ rushes }) => ({ rushes: { ...rushes, [roomId]: isOn } })),
    },
  };
}
