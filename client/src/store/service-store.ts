import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Mute } from './rooms-store';

/** What holds for me on the whole server. */
export interface ServiceState {
  /** Those who run it have taken my word. */
  mute?: (Mute & { endsAt: number; reason?: string | undefined }) | undefined;
  /** Since when all rooms are in raid mode. */
  raidSince?: string | undefined;
  /** My account is held to be new then: it only reads. */
  isNew?: boolean;
}

export type ServiceStore = StoreApi<ServiceState>;

export const createServiceStore = (): ServiceStore => createStore<ServiceState>(() => ({}));
