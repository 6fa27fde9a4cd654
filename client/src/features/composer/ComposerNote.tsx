import { Suspense, type ReactNode } from 'react';
import { useLocale, withTexts, type MessageId } from '../../i18n';
import { cx, later, useDelayed } from '../../lib';

const words = () => withTexts(import('./composer-words'));
const WhyNot = later(async () => (await words()).WhyNot);
const Spare = later(async () => (await words()).Spare);

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
  const isMuted = !closed && mutedForMs > 0;
  const isRefused = !closed && isUnsendable;
  return (
    <div id={id} className="flex h-6 items-center justify-between gap-3 px-1 text-12">
      <span
        role={isMuted ? 'timer' : 'status'}
        className={cx(
          'truncate',
          isMuted ? 'text-warning tabular-nums' : isRefused ? 'text-danger' : 'text-quiet',
        )}
      >
        {closed || isMuted || isRefused ? (
          <Suspense>
            <WhyNot closed={closed} mutedForMs={mutedForMs} isSlow={isSlow} />
          </Suspense>
        ) : (
          isOffline && t('composer.offline')
        )}
      </span>
      {offer}
      {spare <= COUNTER_FROM && !closed && (
        <span className={cx('shrink-0 tabular-nums', spare < 0 ? 'font-medium text-danger' : 'text-quiet')}>
          <Suspense>
            <Spare count={spare} />
          </Suspense>
        </span>
      )}
    </div>
  );
}
