import { useLocale } from '../../i18n';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';

interface ListFootProps {
  label: string;
  isEmpty: boolean;
  state: 'loading' | 'ready' | 'failed';
  hasMore: boolean;
  onMore: () => void;
  onRetry: () => void;
}

/** How a list ends: with more of it, with nothing, or with what went wrong. */
export function ListFoot({ label, isEmpty, state, hasMore, onMore, onRetry }: ListFootProps) {
  const { t } = useLocale();
  if (state === 'failed') return <ErrorNote onRetry={onRetry}>{t('server.failed')}</ErrorNote>;
  if (state === 'loading' && isEmpty)
    return (
      <Loading label={label}>
        <Skeleton className="mt-5 h-3 w-64" />
        <Skeleton className="mt-4 h-3 w-48" />
        <Skeleton className="mt-4 h-3 w-56" />
      </Loading>
    );
  if (isEmpty) return <p className="mt-5 text-quiet">{t('server.none')}</p>;
  if (!hasMore) return null;
  return (
    <div className="flex justify-center py-4">
      <Button isBusy={state === 'loading'} onClick={onMore}>
        {t('server.more')}
      </Button>
    </div>
  );
}
