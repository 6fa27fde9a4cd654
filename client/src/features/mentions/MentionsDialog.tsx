import type { Mentioned } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { asRead } from '@chatket/contract/as-read';
import { RoomTitle } from '../../people';
import { InlineName } from '../../people/InlineName';
import { useChatStores } from '../../store';
import { Button, EmptyState, ErrorNote, Loading, PeopleIcon, Skeleton } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { useMentions } from './use-mentions';

interface MentionsDialogProps {
  onGo: (path: string) => void;
  onClose: () => void;
}

/** The messages that speak to me, in all my rooms. */
export function MentionsDialog({ onGo, onClose }: MentionsDialogProps) {
  const { t } = useLocale();
  const { mentions, hasFailed, hasMore, more } = useMentions();
  return (
    <Dialog title={t('mentions.title')} onClose={onClose}>
      {mentions && mentions.length > 0 && (
        <ol aria-label={t('mentions.title')} className="space-y-3">
          {mentions.map((mentioned) => (
            <MentionItem key={mentioned.message.messageId} mentioned={mentioned} onGo={onGo} />
          ))}
        </ol>
      )}
      {mentions?.length === 0 && (
        <EmptyState icon={<PeopleIcon className="size-6" />} title={t('mentions.none')}>
          {t('mentions.noneHint')}
        </EmptyState>
      )}
      {hasMore && !hasFailed && (
        <Button look="quiet" className="mt-3 w-full" onClick={more}>
          {t('mentions.more')}
        </Button>
      )}
      {!mentions && !hasFailed && (
        <Loading label={t('mentions.title')}>
          <Skeleton className="mt-3 h-3 w-64" />
          <Skeleton className="mt-3 h-3 w-48" />
        </Loading>
      )}
      {hasFailed && <ErrorNote onRetry={more}>{t('mentions.loadFailed')}</ErrorNote>}
    </Dialog>
  );
}

function MentionItem({
  mentioned: { kind, message },
  onGo,
}: {
  mentioned: Mentioned;
  onGo: (path: string) => void;
}) {
  const { t, time } = useLocale();
  const { rooms } = useChatStores();
  const room = useStore(rooms, ({ mine }) => mine[message.roomId]);
  const now = new Date(useNow(null));
  return (
    <li className="rounded-lg border border-line bg-surface-0 p-3">
      <p className="text-13 text-quiet">
        <InlineName user={message.sender} className="font-bold text-ink" />{' '}
        {room && <RoomTitle room={room} />}{' '}
        <span className="tabular-nums">{time.moment(new Date(message.createdAt), now)}</span>
        {kind === 'keyword' && <span> · {t('mentions.byKeyword')}</span>}
      </p>
      <p dir="auto" className="mt-0.5 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {asRead(message.text)}
      </p>
      <div className="mt-3 flex justify-end">
        <Button onClick={() => onGo(`/rooms/${message.roomId}/m/${message.messageId}`)}>
          {t('mentions.jump')}
        </Button>
      </div>
    </li>
  );
}
