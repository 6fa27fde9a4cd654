import { cx } from '../../lib';
import { shownCount, type Unread } from './unread';

interface UnreadBadgeProps {
  unread: Pick<Unread, 'count' | 'isMentioned'>;
  className?: string;
  /** There is no room for more than a digit. */
  isShort?: boolean;
}

/** How much is unread, filled; what speaks of me has another colour and the sign for it. Its row or button says it in words. */
export function UnreadBadge({
  unread: { count, isMentioned },
  className,
  isShort = false,
}: UnreadBadgeProps) {
  if (count === 0) return null;
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
      {!(isShort && isMentioned) && (isShort && count > 9 ? '9+' : shownCount(count))}
    </span>
  );
}
