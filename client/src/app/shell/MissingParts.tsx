import { useLocale } from '../../i18n';
import { Button, ErrorNote } from '../../ui';

/** Over every page: something that somebody wants to see cannot be had now. The rest goes on, and it is tried again. */
export function MissingParts() {
  const { t } = useLocale();
  return (
    <div className="fixed inset-x-0 top-0 z-50 flex flex-wrap items-center justify-center bg-surface-1 shadow-raised">
      <ErrorNote>{t('connection.partMissing')}</ErrorNote>
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </div>
  );
}
