import { cx } from '../../lib';
import { shownCount, type Unread } from './unread';

interface UnreadBadgeProps {
  unread: Pick<Unread, 'count' | 'isMentioned'> & Partial<Pick<Unread, 'mentions'>>;
  className?: string;
  /** There is no room for more than a digit. */
  isShort?: boolean;
}

/** How much is unread, filled; where something speaks to me, how much of it does, in another colour and with the sign for it. Its row or button says it in words. */
export function UnreadBadge({
  unread: { count, isMentioned, mentions },
  className,
  isShort = false,
}: UnreadBadgeProps) {
  if (count === 0) return null;
  const shown = isMentioned ? (mentions ?? count) : count;
  return (
    <span
      aria-hidden="true"
      data-badge={isMentioned ? 'mention' : 'unread'}
      className={cx(
        'inline-flex shrink-0 items-center justify-center gap-px rounded-full text-12 font-bold tabular-nums',
        isShort ? 'h-4 min-w-4 px-1' : 'h-4.5 min-w-4.5 px-1.25',
        isMentioned ? 'bg-mention text-surface-1' : 'bg-accent text-accent-text',
        className,
      )}
    >
      {isMentioned && <span>@</span>}
      {!(isShort && isMentioned) && (isShort && shown > 9 ? '9+' : shownCount(shown))}
    </span>
  );
}
