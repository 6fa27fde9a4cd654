import { markRead, unreadNow } from '../../features/reads';
import { currentLocale } from '../../i18n';
import type { Realtime } from '../../realtime';
import { readSeq, type ChatStores, type PageStores } from '../../store';

const UNDO_MS = 8_000;

interface Context {
  stores: ChatStores;
  toasts: PageStores['toasts'];
  realtime: Realtime;
}

/** Marks all my rooms as read, here and on my other devices. For a while it can be taken back. */
export function markAllRead(context: Context): void {
  const { rooms } = context.stores;
  if (rooms.getState().isWhole) return markThese(context);
  // The rooms that are still coming are meant as well.
  const stop = rooms.subscribe(({ isWhole }) => {
    if (!isWhole) return;
    stop();
    markThese(context);
  });
}

function markThese({ stores, toasts, realtime }: Context): void {
  const { t } = currentLocale();
  const positions = readSeq(stores.reads.getState());
  const unread = Object.values(stores.rooms.getState().mine).filter(
    (room) => unreadNow(stores, room).hasNews,
  );
  if (unread.length === 0) return toasts.actions.show(t('unread.noneLeft'));
  for (const room of unread) markRead({ stores, realtime, room });
  const run = () => {
    for (const { id } of unread) {
      const first = (positions[id] ?? 0) + 1;
      const version = stores.reads.actions.goBack(id, first);
      realtime.goBack(id, first, version);
    }
  };
  const undo = { name: t('unread.undo'), forMs: UNDO_MS, run };
  toasts.actions.show(t('unread.allRead', { count: unread.length }), undo);
}
