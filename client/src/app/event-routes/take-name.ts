import type { UserRef } from '@chatket/contract';
import { renameIn } from '../../store/rename-in';
import type { RouteContext } from './route';

/** Brings a new name of somebody to all that is on the screen. My own is that of the whole page. */
export function takeName({ stores, onRenamed }: RouteContext, user: UserRef): void {
  if (user.id !== stores.me.id) renameIn(stores, user);
  else if (user.username !== stores.me.username) onRenamed(user);
}
