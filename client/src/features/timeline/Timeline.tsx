import type { Room } from '@chatket/contract';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { cx, useNow } from '../../lib';
import { timelineOf, useChatStores } from '../../store';
import { ErrorNote } from '../../ui';
import { Announcer } from './Announcer';
import { EmptyRoom, RoomBeginning } from './EmptyRoom';
import { JumpPill } from './JumpPill';
import { buildRows } from './rows';
import { RowView } from './RowView';
import { TimelineSkeleton } from './TimelineSkeleton';
import { useHistory } from './use-history';
import { useRowKeys } from './use-row-keys';
import { useScroll } from './use-scroll';
import { useMarkSeen, useUnreadRange } from './use-unread-range';

const DOM_ROWS_MAX = 400;
const DOM_ROWS_KEPT = 250;
const DAY_CHECK_MS = 60_000;

/** One room's conversation. Mount it anew for each room. */
export function Timeline({ room }: { room: Room }) {
  const { me, timelines, outbox } = useChatStores();
  const timeline = useStore(timelines, timelineOf(room.id));
  const items = useStore(outbox, (state) => state.items);
  const loadOlder = useHistory(room.id);
  const unread = useUnreadRange(room);
  const now = useNow(DAY_CHECK_MS);

  const { messages, older } = timeline;
  const pending = useMemo(() => items.filter((item) => item.roomId === room.id), [items, room.id]);
  const rows = useMemo(() => buildRows({ messages, pending, me, unread }), [messages, pending, me, unread]);
  const hasRows = rows.length > 0;

  const { scroller, list, onScroll, isAtBottom, toBottom } = useScroll({
    rows,
    hasRows,
    ownCount: pending.length,
    onNearTop: () => {
      if (older === 'some') loadOlder();
    },
  });
  const onKeyDown = useRowKeys(list);
  const lastSeq = Math.max(timeline.cursor ?? 0, messages.at(-1)?.seq ?? 0);
  useMarkSeen({ roomId: room.id, seq: lastSeq, isAtBottom: isAtBottom && hasRows });

  const isTooLong = isAtBottom && messages.length > DOM_ROWS_MAX;
  useEffect(() => {
    if (isTooLong) timelines.actions.trim(room.id, DOM_ROWS_KEPT);
  }, [isTooLong, timelines, room.id]);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label="Messages"
        aria-live="off"
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        className="relative h-full overflow-y-auto overscroll-contain [overflow-anchor:none] -outline-offset-2"
      >
        <div className="mx-auto flex min-h-full w-full max-w-[760px] flex-col lg:mx-0 xl:mx-auto">
          {!hasRows && (older === 'unknown' || older === 'loading' || older === 'some') && (
            <TimelineSkeleton />
          )}
          {!hasRows && older === 'none' && <EmptyRoom room={room} />}
          {hasRows && older === 'none' && <RoomBeginning room={room} />}
          {hasRows && (older === 'some' || older === 'loading' || older === 'unknown') && (
            <div className="h-10 shrink-0" />
          )}
          {older === 'failed' && (
            <div className={cx(!hasRows && 'my-auto')}>
              <ErrorNote onRetry={loadOlder}>Messages could not be loaded.</ErrorNote>
            </div>
          )}
          <ol ref={list} className={cx(older !== 'none' && 'mt-auto', 'pb-2')}>
            {rows.map((row) => (
              <RowView key={row.key} row={row} me={me} now={now} />
            ))}
          </ol>
        </div>
      </div>
      {!isAtBottom && <JumpPill room={room} onJump={toBottom} />}
      <Announcer roomId={room.id} />
    </div>
  );
}
