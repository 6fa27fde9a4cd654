import { isPushedHere } from './push-state';

export { RoomBell } from './RoomBell';
export { useNotifier } from './use-notifier';

/** Somebody logs out here: nothing is pushed to this browser any more. */
export async function leavePush(userId: string): Promise<void> {
  if (isPushedHere(userId)) await (await import('./push')).forgetPush(userId).catch(() => undefined);
}
