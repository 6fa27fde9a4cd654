import type { ReactNode } from 'react';
import { useLocale, type MessageId } from '../../i18n';
import { cx, formatCountdown, useDelayed } from '../../lib';

const COUNTER_FROM = 50;
const OFFLINE_PATIENCE_MS = 3_000;

interface ComposerNoteProps {
  id: string;
  /** How many characters are left; negative when the text is too long. */
  spare: number;
  /** There is a character in it that nothing can keep. */
  isUnsendable: boolean;
  mutedForMs: number;
  /** It is a slow room that lets me wait. */
  isSlow: boolean;
  /** Why nobody like me writes here. */
  closed: MessageId | undefined;
  isOnline: boolean;
  /** What can be done about a text that is too long. */
  offer: ReactNode;
}

/** The line under the composer. Its height is always there, so nothing moves when it speaks. */
export function ComposerNote(props: ComposerNoteProps) {
  const { id, spare, isUnsendable, mutedForMs, isSlow, closed, isOnline, offer } = props;
  const { t } = useLocale();
  const isOffline = useDelayed(!isOnline, OFFLINE_PATIENCE_MS);
  const isMuted = mutedForMs > 0;
  return (
    <div id={id} className="flex h-6 items-center justify-between gap-3 px-1 text-12">
      {closed ? (
        <span role="status" className="truncate text-quiet">
          {t(closed)}
        </span>
      ) : isMuted ? (
        <span role="timer" className="truncate text-warning tabular-nums">
          {t(isSlow ? 'composer.slowFor' : 'composer.mutedFor', { time: formatCountdown(mutedForMs) })}
        </span>
      ) : (
        <span role="status" className={cx('truncate', isUnsendable ? 'text-danger' : 'text-quiet')}>
          {isUnsendable ? t('composer.unsendable') : isOffline && t('composer.offline')}
        </span>
      )}
      {offer}
      {spare <= COUNTER_FROM && !closed && (
        <span className={cx('shrink-0 tabular-nums', spare < 0 ? 'font-medium text-danger' : 'text-quiet')}>
          {spare < 0 ? t('composer.tooMany', { count: -spare }) : t('composer.left', { count: spare })}
        </span>
      )}
    </div>
  );
}
