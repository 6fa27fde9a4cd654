import type { UserRef } from '@chatket/contract';
import type { StoreApi } from 'zustand/vanilla';
import type { ChatStores } from './stores';
import { withName } from './with-name';

export type NamedStores = Pick<ChatStores, 'rooms' | 'timelines' | 'threads' | 'presence' | 'blocks'>;

/** Brings a new name of somebody to wherever they stand, and so to what is kept on this device. */
export function renameIn({ rooms, timelines, threads, presence, blocks }: NamedStores, user: UserRef): void {
  take(rooms, user);
  take(timelines, user);
  take(threads, user);
  take(presence, user);
  take(blocks, user);
}

function take<State extends object>({ getState, setState }: StoreApi<State>, user: UserRef): void {
  const renamed = withName(getState(), user);
  if (renamed !== getState()) setState(renamed);
}
