import { useLocale } from '../../i18n';
import { IconButton } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';

export interface UnreadNews {
  count: number;
  /** When the first of them was written. */
  since: Date;
  /** They were missed while the connection was lost. */
  isAway: boolean;
}

interface UnreadBarProps {
  news: UnreadNews;
  onJump: () => void;
  onMarkRead: () => void;
  onDismiss: () => void;
}

/** Tells of unread messages whose beginning is not on the screen. It lies over the text and moves nothing. */
export function UnreadBar({ news, onJump, onMarkRead, onDismiss }: UnreadBarProps) {
  const { t, time } = useLocale();
  const { count, since, isAway } = news;
  return (
    <section
      aria-label={t('unread.label')}
      className="pointer-events-none absolute inset-x-0 top-2 z-10 column flex justify-center px-2 md:px-3"
    >
      <div className="pointer-events-auto flex h-8 max-w-full animate-appear items-center gap-1 rounded-full border border-line bg-surface-1 ps-3.5 pe-1 text-13 shadow-raised max-md:h-auto max-md:min-h-11 max-md:rounded-3xl max-md:gap-0">
        <span className="me-1 min-w-0 font-medium tabular-nums max-md:leading-4.5 md:truncate">
          {isAway ? t('unread.away', { count }) : t('unread.bar', { count, time: time.clock(since) })}
        </span>
        <BarButton onClick={onJump}>{t('unread.jump')}</BarButton>
        {isAway ? (
          <IconButton label={t('unread.dismiss')} isSmall place="below-end" onClick={onDismiss}>
            <CloseIcon className="size-4" />
          </IconButton>
        ) : (
          <BarButton onClick={onMarkRead}>{t('unread.markRead')}</BarButton>
        )}
      </div>
    </section>
  );
}

function BarButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="h-6 shrink-0 rounded-full px-2.5 font-medium text-accent transition-colors hover:bg-accent-soft max-md:h-9 max-md:px-2"
    >
      {children}
    </button>
  );
}
