import type { Message, UserRef } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../../api';
import { explain } from '../../api/explain';
import { createMoreApi } from '../../api/more-api';
import { currentLocale } from '../../i18n';
import type { ChatStores, PageStores } from '../../store';
import { savedChanges } from './saved-changes';

const UNDO_MS = 5_000;

interface Context {
  stores: Pick<ChatStores, 'me' | 'connection'>;
  toasts: PageStores['toasts'];
  request: Api['request'];
}

/** What I have saved, by the ids of the messages, as it is shown. */
export type Saving = StoreApi<{ ids: ReadonlySet<string> }> & {
  set: (messageId: string, isSaved: boolean) => Promise<void>;
  toggle: (message: Pick<Message, 'messageId'>) => Promise<void>;
};

const known = new WeakMap<UserRef, Saving>();

/** The one of a logged-in person: made when it is first asked for, and followed from then on. */
export function savingOf(context: Context): Saving {
  const { me } = context.stores;
  const saving = known.get(me) ?? createSaving(context);
  known.set(me, saving);
  return saving;
}

function createSaving({ stores: { connection }, toasts, request }: Context): Saving {
  const api = createMoreApi(request);
  const store = createStore<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));
  /** What was changed while the ids were on their way. */
  let since: { messageId: string; isSaved: boolean }[] = [];

  function show(messageId: string, isSaved: boolean) {
    since.push({ messageId, isSaved });
    store.setState(({ ids }) => {
      const next = new Set(ids);
      if (isSaved) next.add(messageId);
      else next.delete(messageId);
      return { ids: next };
    });
  }

  async function load() {
    since = [];
    const ids = await api.savedIds();
    const changed = since;
    store.setState({ ids: new Set(ids) });
    for (const { messageId, isSaved } of changed) show(messageId, isSaved);
  }

  async function set(messageId: string, isSaved: boolean) {
    const { t } = currentLocale();
    show(messageId, isSaved);
    try {
      await (isSaved ? api.save(messageId, {}) : api.unsave(messageId));
      const undo = { name: t('saved.undo'), forMs: UNDO_MS, run: () => void set(messageId, !isSaved) };
      toasts.actions.show(t(isSaved ? 'saved.added' : 'saved.removed'), undo);
    } catch (error) {
      show(messageId, !isSaved);
      toasts.actions.show(t('saved.failed', { reason: explain(error) }));
    }
  }

  savedChanges.listen(({ messageId, isSaved }) => show(messageId, isSaved));
  const soon = () => void load().catch(() => undefined);
  connection.subscribe((state, before) => {
    if (state.isOnline && !before.isOnline) soon();
  });
  soon();
  return { ...store, set, toggle: ({ messageId }) => set(messageId, !store.getState().ids.has(messageId)) };
}
