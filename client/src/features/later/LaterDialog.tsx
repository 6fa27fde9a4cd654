import type { RescheduleBody, ScheduledMessage, SharedDraft } from '@chatket/contract';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores } from '../../store';
import { keyOfPlace } from '../../store/draft-places';
import { ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { DraftItem } from './DraftItem';
import { ScheduledItem } from './ScheduledItem';
import { useLater } from './use-later';

interface LaterDialogProps {
  onGo: (path: string) => void;
  onClose: () => void;
}

/** What I have scheduled, and what I have begun to write, on all my devices. */
export function LaterDialog({ onGo, onClose }: LaterDialogProps) {
  const { t } = useLocale();
  const api = useMoreApi();
  const realtime = useRealtime();
  const { drafts: written, draftFiles, threads } = useChatStores();
  const { toasts } = usePageStores();
  const { scheduled, drafts, hasFailed, again } = useLater();

  async function attempt(work: Promise<unknown>) {
    try {
      await work;
    } catch (error) {
      toasts.actions.show(t('later.failed', { reason: explain(error) }));
    }
    again();
  }

  function write({ roomId, threadId }: SharedDraft) {
    if (threadId !== undefined) threads.setState({ open: { roomId, rootId: threadId } });
    onGo(`/rooms/${roomId}`);
  }

  /** Another text in place of a draft, here and on all devices; what was written beside it is not needed any more. */
  function replace({ roomId, threadId, rev }: SharedDraft, text: string) {
    written.actions.set(keyOfPlace({ roomId, threadId }), text);
    if (text === '') draftFiles.setState({ [keyOfPlace({ roomId, threadId })]: [] });
    const at = new Date().toISOString();
    void attempt(
      realtime.saveDraft({
        roomId,
        ...(threadId !== undefined && { threadId }),
        text,
        at,
        rev,
        forgetOther: true,
        ...(text === '' && { attachments: [] }),
      }),
    );
  }

  return (
    <Dialog title={t('later.title')} onClose={onClose} isWide>
      {scheduled && (
        <ScheduledList
          scheduled={scheduled}
          onChange={(id, body) => void attempt(api.reschedule(id, body))}
          onDelete={(id) => void attempt(api.unschedule(id))}
        />
      )}
      {drafts && (
        <section aria-labelledby="later-drafts" className="mt-6">
          <h3 id="later-drafts" className="mb-2 font-bold">
            {t('later.sectionDrafts')}
          </h3>
          {drafts.length === 0 && <p className="text-13 text-quiet">{t('later.noneDrafts')}</p>}
          <ol aria-labelledby="later-drafts" className="space-y-3">
            {drafts.map((draft) => (
              <DraftItem
                key={`${draft.roomId} ${draft.threadId ?? ''}`}
                draft={draft}
                onGo={() => write(draft)}
                onReplace={(text) => replace(draft, text)}
              />
            ))}
          </ol>
        </section>
      )}
      {!scheduled && !hasFailed && (
        <Loading label={t('later.title')}>
          <Skeleton className="mt-3 h-3 w-64" />
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      )}
      {hasFailed && <ErrorNote onRetry={again}>{t('later.loadFailed')}</ErrorNote>}
    </Dialog>
  );
}

interface ScheduledListProps {
  scheduled: readonly ScheduledMessage[];
  onChange: (id: string, body: RescheduleBody) => void;
  onDelete: (id: string) => void;
}

function ScheduledList({ scheduled, onChange, onDelete }: ScheduledListProps) {
  const { t } = useLocale();
  return (
    <section aria-labelledby="later-scheduled">
      <h3 id="later-scheduled" className="mb-2 font-bold">
        {t('later.sectionScheduled')}
      </h3>
      {scheduled.length === 0 && <p className="text-13 text-quiet">{t('later.noneScheduled')}</p>}
      <ol aria-labelledby="later-scheduled" className="space-y-3">
        {scheduled.map((message) => (
          <ScheduledItem
            key={message.id}
            scheduled={message}
            onChange={(body) => onChange(message.id, body)}
            onDelete={() => onDelete(message.id)}
          />
        ))}
      </ol>
    </section>
  );
}
