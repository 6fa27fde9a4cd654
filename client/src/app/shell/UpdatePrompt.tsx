import { useState } from 'react';
import { useLocale } from '../../i18n';
import { IconButton } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';
import type { Updates } from '../session/updates';

/** Says that a new version waits. It comes when the person wants it, or with the next visit. */
export function UpdatePrompt({ updates }: { updates: Updates }) {
  const { t } = useLocale();
  const [isPutOff, setIsPutOff] = useState(false);

  return (
    <div className="pointer-events-none fixed inset-x-4 bottom-24 z-40 flex justify-center md:inset-x-auto md:start-4 md:bottom-18">
      {!isPutOff && (
        <div className="pointer-events-auto flex h-11 animate-rise items-center gap-1 rounded-xl border border-line bg-surface-1 ps-3.5 pe-1 text-13 shadow-raised">
          <span>{t('app.newVersion')}</span>
          <button
            type="button"
            onClick={updates.reload}
            className="h-9 rounded-lg px-2.5 font-medium text-accent hover:bg-surface-2"
          >
            {t('app.newVersionReload')}
          </button>
          <IconButton
            label={t('app.newVersionLater')}
            isSmall
            place="above-end"
            onClick={() => setIsPutOff(true)}
          >
            <CloseIcon className="size-4" />
          </IconButton>
        </div>
      )}
    </div>
  );
}
