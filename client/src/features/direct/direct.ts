import type { Room } from '@chatket/contract';
import type { Api } from '../../api';
import { explain } from '../../api/explain';
import { createMoreApi } from '../../api/more-api';
import { currentLocale, roomTitle } from '../../i18n';
import type { Realtime } from '../../realtime';
import type { ChatStores, PageStores } from '../../store';

/** What rooms are opened and closed with. */
export interface DirectContext {
  api: Api;
  realtime: Realtime;
  stores: ChatStores;
  toasts: PageStores['toasts'];
}

/** The room of these people and me; with my own id alone it is for notes. Rejects with an `ApiError`. */
export async function open(
  { api, realtime, stores }: DirectContext,
  userIds: readonly string[],
): Promise<Room> {
  const { rooms, reads, timelines } = stores;
  const room = await createMoreApi(api.request).openDirect(userIds);
  reads.actions.meet([room]);
  rooms.actions.upsert(room);
  realtime.follow([{ roomId: room.id, cursor: timelines.getState().byRoom[room.id]?.cursor }]);
  return room;
}

/** The same from wherever people are shown: what fails is said. */
export async function openOrSay(
  context: DirectContext,
  userIds: readonly string[],
): Promise<Room | undefined> {
  try {
    return await open(context, userIds);
  } catch (error) {
    context.toasts.actions.show(explain(error));
    return undefined;
  }
}

/** Closes a direct room or a group for me, and says that it comes back. */
export async function close({ api, realtime, stores, toasts }: DirectContext, room: Room): Promise<void> {
  const { t } = currentLocale();
  try {
    await createMoreApi(api.request).closeDirect(room.id);
    realtime.unfollow(room.id);
    stores.rooms.actions.remove(room.id);
    stores.timelines.actions.drop(room.id);
    toasts.actions.show(t('direct.closed', { room: roomTitle(t, room) }));
  } catch (error) {
    toasts.actions.show(explain(error));
  }
}
