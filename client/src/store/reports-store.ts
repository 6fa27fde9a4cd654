import { createStore, type StoreApi } from 'zustand/vanilla';

/** What moderators, of whom I am one, are told of their rooms; missing where nobody has told yet. */
interface RoomCare {
  /** How many reported messages are open. */
  open?: number;
  /** How many messages wait to be let through. */
  held?: number;
  /** How many ask to come in. */
  asking?: number;
  /** Many people come in just now. */
  isRush?: boolean;
}

interface ReportsState {
  byRoom: Readonly<Record<string, RoomCare>>;
}

export type ReportsStore = StoreApi<ReportsState> & {
  actions: { note: (roomId: string, told: RoomCare) => void };
};

export function createReportsStore(): ReportsStore {
  const store = createStore<ReportsState>(() => ({ byRoom: {} }));
  return {
    ...store,
    actions: {
      note: (roomId, told) =>
        store.setState(({ byRoom }) => ({ byRoom: { ...byRoom, [roomId]: { ...byRoom[roomId], ...told } } })),
    },
  };
}
