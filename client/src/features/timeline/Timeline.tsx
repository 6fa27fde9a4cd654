import { isShownInRoom, type Room } from '@chatket/contract';
import { Suspense, useEffect, useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useLocale, withTexts } from '../../i18n';
import { later, useNow } from '../../lib';
import { timelineOf, useChatStores, type UnreadRange } from '../../store';
import { ErrorNote } from '../../ui';
import { atNews, beginAt, isEnough } from './entrance';
import { MessageList } from './MessageList';
import { useRichText } from './rich-text';
import { BARE_ROW, type RowParts } from './row-parts';
import { TimelineSkeleton } from './TimelineSkeleton';
import { useDrawable } from './use-drawable';
import { useHighlight } from './use-highlight';
import { useHistory } from './use-history';
import { useFocusedKey, useRowKeys } from './use-row-keys';
import { useRows } from './use-rows';
import { useScroll } from './use-scroll';
import { useTarget } from './use-target';
import { useTranscript } from './use-transcript';
import { useUnreadBar } from './use-unread-bar';
import { useView } from './use-view';

const Announcer = later(async () => (await withTexts(import('./Announcer'))).Announcer);
const EmptyRoom = later(async () => (await withTexts(import('./EmptyRoom'))).EmptyRoom);
const JumpPill = later(async () => (await withTexts(import('./JumpPill'))).JumpPill);
const MissingMessage = later(async () => (await withTexts(import('./MissingMessage'))).MissingMessage);
const NewsBar = later(async () => (await withTexts(import('./NewsBar'))).NewsBar);

const LOADED_MAX = 12_000;
const LOADED_KEPT = 10_000;
const DAY_CHECK_MS = 60_000;

interface TimelineProps {
  room: Room;
  /** The message that a link leads to. */
  messageId?: string;
  unread: UnreadRange | undefined;
  /** Hears up to where the room is on the screen. */
  reader: (sight: { seq: number; isInSight: boolean }) => ReactNode;
  onMarkRead: () => void;
  /** The way from that message to the room itself. */
  onLatest: () => void;
  /** Somebody wants others to come here. */
  onInvite: () => void;
  /** What other features add to a message. */
  parts?: RowParts;
  /** What stands between the conversation and the field one writes in. */
  foot?: ReactNode;
}

