import type { Message, Room } from '@chatket/contract';
import { Suspense, useCallback, useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { FollowButton, tellRoom, ThreadBell, useReadThread, useThread } from '../../features/threads';
import { ThreadRows } from '../../features/timeline/more';
import { useLocale } from '../../i18n';
import { focusMain, useAttention } from '../../lib';
import { RoomTitle } from '../../people';
import { useChatStores } from '../../store';
import { Button, ErrorNote, IconButton, Loading, PanelHeader, Skeleton } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';
import { RowQuestions } from './RowQuestions';
import { ThreadComposer } from './ThreadComposer';
import { threadOfEdit } from './thread-of-edit';
import { useRowActions } from './use-row-actions';
import { useRowParts } from './use-row-parts';

interface ThreadPanelProps {
  room: Room;
  rootId: string;
  /** The reply that a link leads to. */
  replyId?: string | undefined;
  /** It stands beside the conversation, which can be seen. */
  isBeside: boolean;
  onClose: () => void;
  onGo: (path: string) => void;
}

/** The thread under a message, with a field of its own. Mount it anew for each thread. */
export function ThreadPanel({ room, rootId, replyId, isBeside, onClose, onGo }: ThreadPanelProps) {
  const { t } = useLocale();
  const stores = useChatStores();
  const thread = useThread(room.id, rootId);
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const [isEndInSight, setIsEndInSight] = useState(false);
  const isAttentive = useAttention();
  const { root, replies, lastReadSeq, isFollowing, level, hasMore, state } = thread;
  useReadThread({
    roomId: room.id,
    rootId,
    lastReadSeq,
    seq: replies.at(-1)?.seq ?? 0,
    isBeforeEyes: isEndInSight && isAttentive && state === 'ready',
  });
  useFocusBack(isBeside);
  // What was not read before it was closed is unread.
  useEffect(
    () => () => {
      if (stores.threads.getState().isKnown) tellRoom(stores, room.id);
    },
    [stores, room.id],
  );

  // What was said under a message that is gone can still be edited.
  const isEdited = useStore(stores.writing, ({ byRoom }) => {
    const now = byRoom[room.id];
    return now !== undefined && threadOfEdit(now) === rootId;
  });
  const write = useCallback(() => panel?.querySelector('textarea')?.focus(), [panel]);
  const { actions, ...questions } = useRowActions(room.id, write);
  const inThread = useMemo(() => {
    // Where the thread covers the page, its root is edited behind it.
    const edit = (message: Message) => {
      actions.edit(message);
      if (!isBeside && message.threadId !== rootId) onClose();
    };
    return { ...actions, reply: undefined, thread: undefined, markUnread: undefined, edit };
  }, [actions, isBeside, rootId, onClose]);
  const parts = useRowParts(inThread);
  const rows = useMemo(() => ({ ...parts, onKey: onlyHere(parts.onKey, write) }), [parts, write]);

  return (
    <>
      <section
        ref={setPanel}
        aria-label={t('thread.title')}
        className="flex h-full flex-col"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented || isElsewhere(event)) return;
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }}
      >
        <PanelHeader className="pe-2.5">
          <h2 tabIndex={-1} data-first className="min-w-0 flex-1 leading-tight outline-none">
            <span className="block truncate font-bold">{t('thread.title')}</span>{' '}
            <span className="block truncate text-12 text-quiet">
              <RoomTitle room={room} />
            </span>
          </h2>
          {root && isFollowing && <ThreadBell roomId={room.id} rootId={rootId} level={level} />}
          {root && <FollowButton roomId={room.id} rootId={rootId} isFollowing={isFollowing} />}
          <IconButton label={t('thread.close')} place="below-end" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </PanelHeader>
        {root && (
          <Suspense fallback={<div className="flex-1" />}>
            <ThreadRows
              room={room}
              root={root}
              replies={replies}
              label={t('thread.log')}
              highlightedId={replyId}
              parts={rows}
              onEnd={setIsEndInSight}
              between={
                <div className="flex items-center gap-3 px-4 pt-3 md:px-5">
                  <span className="text-12 font-medium text-quiet tabular-nums">
                    {root.thread ? t('thread.replies', { count: root.thread.replies }) : t('thread.none')}
                  </span>
                  <span className="flex-1 border-t border-line" />
                  {hasMore && (
                    <Button look="quiet" size="small" onClick={thread.older}>
                      {t('thread.older')}
                    </Button>
                  )}
                </div>
              }
            />
          </Suspense>
        )}
        {state === 'missing' && (
          <p role="status" className="m-auto p-6 text-center text-quiet">
            {t('thread.missing')}
          </p>
        )}
        {state === 'failed' && <ErrorNote onRetry={thread.retry}>{t('thread.loadFailed')}</ErrorNote>}
        {!root && state === 'loading' && (
          <div className="flex-1 p-4">
            <Loading label={t('thread.title')}>
              <Skeleton className="mt-3 h-3 w-48" />
              <Skeleton className="mt-3 h-3 w-32" />
            </Loading>
          </div>
        )}
        <div className="safe-bottom shrink-0 px-3 pt-2 print:hidden">
          {root?.deleted && !isEdited && (
            <p role="status" className="pb-3 text-13 text-quiet">
              {t('thread.closed')}
            </p>
          )}
          {root && (!root.deleted || isEdited) && (
            <ThreadComposer room={room} root={root} replies={replies} onEscape={onClose} onGo={onGo} />
          )}
        </div>
      </section>
      <RowQuestions room={room} onGo={onGo} {...questions} />
    </>
  );
}

/** It is for what lies over the panel, or for an input method. */
function isElsewhere({ target, currentTarget, nativeEvent }: KeyboardEvent): boolean {
  const dialog = target instanceof Element ? target.closest('dialog') : null;
  return nativeEvent.isComposing || dialog !== currentTarget.closest('dialog');
}

/** What answers elsewhere is written in the field here. */
function onlyHere(press: (key: string, message: Message) => boolean, write: () => void) {
  return (key: string, message: Message) => {
    const lower = key.toLowerCase();
    if (lower === 'u') return false;
    if (lower !== 'r' && lower !== 't') return press(key, message);
    write();
    return true;
  };
}

/** Beside the conversation nothing else gives the focus back to where it came from. */
function useFocusBack(isBeside: boolean): void {
  // A toolbar goes with the pointer: its message stays. The field here takes the focus before any effect can look.
  const [row] = useState(() => {
    const opener = document.activeElement;
    return opener?.closest('[data-message]') ?? opener;
  });
  useEffect(() => {
    if (!isBeside) return;
    return () => {
      if (row instanceof HTMLElement && row.isConnected && row !== document.body) row.focus();
      else focusMain();
    };
  }, [isBeside, row]);
}
