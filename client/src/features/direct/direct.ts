import type { Room, UserRef } from '@chatket/contract';
import { ApiError, type Api } from '../../api';
import { explain } from '../../api/explain';
import { createMoreApi } from '../../api/more-api';
import { currentLocale, roomTitle } from '../../i18n';
import type { Realtime } from '../../realtime';
import type { ChatStores, PageStores } from '../../store';
import { noteBlock } from '../../store/blocking';

const UNDO_MS = 8_000;

/** What rooms are opened and closed with. */
export interface DirectContext {
  api: Api;
  realtime: Realtime;
  stores: ChatStores;
  toasts: PageStores['toasts'];
}

/** What a room is opened with. */
export interface OpenContext extends Pick<DirectContext, 'realtime' | 'stores'> {
  api: Pick<Api, 'request'>;
}

/** The room of these people and me; with my own id alone it is for notes. Rejects with an `ApiError`. */
export async function open(
  { api, realtime, stores }: OpenContext,
  userIds: readonly string[],
): Promise<Room> {
  const { rooms, reads, timelines } = stores;
  const room = await createMoreApi(api.request).openDirect(userIds);
  reads.actions.meet([room]);
  rooms.actions.upsert(room);
  realtime.follow([{ roomId: room.id, cursor: timelines.getState().byRoom[room.id]?.cursor }]);
  return room;
}

/** Why it could not be opened, in words. */
export function whyNot(error: unknown): string {
  const isRefused = error instanceof ApiError && error.code === 'FORBIDDEN';
  return isRefused ? currentLocale().t('direct.notReached') : explain(error);
}

/** The same from wherever people are shown: what fails is said. */
export async function openOrSay(
  context: DirectContext,
  userIds: readonly string[],
): Promise<Room | undefined> {
  try {
    return await open(context, userIds);
  } catch (error) {
    context.toasts.actions.show(whyNot(error));
    return undefined;
  }
}

/** Blocks somebody or takes it back, and says what can be done about it. */
export async function setBlock(context: DirectContext, user: UserRef, isBlocked: boolean): Promise<void> {
  const { api, stores, toasts } = context;
  const { t } = currentLocale();
  const { block, unblock } = createMoreApi(api.request);
  try {
    await (isBlocked ? block(user.id) : unblock(user.id));
    noteBlock(stores.blocks, user.id, isBlocked);
    const run = () => void setBlock(context, user, false);
    toasts.actions.show(
      t(isBlocked ? 'blocks.blocked' : 'blocks.unblocked', { name: user.username }),
      isBlocked ? { name: t('blocks.undo'), forMs: UNDO_MS, run } : undefined,
    );
  } catch (error) {
    toasts.actions.show(explain(error));
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
