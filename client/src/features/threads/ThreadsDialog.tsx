import { LIMITS, type ThreadItem } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useTriesAfter } from '../../lib/use-tries';
import { asRead } from '@chatket/contract/as-read';
import { CalledName, RoomTitle } from '../../people';
import { useChatStores } from '../../store';
import { useConnections } from '../../store/use-connections';
import { useIsFolded } from '../../store/use-is-folded';
import { EmptyState, ErrorNote, Loading, Skeleton, ThreadIcon } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { learnThreads } from './take-replies';

interface ThreadsDialogProps {
  /** A thread was chosen. */
  onOpen: (thread: { roomId: string; rootId: string }) => void;
  onClose: () => void;
}

/**
 * The threads that I follow, in all my rooms, the one with the last reply first. What is unread in them is counted as it is
 * heard; which they are is read again when they are others.
 */
export function ThreadsDialog({ onOpen, onClose }: ThreadsDialogProps) {
  const { t } = useLocale();
  const api = useMoreApi();
  const [shown, setShown] = useState<'unread' | 'all'>('unread');
  const [round, setRound] = useState(0);
  const [read, setRead] = useState<{ shown: string; items?: readonly ThreadItem[]; failure?: unknown }>();
  const items = read?.shown === shown ? read.items : undefined;
  const hasFailed = read?.shown === shown && !read.items;
  const tries = useTriesAfter(read?.failure);
  const stores = useChatStores();
  const { request } = useApi();
  const connections = useConnections();
  const isKnown = useStore(stores.threads, (state) => state.isKnown);
  const count = useStore(
    stores.threads,
    ({ byRoot }) =>
      Object.values(byRoot).filter(
        ({ isFollowing, unread }) => isFollowing && (shown === 'all' || unread > 0),
      ).length,
  );

  useEffect(() => {
    // Where they cannot be learned they are as they were read.
    if (!isKnown) learnThreads({ stores, api: { request } }).catch(() => undefined);
  }, [stores, request, isKnown]);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const found = await api.threads(shown === 'unread').then(
        (items) => ({ items }),
        (failure: unknown) => ({ failure }),
      );
      if (isCurrent) setRead({ shown, ...found });
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [api, shown, round, tries, connections, count]);

  return (
    <Dialog title={t('threads.title')} onClose={onClose}>
      <Segmented
        label={t('threads.filter')}
        value={shown}
        options={[
          { value: 'unread', label: t('threads.unread') },
          { value: 'all', label: t('threads.all') },
        ]}
        onChange={setShown}
      />
      <div className="mt-3">
        {items && items.length > 0 && (
          <ol aria-label={t('threads.title')} className="space-y-2">
            {items.map((item) => (
              <Listed key={item.root.messageId} item={item} onOpen={onOpen} />
            ))}
          </ol>
        )}
        {items?.length === 0 && (
          <EmptyState
            icon={<ThreadIcon className="size-6" />}
            title={t(shown === 'unread' ? 'threads.noneUnread' : 'threads.none')}
          >
            {t('threads.noneHint')}
          </EmptyState>
        )}
        {!items && !hasFailed && (
          <Loading label={t('threads.title')}>
            <Skeleton className="mt-3 h-3 w-64" />
            <Skeleton className="mt-3 h-3 w-48" />
          </Loading>
        )}
        {hasFailed && (
          <ErrorNote
            onRetry={() => {
              setRead(undefined);
              setRound(round + 1);
            }}
          >
            {t('threads.loadFailed')}
          </ErrorNote>
        )}
      </div>
    </Dialog>
  );
}

function Listed({ item, onOpen }: { item: ThreadItem; onOpen: ThreadsDialogProps['onOpen'] }) {
  const { roomId, root } = item;
  const { t, time } = useLocale();
  const { rooms, threads } = useChatStores();
  const { unread, mentionedAt = [] } = useStore(
    threads,
    ({ byRoot, isKnown }) => (isKnown ? byRoot[root.messageId] : undefined) ?? item,
  );
  const room = useStore(rooms, ({ mine }) => mine[roomId]);
  const now = new Date(useNow(null));
  const isFolded = useIsFolded(root);
  const text = isFolded
    ? t('blocks.folded', { count: 1 })
    : root.deleted
      ? t('message.deleted')
      : asRead(root.text);
  return (
    <li>
      <button
        type="button"
        onClick={() => onOpen({ roomId, rootId: root.messageId })}
        className="block w-full rounded-lg border border-line bg-surface-0 p-3 text-start hover:border-line-strong"
      >
        <span className="flex items-baseline gap-1.5 text-13 text-quiet">
          {!isFolded && <CalledName user={root.sender} className="font-bold text-ink" />}
          {room && <RoomTitle room={room} className="min-w-0 truncate" />}
          {unread > 0 && (
            <span className="ms-auto flex shrink-0 items-center gap-1.5 font-bold text-accent">
              {t('threads.news', { count: unread })}
              {mentionedAt.length > 0 && (
                <MentionBadge count={Math.min(mentionedAt.length, LIMITS.unreadCountMax)} />
              )}
            </span>
          )}
        </span>
        <span dir="auto" className="mt-0.5 line-clamp-3 whitespace-pre-wrap wrap-anywhere">
          {text}
        </span>
        {root.thread && (
          <span className="mt-1 block truncate text-12 text-quiet tabular-nums">
            {t('thread.replies', { count: root.thread.replies })} ·{' '}
            {t('thread.lastReply', { time: time.moment(new Date(root.thread.lastAt), now) })}
          </span>
        )}
      </button>
    </li>
  );
}

/** How much of it speaks to me, as in the list of rooms. */
function MentionBadge({ count }: { count: number }) {
  const { t, number } = useLocale();
  return (
    <>
      <span className="sr-only">{t('threads.mentions', { count })}</span>
      <span
        aria-hidden="true"
        data-badge="mention"
        className="inline-flex h-4.5 items-center rounded-full bg-mention px-1.25 text-12 text-surface-1 tabular-nums"
      >
        @{number(count)}
      </span>
    </>
  );
}
