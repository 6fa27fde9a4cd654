import { createStore, type StoreApi } from 'zustand/vanilla';
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
  logOut: () => void;
  /** Settled when the page speaks the chosen language. */
  isSpeaking: Promise<void>;
}

export function createPage(): Page {
  const stores = createPageStores();
  const chat = createStore<{ chat: Chat | undefined }>(() => ({ chat: undefined }));
  const isSpeaking = followPreferences(stores.preferences);

  function follow() {
    const { session } = stores.session.getState();
    const current = chat.getState().chat;
    current?.stop();
    const next = session && createChat(session, stores);
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

  return {
    stores,
    chat,
    updates: followUpdates(),
    isSpeaking,
    logOut: () => {
      const leaving = chat.getState().chat;
      stores.session.actions.end();
      void leaving?.forget();
    },
  };
}
