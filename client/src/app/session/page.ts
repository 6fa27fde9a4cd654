import type { LogOutAnswer } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createAccess, createApi } from '../../api';
import { leavePush } from '../../features/notifications';
import { currentLocale, withTexts } from '../../i18n';
import { followBack, onStorageTrouble } from '../../lib';
import { createPageStores, type PageStores } from '../../store';
import { createChat, type Chat } from './chat';
import { followPreferences } from './follow-preferences';
import { followUpdates, type Updates } from './updates';

/** What lives as long as the page: its stores, and the chat of whoever is logged in. */
export interface Page {
  stores: PageStores;
  chat: StoreApi<{ chat: Chat | undefined }>;
  updates: Updates;
  /** @param leaving the login of the server may have ended before this page has learned of it */
  logOut: (leaving: Chat) => void;
  /** Settled when the page speaks the chosen language. */
  isSpeaking: Promise<void>;
}

/** Between two tries of logging out where nobody answers. */
const LEAVE_AGAIN_MS = 5_000;

export function createPage(): Page {
  const stores = createPageStores();
  const chat = createStore<{ chat: Chat | undefined }>(() => ({ chat: undefined }));
  const { begin, keep, end, isLeaving } = stores.session.actions;
  const { request } = createApi();
  const access = createAccess({
    onEnded: () => end('session-over'),
    onSession: (session) => {
      if (session.user.id === stores.session.getState().session?.user.id) keep(session);
      else begin(session);
    },
  });
  const isSpeaking = followPreferences(stores.preferences);
  let leavingAgain: ReturnType<typeof setTimeout> | undefined;

  /**
   * Ends the login on the server. What fails is done when there is one again, by the cookie.
   * @returns where to go on, so that it ends elsewhere too
   */
  async function leave(bearer?: string) {
    try {
      const asked = { method: 'POST', path: '/auth/logout', bearer } as const;
      const { body } = await request<LogOutAnswer | undefined>(asked);
      stores.session.actions.leaving(false);
      return body?.url;
    } catch {
      // Noted. A browser does not always tell when there is a network again.
      clearTimeout(leavingAgain);
      leavingAgain = setTimeout(leaveIfNoted, LEAVE_AGAIN_MS);
      return undefined;
    }
  }

  function leaveIfNoted() {
    if (isLeaving()) void leave();
  }

  function follow() {
    const { session } = stores.session.getState();
    const current = chat.getState().chat;
    current?.stop();
    if (session) access.hold(session);
    else access.drop();
    const next = session && createChat(session.user, stores, access);
    chat.setState({ chat: next });
    // A guest who took a name is the same person: what is kept here has the name of before.
    const { id, username } = current?.stores.me ?? {};
    const isRenamed = id !== undefined && id === session?.user.id && username !== session.user.username;
    if (isRenamed) void current?.forget().finally(() => void next?.start());
    else void next?.start();
  }

  stores.session.subscribe((state, before) => {
    if (state.session !== before.session) follow();
  });
  follow();
  onStorageTrouble(() => {
    void withTexts(isSpeaking).then(() => stores.toasts.actions.show(currentLocale().t('app.cannotKeep')));
  });
  followBack();
  leaveIfNoted();
  window.addEventListener('online', leaveIfNoted);

  return {
    stores,
    chat,
    updates: followUpdates(),
    isSpeaking,
    logOut: (leaving) => {
      const token = access.drop();
      stores.session.actions.leaving(true);
      end();
      void leaving.forget();
      void leave(token).then((url) => url && window.location.assign(url));
      void leavePush(leaving.stores.me.id);
    },
  };
}
