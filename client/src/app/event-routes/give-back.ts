import type { PendingMessage } from '../../store';
import { keyOfPlace } from '../../store/draft-places';
import { giveBack } from '../../store/give-back';
import type { RouteContext } from './route';

/** A message refused by a mute returns to the composer it came from, if that is empty and on the screen. */
export function giveBackInSight({ stores, realtime }: RouteContext, item: PendingMessage): void {
  const { drafts, draftFiles, outbox, rooms, threads } = stores;
  const { clientMsgId, roomId, threadId } = item;
  const isThere = outbox.getState().items.some((each) => each.clientMsgId === clientMsgId);
  const isOpen =
    rooms.getState().openRoomId === roomId &&
    (threadId === undefined || threads.getState().open?.rootId === threadId);
  const key = keyOfPlace(item);
  const isEmpty = !drafts.getState().byRoom[key] && !draftFiles.getState()[key]?.length;
  if (isThere && document.visibilityState === 'visible' && isOpen && isEmpty && giveBack(stores, item))
    realtime.discard(clientMsgId);
}
