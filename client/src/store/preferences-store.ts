import { createStore, type StoreApi } from 'zustand/vanilla';
import { onLocalChange, readLocal, writeLocal } from '../lib';

export type Theme = 'system' | 'light' | 'dark';

interface PreferencesState {
  theme: Theme;
}

export type PreferencesStore = StoreApi<PreferencesState> & { actions: { setTheme: (theme: Theme) => void } };

const KEY = 'theme';

/** How this browser shows the product, whoever is logged in. */
export function createPreferencesStore(): PreferencesStore {
  const read = () => readLocal(KEY, isTheme, 'system');
  const store = createStore<PreferencesState>(() => ({ theme: read() }));
  onLocalChange(KEY, () => store.setState({ theme: read() }));
  return {
    ...store,
    actions: {
      setTheme: (theme) => {
        writeLocal(KEY, theme);
        store.setState({ theme });
      },
    },
  };
}

function isTheme(value: unknown): value is Theme {
  return value === 'system' || value === 'light' || value === 'dark';
}
