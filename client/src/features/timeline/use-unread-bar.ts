import { useState } from 'react';
import { useStore } from 'zustand';
import { awayOf, useChatStores, type UnreadRange } from '../../store';
import { NEW_LINE } from './rows';

interface Options {
  roomId: string;
  unread: UnreadRange | undefined;
  isReady: boolean;
}

/** The news the bar tells of, until their first line has been on the screen or they are dismissed. */
export function useUnreadBar({ roomId, unread, isReady }: Options) {
  const { away } = useChatStores();
  const missed = useStore(away, awayOf(roomId));
  const [seenRange, setSeenRange] = useState<UnreadRange>();
  const range = isReady && unread !== seenRange ? unread : undefined;

  return {
    range,
    isAway: missed !== undefined,
    /** They need not be told of any more. */
    dismiss: () => {
      setSeenRange(unread);
      if (missed) away.actions.dismiss(roomId);
    },
    /** The view moved: their first line may be in sight. */
    notice: (view: HTMLElement) => {
      if (range && isInSight(view)) setSeenRange(unread);
    },
  };
}

function isInSight(view: HTMLElement): boolean {
  const line = view.querySelector(`[data-key="${NEW_LINE}"]`)?.getBoundingClientRect();
  const { top, bottom } = view.getBoundingClientRect();
  return line !== undefined && line.bottom > top && line.top < bottom;
}
