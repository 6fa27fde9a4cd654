import type { Message, MessageRevision } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useTriesAfter } from '../../lib/use-tries';
import { ErrorNote, Loading, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';

interface RevisionsDialogProps {
  message: Message;
  onClose: () => void;
}

/** What a message says, and what it said before, the latest first. */
export function RevisionsDialog({ message, onClose }: RevisionsDialogProps) {
  const { t } = useLocale();
  const api = useMoreApi();
  const { messageId, rev } = message;
  const [revisions, setRevisions] = useState<readonly MessageRevision[]>();
  const [failure, setFailure] = useState<unknown>();
  const hasFailed = failure !== undefined;
  const tries = useTriesAfter(failure);
  const [round, setRound] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const found = await api.revisions(messageId);
        if (!isCurrent) return;
        setRevisions(found);
        setFailure(undefined);
      } catch (error) {
        if (isCurrent) setFailure(error);
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, messageId, rev, round, tries]);

  function retry() {
    setFailure(undefined);
    setRound((count) => count + 1);
  }

  const earlier = revisions?.toSorted((one, other) => other.writtenAt.localeCompare(one.writtenAt));
  return (
    <Dialog title={t('edit.earlier')} onClose={onClose}>
      <ol className="space-y-3">
        <Version text={message.text} />
        {earlier?.map(({ text, writtenAt }) => (
          <Version key={writtenAt} text={text} at={writtenAt} />
        ))}
      </ol>
      {earlier?.length === 0 && <p className="mt-3 text-13 text-quiet">{t('edit.noneEarlier')}</p>}
      {!earlier && !hasFailed && (
        <Loading label={t('edit.earlier')}>
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      )}
      {hasFailed && <ErrorNote onRetry={retry}>{t('edit.earlierFailed')}</ErrorNote>}
    </Dialog>
  );
}

/** Without a time it is the text of now. */
function Version({ text, at }: { text: string; at?: string }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  return (
    <li className="rounded-lg border border-line bg-surface-0 px-3 py-2">
      <p className="mb-0.5 text-12 text-quiet tabular-nums">
        {at === undefined ? t('edit.now') : time.moment(new Date(at), now)}
      </p>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
    </li>
  );
}
