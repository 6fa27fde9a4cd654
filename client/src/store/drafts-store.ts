import { createStore, type StoreApi } from 'zustand/vanilla';
import { isRecordOf, isString, readLocal, writeLocal } from '../lib';

interface DraftsState {
  byRoom: Readonly<Record<string, string>>;
}

interface DraftsActions {
  set: (roomId: string, text: string) => void;
  /** Gives a text back to the composer: before whatever stands there already. */
  restore: (roomId: string, text: string) => void;
}

export type DraftsStore = StoreApi<DraftsState> & { actions: DraftsActions };

const isDrafts = isRecordOf(isString);

/** What I have begun to write, by room. Survives a reload and a lost session. */
export function createDraftsStore(userId: string): DraftsStore {
  const key = `drafts:${userId}`;
  const store = createStore<DraftsState>(() => ({ byRoom: readLocal(key, isDrafts, {}) }));

  function set(roomId: string, text: string) {
    const { [roomId]: _before, ...rest } = store.getState().byRoom;
    const byRoom = text === '' ? rest : { ...rest, [roomId]: text };
    store.setState({ byRoom });
    writeLocal(key, byRoom);
  }

  return {
    ...store,
    actions: {
      set,
      restore: (roomId, text) => {
        const draft = store.getState().byRoom[roomId];
        set(roomId, draft ? `${text}\n${draft}` : text);
      },
    },
  };
}
