import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Toast {
  id: number;
  text: string;
  /** What takes it back, for as long as the toast is there. */
  undo?: ToastUndo;
}

export interface ToastUndo {
  name: string;
  forMs: number;
  run: () => void;
}

interface ToastsState {
  toasts: readonly Toast[];
}

export type ToastsStore = StoreApi<ToastsState> & {
  actions: { show: (text: string, undo?: ToastUndo) => void; dismiss: (id: number) => void };
};

/** The same for somebody who may be gone while something fails: nothing more is heard of them then. */
export function toastsWhile(isHeard: () => boolean, toasts: ToastsStore): ToastsStore {
  const show: ToastsStore['actions']['show'] = (...toast) => isHeard() && toasts.actions.show(...toast);
  return { ...toasts, actions: { ...toasts.actions, show } };
}

/** Results of what the person has just done; nothing else belongs here. */
export function createToastsStore(): ToastsStore {
  const store = createStore<ToastsState>(() => ({ toasts: [] }));
  let lastId = 0;
  return {
    ...store,
    actions: {
      show: (text, undo) => {
        lastId += 1;
        const toast = { id: lastId, text, undo };
        store.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), toast] }));
      },
      dismiss: (id) =>
        store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
    },
  };
}
