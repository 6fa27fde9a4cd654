import type { UserRef } from '@chatket/contract';
import type { StoreApi } from 'zustand/vanilla';
import { withName } from '../../store/with-name';
import type { RouteContext } from './route';

/** Brings a new name of somebody to all that is on the screen. My own is that of the whole page. */
export function takeName({ stores, onRenamed }: RouteContext, user: UserRef): void {
  if (user.id === stores.me.id) {
    if (user.username !== stores.me.username) onRenamed(user);
    return;
  }
  const { rooms, timelines, threads, presence, blocks } = stores;
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
