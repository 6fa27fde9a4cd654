import { createStore, type StoreApi } from 'zustand/vanilla';

interface ConnectionState {
  isOnline: boolean;
  /** When that became so, in ms. */
  since: number;
  /** When this page was last up to date, in ms. */
  lastOnlineAt: number | undefined;
}

export type ConnectionStore = StoreApi<ConnectionState>;

export function createConnectionStore(): ConnectionStore {
  return createStore<ConnectionState>(() => ({
    isOnline: false,
    since: Date.now(),
    lastOnlineAt: undefined,
  }));
}

/** The connection came or went at `now`. Saying the same twice changes nothing. */
export function noteConnection(store: ConnectionStore, change: { isOnline: boolean; now: number }): void {
  store.setState((state) => {
    if (state.isOnline === change.isOnline) return state;
    return {
      isOnline: change.isOnline,
      since: change.now,
      lastOnlineAt: change.isOnline ? state.lastOnlineAt : change.now,
    };
  });
}
