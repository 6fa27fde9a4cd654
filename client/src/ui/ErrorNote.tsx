import { useLocale } from '../i18n';
import { Button } from './Button';
import { RetryIcon } from './icons';

interface ErrorNoteProps {
  children: string;
  onRetry?: () => void;
}

/** What happened, in one line, and the way to try again. */
export function ErrorNote({ children, onRetry }: ErrorNoteProps) {
  const { t } = useLocale();
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-2 p-4 text-center text-13 text-quiet"
    >
      <span className="text-pretty">{children}</span>
      {onRetry && (
        <Button onClick={onRetry}>
          <RetryIcon className="size-4" />
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}
