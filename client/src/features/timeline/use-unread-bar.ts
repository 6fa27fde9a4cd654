import { useState } from 'react';
import type { UserRef } from '@chatket/contract';
import { useStore } from 'zustand';
import { awayOf, useChatStores, type UnreadRange } from '../../store';
import { NEW_LINE, type Row } from './rows';
import type { UnreadNews } from './UnreadBar';

interface Options {
  roomId: string;
  me: UserRef;
  rows: readonly Row[];
  unread: UnreadRange | undefined;
  isReady: boolean;
}

/** The news the bar tells of, until their first line has been on the screen or they are dismissed. */
export function useUnreadBar({ roomId, me, rows, unread, isReady }: Options) {
  const { away } = useChatStores();
  const missed = useStore(away, awayOf(roomId));
  const [seenRange, setSeenRange] = useState<UnreadRange>();
  const isOpen = isReady && unread !== undefined && unread !== seenRange;
  const news = isOpen ? newsOf(rows, { me, unread, isAway: missed !== undefined }) : undefined;

  return {
    news,
    /** They need not be told of any more. */
    dismiss: () => {
      setSeenRange(unread);
      if (missed) away.actions.dismiss(roomId);
    },
    /** The view moved: their first line may be in sight. */
    notice: (view: HTMLElement) => {
      if (isOpen && isInSight(view)) setSeenRange(unread);
    },
  };
}

function newsOf(
  rows: readonly Row[],
  { me, unread, isAway }: { me: UserRef; unread: UnreadRange; isAway: boolean },
): UnreadNews | undefined {
  let count = 0;
  let since: Date | undefined;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.kind === 'new') since = row.at;
    if (row?.kind !== 'message' || row.message.sender.id === me.id || row.message.deleted) continue;
    if (row.message.seq <= unread.from) break;
    if (row.message.seq <= unread.upTo) count += 1;
  }
  return since && count > 0 ? { count, since, isAway } : undefined;
}

function isInSight(view: HTMLElement): boolean {
  const line = view.querySelector(`[data-key="${NEW_LINE}"]`)?.getBoundingClientRect();
  const { top, bottom } = view.getBoundingClientRect();
  return line !== undefined && line.bottom > top && line.top < bottom;
}
