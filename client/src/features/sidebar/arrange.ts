import type { Sidebar } from '@chatket/contract';
import { ApiError, type Api } from '../../api';
import type { ChatStores } from '../../store';

/** One change after the other: each is made on what the one before has left. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Changes how my sidebar is arranged: at once here, then on the server. What another device has changed meanwhile is kept,
 * and the change made anew on it. Rejects with an `ApiError`; then everything is as the server has it.
 */
export function arrange(
  { api, stores }: { api: Api; stores: ChatStores },
  change: (sidebar: Sidebar) => Sidebar,
): Promise<void> {
  const { begin, end, known, set } = stores.sidebar.actions;
  begin(change);
  const save = async () => {
    try {
      set(await api.arrange(change(known())));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'CONFLICT')) throw error;
      set(await api.sidebar());
      set(await api.arrange(change(known())));
    } finally {
      end(change);
    }
  };
  const saving = last.then(save);
  last = saving.catch(() => undefined);
  return saving;
}
