import type { Message } from '@chatket/contract';
import { useCallback } from 'react';
import { currentLocale } from '../../i18n';
import { UNDO_MS, useRealtime } from '../../realtime';
import { usePageStores } from '../../store';

/** Deletes a message, which for five seconds can be taken back. */
export function useDeleting(): (message: Message, reason?: string) => void {
  const realtime = useRealtime();
  const { toasts } = usePageStores();
  return useCallback(
    (message, reason) => {
      const { t } = currentLocale();
      const id = realtime.remove(message, reason);
      toasts.actions.show(t('delete.done'), {
        name: t('delete.undo'),
        forMs: UNDO_MS,
        run: () => realtime.discard(id),
      });
    },
    [realtime, toasts],
  );
}
