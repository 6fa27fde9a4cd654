import { Suspense } from 'react';
import { useLocale, withTexts } from '../i18n';
import { later } from '../lib';
import { Button } from './Button';

const WhenBack = later(async () => (await withTexts(import('./WhenBack'))).WhenBack);

interface ErrorNoteProps {
  children: string;
  /** Is called by itself, too, when there is a network again. */
  onRetry?: () => void;
}

/** What happened, in one line, and the way to try again. */
export function ErrorNote({ children, onRetry }: ErrorNoteProps) {
  const { t } = useLocale();
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-center gap-3 p-4 text-center text-13 text-quiet"
    >
      <span className="text-pretty">
        {children}
        {onRetry && (
          <Suspense>
            <WhenBack onBack={onRetry} />
          </Suspense>
        )}
      </span>
      {onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  );
}
