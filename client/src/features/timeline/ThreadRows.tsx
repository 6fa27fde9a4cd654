import type { Message, Room } from '@chatket/contract';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useNow } from '../../lib';
import { isFolded, NO_LINES, useChatStores } from '../../store';
import { Announcer } from './Announcer';
import { withoutFolded } from './folding';
import { findRow } from './place';
import type { RowParts } from './row-parts';
import { createRowBuilder, type Row } from './rows';
import { RowView } from './RowView';
import { useOverlay } from './use-overlay';
import { useFocusedKey, useRowKeys } from './use-row-keys';
import { isUndoable } from './use-view';

interface ThreadRowsProps {
  room: Room;
  root: Message;
  replies: readonly Message[];
  /** Of the list of replies, in words. */
  label: string;
  /** The reply that a link leads to. */
  highlightedId?: string | undefined;
  parts: RowParts;
  /** Between the root and the replies. */
  between: ReactNode;
  /** Hears whether the end of the thread is on the screen. */
  onEnd: (isInSight: boolean) => void;
}

const DAY_CHECK_MS = 60_000;

/** The rows of a thread: its root, and what is said under it, my unsent replies last. It opens at its end and stays there. */
export function ThreadRows(props: ThreadRowsProps) {
  const { room, root, replies, label, highlightedId, parts, between, onEnd } = props;
  const { me, blocks, outbox } = useChatStores();
  const { items, changes } = useStore(outbox);
  const folds = useStore(blocks);
  const now = useNow(DAY_CHECK_MS);
  const [build] = useState(createRowBuilder);
  const view = useRef<HTMLDivElement>(null);
  const overlay = useOverlay(me);
  const done = useMemo(() => changes.filter((change) => !isUndoable(change)), [changes]);
  const messages = useMemo(() => [root, ...replies], [root, replies]);
  const [first = root, ...said] = overlay(messages, done);
  const pending = items.filter(({ threadId }) => threadId === root.messageId);
  const focus = useFocusedKey();
  // What was deleted stays a line here: how many replies there are counts it.
  const shown = withoutFolded(said, (each) => isFolded(folds, each));
  const built = build({
    messages: shown,
    lines: NO_LINES,
    pending,
    me,
    unread: undefined,
    isDetached: false,
  });
  const rows = built.filter(({ kind }) => kind !== 'head');
  const rootRow: Row = {
    kind: 'message',
    key: `${first.sender.id}:${first.clientMsgId}`,
    message: first,
    isFirst: true,
  };
  const keys = useRowKeys(view, [rootRow, ...rows], focus);
  const context = useMemo(
    () => ({
      room,
      me,
      now,
      older: 'none' as const,
      newer: 'none' as const,
      highlightedId,
      onOlder: () => undefined,
      onNewer: () => undefined,
      parts,
    }),
    [room, me, now, highlightedId, parts],
  );
  const end = useEndInSight(onEnd);
  const target = rows.find((row) => row.kind === 'message' && row.message.messageId === highlightedId);
  const targetKey = target?.key;
  useEffect(() => {
    if (targetKey && view.current) findRow(view.current, targetKey)?.scrollIntoView({ block: 'center' });
  }, [targetKey]);

  return (
    <div
      ref={view}
      role="log"
      aria-label={label}
      aria-live="off"
      tabIndex={0}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      onBlur={keys.onBlur}
      // What is reversed keeps its end in sight, whatever comes.
      className="relative flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain -outline-offset-2"
    >
      <div className="mb-auto pb-1">
        <RowView row={rootRow} context={context} />
        {between}
        <ol>
          {rows.map((row) => (
            <li key={row.key} className="flow-root">
              <RowView row={row} context={context} />
            </li>
          ))}
        </ol>
        <div ref={end} className="h-px" />
      </div>
      <Announcer roomId={room.id} threadId={root.messageId} />
    </div>
  );
}

/** A mark that tells whether it is on the screen. */
function useEndInSight(onEnd: (isInSight: boolean) => void) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = end.current;
    if (!mark) return;
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) onEnd(last.isIntersecting);
    });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [onEnd]);
  return end;
}
