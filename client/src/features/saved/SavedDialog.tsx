import type { SavedMessage } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button, EmptyState, ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { BookmarkIcon } from '../../ui/more-icons';
import { SavedItem } from './SavedItem';
import { useSaved } from './use-saved';
import { useSaving } from './use-saving';

interface SavedDialogProps {
  onGo: (path: string) => void;
  onClose: () => void;
}

/** What I keep for later, on all my devices. */
export function SavedDialog({ onGo, onClose }: SavedDialogProps) {
  const { t } = useLocale();
  const api = useMoreApi();
  const { toasts } = usePageStores();
  const saving = useSaving();
  const ids = useStore(saving, (state) => state.ids);
  const { saved, hasFailed, hasMore, retry, more } = useSaved();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const shown = saved?.filter(({ messageId }) => !gone.has(messageId) || ids.has(messageId));

  function remove({ messageId }: SavedMessage) {
    setGone(new Set([...gone, messageId]));
    void saving.set(messageId, false);
  }

  async function tell(asked: Promise<unknown>) {
    try {
      await asked;
    } catch (error) {
      toasts.actions.show(t('saved.failed', { reason: explain(error) }));
    }
  }

  return (
    <Dialog title={t('saved.title')} onClose={onClose}>
      {shown && shown.length > 0 && (
        <ol aria-label={t('saved.title')} className="space-y-3">
          {shown.map((item) => (
            <SavedItem
              key={item.messageId}
              saved={item}
              onGo={onGo}
              onRemove={() => remove(item)}
              onChange={(body) => void tell(api.save(item.messageId, body))}
              onForget={() => void tell(api.forgetReminder(item.messageId))}
            />
          ))}
        </ol>
      )}
      {shown?.length === 0 && (
        <EmptyState icon={<BookmarkIcon className="size-6" />} title={t('saved.none')}>
          {t('saved.noneHint')}
        </EmptyState>
      )}
      {hasMore && (
        <Button look="quiet" className="mt-3 w-full" onClick={more}>
          {t('saved.more')}
        </Button>
      )}
      {!saved && !hasFailed && (
        <Loading label={t('saved.title')}>
          <Skeleton className="mt-3 h-3 w-64" />
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      )}
      {hasFailed && <ErrorNote onRetry={retry}>{t('saved.loadFailed')}</ErrorNote>}
    </Dialog>
  );
}
