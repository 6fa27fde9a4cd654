import type { Profile, UserRef } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What is known of what people tell of themselves, by their ids. */
export type ProfilesStore = StoreApi<Readonly<Record<string, Profile>>> & {
  /** How many places on the screen show somebody. */
  shown: Map<string, number>;
  /** Learns of somebody who is shown, and resolves then, or when that failed; there as soon as the part is that asks. */
  ask?: (id: string) => Promise<void>;
  /** Brings the name that somebody has now to wherever the one that is shown stands. */
  heal?: (shown: UserRef) => Promise<void>;
};

export const createProfilesStore = (): ProfilesStore => ({
  ...createStore<Readonly<Record<string, Profile>>>(() => ({})),
  shown: new Map(),
});
