import type { UserRef } from '@chatket/contract';
import { createApi, type Access, type Api } from '../../api';
import { loadBringFile, loadFollowUploads } from '../../features/files';
import { loadFollowLater } from '../../features/later';
import { loadFollowPresence } from '../../features/presence/more';
import { loadFollowProfiles } from '../../features/profiles';
import {
  createBrowserOutboxStorage,
  createRealtime,
  createLateSocketTransport,
  type Realtime,
} from '../../realtime';
import {
  createChatCache,
  createChatStores,
  type ChatStores,
  type PageStores,
  toastsWhile,
} from '../../store';
import { followEvents } from '../event-routes';
import { createRoomList, type RoomList } from './room-list';
import { wakeWithThePage } from './wake';

/** Everything that lives as long as one person is logged in. */
export interface Chat {
  stores: ChatStores;
  /** Those of the page, as this person has them. */
  page: PageStores;
  api: Api;
  realtime: Realtime;
  roomList: RoomList;
  start: () => Promise<void>;
  stop: () => void;
  /** Deletes the messages kept in this browser. Drafts and unsent messages stay. */
  forget: () => Promise<void>;
}

export function createChat(me: UserRef, ofPage: PageStores, access: Access): Chat {
  // What fails because nobody is logged in any more is said by the login page.
  const page = { ...ofPage, toasts: toastsWhile(() => !isOver, ofPage.toasts) };
  const stores = createChatStores(me);
  const cache = createChatCache(stores);
  const endSession = () => page.session.actions.end('session-over');
  const api = createApi(access);
  const realtime = createRealtime({
    transport: createLateSocketTransport(access),
    storage: createBrowserOutboxStorage(me.id),
    userId: me.id,
  });
  const roomList = createRoomList({ api, realtime, stores });
  const ends: (() => void)[] = [];
  let isStopped = false;
  let isOver = false;

  async function start() {
    await cache.restore().catch(() => undefined);
    if (isStopped) return;
    ends.push(
      cache.follow(),
      followEvents({
        api,
        realtime,
        stores,
        roomList,
        onSessionOver: endSession,
        onRenamed: page.session.actions.rename,
        say: page.toasts.actions.show,
      }),
      wakeWithThePage(realtime),
      stores.reads.actions.stop,
      stores.bells.actions.stop,
      stores.drafts.actions.stop,
    );
    roomList.followMine();
    realtime.start();
    followLater();
    // A list that was kept is on the screen already, and is read anew with the connection.
    if (stores.rooms.getState().status === 'loading') await roomList.load();
  }

  /** What is planned and half written, on all devices, files on their way out, what people tell of themselves, and whether I am here: nobody waits for it. */
  function followLater() {
    const context = { stores, realtime, request: api.request, toasts: page.toasts, loadBringFile };
    for (const load of [loadFollowLater, loadFollowUploads, loadFollowProfiles, loadFollowPresence])
      void load().then(
        (follow) => !isStopped && ends.push(follow(context)),
        () => undefined,
      );
  }

  function stop() {
    isStopped = true;
    isOver = !page.session.getState().session;
    realtime.stop();
    for (const end of ends.splice(0)) end();
  }

  return { stores, page, api, realtime, roomList, start, stop, forget: cache.forget };
}
