import { useLocale } from '../../i18n';
import { Button, EmptyState, SearchIcon } from '../../ui';

/** A link led to a message that is not in this room. */
export function MissingMessage({ onLatest }: { onLatest: () => void }) {
  const { t } = useLocale();
  return (
    <div className="flex-1">
      <EmptyState
        icon={<SearchIcon className="size-6" />}
        title={t('link.missing')}
        action={<Button onClick={onLatest}>{t('link.latest')}</Button>}
      >
        {t('link.missingHint')}
      </EmptyState>
    </div>
  );
}
