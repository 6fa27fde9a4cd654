import { useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';

interface PauseDialogProps {
  onClose: () => void;
  onPaused: () => void;
}

/** What a break means. Logging in ends it. */
export function PauseDialog({ onClose, onPaused }: PauseDialogProps) {
  const { t } = useLocale();
  const { request } = useApi();
  const { session } = usePageStores();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  async function pause() {
    setIsBusy(true);
    setError(undefined);
    try {
      await request({ method: 'POST', path: '/me/pause' });
      onPaused();
      // In the place of what the login page says of a session that has ended.
      session.actions.end('paused');
    } catch (failure) {
      setError(explain(failure));
      setIsBusy(false);
    }
  }

  return (
    <Dialog title={t('life.pauseTitle')} onClose={onClose}>
      <ul className="mb-4 list-disc space-y-1 ps-5 text-13 text-quiet">
        <li>{t('life.pauseOut')}</li>
        <li>{t('life.pauseShown')}</li>
        <li>{t('life.pauseStays')}</li>
      </ul>
      <p role="alert" className="text-13 text-danger empty:hidden">
        {error}
      </p>
      <div className="mt-3 flex justify-end gap-2">
        <Button look="quiet" data-first onClick={onClose}>
          {t('life.cancel')}
        </Button>
        <Button look="primary" isBusy={isBusy} onClick={() => void pause()}>
          {t('life.pauseSure')}
        </Button>
      </div>
    </Dialog>
  );
}
