import { createStore, type StoreApi } from 'zustand/vanilla';
import { onLocalChange, readLocal, writeLocal } from '../lib';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';
export type ClockChoice = 'system' | 'h12' | 'h23';
export type SendWith = 'enter' | 'ctrl-enter';
export type LanguageChoice = 'system' | 'en' | 'tr' | 'pseudo';

export interface Preferences {
  theme: Theme;
  density: Density;
  clock: ClockChoice;
  /** The keys that send a message; the other one makes a new line. */
  sendWith: SendWith;
  language: LanguageChoice;
  /** Whether a notification is heard as well. */
  sound: 'on' | 'off';
}

/** What can be chosen. The first one holds until somebody chooses. */
const CHOICES: { [Name in keyof Preferences]: readonly Preferences[Name][] } = {
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  clock: ['system', 'h12', 'h23'],
  sendWith: ['enter', 'ctrl-enter'],
  language: ['system', 'en', 'tr', 'pseudo'],
  sound: ['off', 'on'],
};
const NAMES = Object.keys(CHOICES) as (keyof Preferences)[];

export type PreferencesStore = StoreApi<Preferences> & {
  actions: { choose: <Name extends keyof Preferences>(name: Name, value: Preferences[Name]) => void };
};

/** How this browser shows the product, whoever is logged in; the same in all its tabs. */
export function createPreferencesStore(): PreferencesStore {
  const store = createStore<Preferences>(() =>
    NAMES.reduce<Preferences>((all, name) => ({ ...all, ...read(name) }), {} as Preferences),
  );
  for (const name of NAMES) onLocalChange(name, () => store.setState(read(name)));
  return {
    ...store,
    actions: {
      choose: (name, value) => {
        writeLocal(name, value);
        store.setState({ [name]: value });
      },
    },
  };
}

function read<Name extends keyof Preferences>(name: Name): Pick<Preferences, Name> {
  const known = CHOICES[name];
  const isKnown = (value: unknown): value is Preferences[Name] => known.some((choice) => choice === value);
  return { [name]: readLocal(name, isKnown, known[0] as Preferences[Name]) } as Pick<Preferences, Name>;
}