/** One room's conversation. Mount it anew for each room. */
export function Timeline(props: TimelineProps) {
  const { room, messageId, unread, reader, onMarkRead, onLatest, onInvite, parts = BARE_ROW, foot } = props;
  const { t } = useLocale();
  const { me, timelines, outbox } = useChatStores();
  const timeline = useStore(timelines, timelineOf(room.id));
  const items = useStore(outbox, (state) => state.items);
  const now = useNow(DAY_CHECK_MS);
  const view = useView(room.id);
  const { target, retry } = useTarget({ roomId: room.id, messageId }, view);

  const pending = useMemo(
    // What was refused in a thread is shown here as well: whoever wrote it is to find it.
    () =>
      items.filter(
        (item) => item.roomId === room.id && (isShownInRoom(item) || item.state.kind === 'failed'),
      ),
    [items, room.id],
  );
  const { messages, lines, isDetached, older, newer } = view;
  const focus = useFocusedKey();
  const [focusedKey] = focus;
  const input = { messages, lines, pending, me, unread, isDetached };
  const { rows, generation } = useRows({ ...input, room, messageId, focusedKey });
  const wantsMore = !isDetached && !isEnough(rows, timeline, unread?.from);
  const history = useHistory(room.id, wantsMore);
  const isLoading = wantsMore && (older === 'unknown' || older === 'loading' || older === 'some');
  const isLookedFor = target.kind !== 'missing' && target.kind !== 'failed';
  const { isSettled } = useRichText();
  const hasRows =
    isSettled && rows.length > 0 && isLookedFor && target.kind !== 'loading' && (isDetached || !isLoading);
  const isReady = useDrawable(hasRows, () => parts.late(messages));

  const bar = useUnreadBar({ roomId: room.id, unread, isReady });
  const { scroller, heights, slice, goTo, isAtBottom, isEndInSight } = useScroll({
    rows,
    hasEnd: !isDetached,
    entry: `${String(generation)}:${messageId ?? ''}`,
    isReady,
    begin: () => beginAt(rows, { messageId, hasLine: generation === 0 }),
    ownCount: pending.length,
    onNearTop: () => {
      if (older === 'some') history.loadOlder();
    },
    onNearEnd: () => {
      if (newer === 'some') history.loadNewer();
    },
    onMove: bar.notice,
  });
  const keys = useRowKeys(scroller, rows, focus);
  useTranscript({ view: scroller, rows, me });
  const lastSeq = Math.max(timeline.cursor ?? 0, timeline.messages.at(-1)?.seq ?? 0);
  const isInSight = isReady && isEndInSight && !isDetached;

  const isTooLong = isAtBottom && timeline.messages.length > LOADED_MAX;
  useEffect(() => {
    if (isTooLong) timelines.actions.trim(room.id, LOADED_KEPT);
  }, [isTooLong, timelines, room.id]);

  function settleNews() {
    onMarkRead();
    bar.dismiss();
  }

  const highlightedId = useHighlight(messageId, isReady && target.kind === 'here');
  const context = useMemo(
    () => ({
      room,
      me,
      now,
      older,
      newer,
      highlightedId,
      onOlder: history.loadOlder,
      onNewer: history.loadNewer,
      parts,
    }),
    [room, me, now, older, newer, highlightedId, history, parts],
  );
  const hasFailed = rows.length === 0 && older === 'failed';

  return (
    <>
      <div className="relative min-h-0 flex-1">
        <div
          ref={scroller}
          role="log"
          aria-label={t('timeline.label')}
          aria-live="off"
          tabIndex={0}
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onBlur={keys.onBlur}
          className="axis relative h-full overflow-y-auto overscroll-contain [overflow-anchor:none] -outline-offset-2"
        >
          <div className="column flex min-h-full flex-col pb-1">
            {isLookedFor && !isReady && !hasFailed && (older !== 'none' || rows.length > 0) && (
              <TimelineSkeleton />
            )}
            {isLookedFor && rows.length === 0 && older === 'none' && (
              <Suspense>
                <EmptyRoom room={room} onInvite={onInvite} />
              </Suspense>
            )}
            {target.kind === 'missing' && (
              <Suspense>
                <MissingMessage onLatest={onLatest} />
              </Suspense>
            )}
            {isLookedFor && hasFailed && (
              <div className="my-auto">
                <ErrorNote onRetry={history.loadOlder}>{t('timeline.failed')}</ErrorNote>
              </div>
            )}
            {target.kind === 'failed' && (
              <div className="my-auto">
                <ErrorNote onRetry={retry}>{t('link.failed')}</ErrorNote>
              </div>
            )}
            {isReady && (
              <div className="mt-auto">
                <MessageList
                  key={generation}
                  rows={rows}
                  slice={slice}
                  keptKey={focusedKey}
                  heights={heights}
                  context={context}
                />
              </div>
            )}
          </div>
        </div>
        {bar.range && (
          <Suspense>
            <NewsBar
              rows={rows}
              me={me}
              range={bar.range}
              isAway={bar.isAway}
              onJump={() => goTo(atNews(rows) ?? { kind: 'bottom' })}
              onMarkRead={settleNews}
              onDismiss={bar.dismiss}
            />
          </Suspense>
        )}
        <Suspense>
          <Announcer roomId={room.id} />
        </Suspense>
        {reader({ seq: lastSeq, isInSight })}
      </div>
      <div className="column flex h-9 shrink-0 items-center gap-2 px-3 md:px-5 print:hidden">
        <div data-toasts className="flex min-h-9 min-w-0 flex-1 items-center">
          {foot}
        </div>
        {isReady && !isAtBottom && (
          <Suspense>
            <JumpPill
              room={room}
              onJump={() => {
                if (messageId !== undefined) onLatest();
                if (!isDetached) goTo({ kind: 'bottom' });
              }}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}
